/** Laboratory values and vital signs: the latest in the summary, all of them as tables and pictures. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const results: Feature = {
  name: 'results',
  pages: [
    {
      path: 'results',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g l',
      order: 10,
      load: () => import('./results-page.tsx'),
    },
  ],
  summaryPanels: [
    { slot: 'vitals', load: () => import('./vitals-panel.tsx') },
    { slot: 'labs', load: () => import('./labs-panel.tsx') },
  ],
};
