/** Order sets: made and adapted by the unit, and ordered by: drugs, tests, examinations, nursing and a bed, signed in one. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const orderSets: Feature = {
  name: 'order-sets',
  unitPages: [
    {
      path: 'order-sets',
      title: { sv: texts.sv.title, en: texts.en.title },
      load: () => import('./adapt/order-sets-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'order-sets/order',
      title: { sv: texts.sv.order, en: texts.en.order },
      load: () => import('./order/order-by-set.tsx'),
    },
  ],
  commands: [
    {
      id: 'order-sets/order',
      title: { sv: texts.sv.order, en: texts.en.order },
      keys: 'b p',
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('order-sets/order', patientId),
    },
  ],
};
