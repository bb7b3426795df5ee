/** Care plans: what has been agreed and what is to be done. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const plans: Feature = {
  name: 'plans',
  pages: [
    {
      path: 'plans',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g p',
      order: 80,
      load: () => import('./plans-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'plans', load: () => import('./plans-panel.tsx') }],
};
