/** What a prescriber orders by word of mouth: a nurse writes it down, and the prescriber signs it afterwards. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const verbalOrders: Feature = {
  name: 'verbal-orders',
  workPanels: [{ load: () => import('./to-sign-panel.tsx') }],
  workspaces: [
    {
      name: 'verbal-orders/write',
      title: { sv: texts.sv.title, en: texts.en.title },
      load: () => import('./write-verbal.tsx'),
    },
  ],
  commands: [
    {
      id: 'verbal-orders/write',
      title: { sv: texts.sv.title, en: texts.en.title },
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('verbal-orders/write', patientId),
    },
  ],
};
