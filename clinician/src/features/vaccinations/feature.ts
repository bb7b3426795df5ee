/** Vaccinations given. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const vaccinations: Feature = {
  name: 'vaccinations',
  pages: [
    {
      path: 'vaccinations',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g v',
      order: 90,
      load: () => import('./vaccinations-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'vaccinations', load: () => import('./vaccinations-panel.tsx') }],
};
