/** The unit's contacts that are not coded, to be coded one after the other by those whose work it is. */
import type { Feature } from '../../feature.ts';

export const codingList: Feature = {
  name: 'coding-list',
  unitPages: [
    {
      path: 'coding',
      title: { sv: 'Kontakter att koda', en: 'Contacts to code' },
      keys: 'g k',
      load: () => import('./coding-page.tsx'),
    },
  ],
};
