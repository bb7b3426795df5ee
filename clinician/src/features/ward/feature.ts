/** The ward: the board of who lies where, rounds of vital signs with NEWS2, fluids, and the doctor's round with its orders from patient to patient. */
import type { Feature } from '../../feature.ts';
import { orderTexts } from './orders/texts.ts';
import { texts } from './texts.ts';

export const ward: Feature = {
  name: 'ward',
  unitPages: [
    {
      path: 'ward',
      title: { sv: texts.sv.board, en: texts.en.board },
      keys: 'g a',
      load: () => import('./board/ward-page.tsx'),
    },
  ],
  workPanels: [{ load: () => import('./ward-panel.tsx') }],
  pages: [
    {
      path: 'ward',
      title: { sv: texts.sv.round, en: texts.en.round },
      keys: 'g j',
      order: 5,
      load: () => import('./round/round-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'ward/vitals',
      title: { sv: texts.sv.vitals, en: texts.en.vitals },
      load: () => import('./entry/vitals-workspace.tsx'),
    },
    {
      name: 'ward/orders',
      title: { sv: orderTexts.sv.todaysOrders, en: orderTexts.en.todaysOrders },
      load: () => import('./orders/orders-workspace.tsx'),
    },
    {
      name: 'ward/fluid',
      title: { sv: texts.sv.fluid, en: texts.en.fluid },
      load: () => import('./entry/fluid-workspace.tsx'),
    },
  ],
  commands: [
    {
      id: 'ward/vitals',
      title: { sv: texts.sv.recordVitals, en: texts.en.recordVitals },
      keys: 'v',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('ward/vitals', patientId),
    },
    {
      id: 'ward/orders',
      title: { sv: orderTexts.sv.todaysOrders, en: orderTexts.en.todaysOrders },
      keys: 'd',
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('ward/orders', patientId),
    },
    {
      id: 'ward/fluid',
      title: { sv: texts.sv.recordFluid, en: texts.en.recordFluid },
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('ward/fluid', patientId),
    },
  ],
};
