/** Diagnoses: what the patient has and has had. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const problems: Feature = {
  name: 'problems',
  pages: [
    {
      path: 'problems',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g d',
      order: 50,
      load: () => import('./problems-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'problems', load: () => import('./problems-panel.tsx') }],
};
