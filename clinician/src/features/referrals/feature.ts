/** Referrals and their answers. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const referrals: Feature = {
  name: 'referrals',
  pages: [
    {
      path: 'referrals',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g r',
      order: 70,
      load: () => import('./referrals-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'referrals', load: () => import('./referrals-panel.tsx') }],
};
