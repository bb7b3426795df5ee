/** Reconciling drugs: what every source says, side by side, confirmed or rejected with one tap, counted, and signed. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const reconciliation: Feature = {
  name: 'reconciliation',
  pages: [
    {
      path: 'reconciliation',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g b',
      order: 21,
      load: () => import('./reconciliation-page.tsx'),
    },
  ],
};
