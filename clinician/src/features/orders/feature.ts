/** Orders: laboratory tests, examinations and referrals are asked for here, and followed until they are answered. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const orders: Feature = {
  name: 'orders',
  pages: [
    {
      path: 'orders',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g o',
      order: 65,
      load: () => import('./orders-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'orders/laboratory',
      title: { sv: texts.sv.laboratory, en: texts.en.laboratory },
      load: () => import('./order-tests.tsx'),
    },
    {
      name: 'orders/imaging',
      title: { sv: texts.sv.imaging, en: texts.en.imaging },
      load: () => import('./order-examination.tsx'),
    },
    {
      name: 'orders/referral',
      title: { sv: texts.sv.referral, en: texts.en.referral },
      load: () => import('./refer.tsx'),
    },
  ],
  commands: [
    {
      id: 'orders/laboratory',
      title: { sv: texts.sv.orderTests, en: texts.en.orderTests },
      keys: 'b l',
      strip: { order: 3, title: { sv: texts.sv.laboratoryShort, en: texts.en.laboratoryShort } },
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('orders/laboratory', patientId),
    },
    {
      id: 'orders/imaging',
      title: { sv: texts.sv.orderExamination, en: texts.en.orderExamination },
      keys: 'b r',
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('orders/imaging', patientId),
    },
    {
      id: 'orders/referral',
      title: { sv: texts.sv.refer, en: texts.en.refer },
      keys: 'b m',
      strip: { order: 4, title: { sv: texts.sv.referral, en: texts.en.referral } },
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('orders/referral', patientId),
    },
  ],
};
