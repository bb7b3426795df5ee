/** The record as a timeline over years, by kind. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const timeline: Feature = {
  name: 'timeline',
  pages: [
    {
      path: 'timeline',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g t',
      order: 110,
      load: () => import('./timeline-page.tsx'),
    },
  ],
};
