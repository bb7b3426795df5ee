/** Contacts with care: what has been, what goes on, and what is booked. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const contacts: Feature = {
  name: 'contacts',
  pages: [
    {
      path: 'contacts',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g c',
      order: 60,
      load: () => import('./contacts-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'contacts', load: () => import('./contacts-panel.tsx') }],
};
