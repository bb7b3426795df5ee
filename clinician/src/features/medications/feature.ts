/** The drug list: one component wherever it is shown (F15). */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const medications: Feature = {
  name: 'medications',
  pages: [
    {
      path: 'medications',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g m',
      order: 20,
      load: () => import('./medications-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'medications', load: () => import('./medications-panel.tsx') }],
};
