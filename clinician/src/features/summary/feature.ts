/** The first page of every record: all that matters on one dense screen, from one request. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const summary: Feature = {
  name: 'summary',
  pages: [
    {
      path: 'summary',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g s',
      order: 0,
      load: () => import('./summary-page.tsx'),
    },
  ],
};
