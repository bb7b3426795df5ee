/** The risks that have been reported: all see that there are, whoever made one reads it, and the head of the unit takes it in hand. */
import type { Feature } from '../../feature.ts';

export const risks: Feature = {
  name: 'risks',
  unitPages: [
    { path: 'risks', title: { sv: 'Risker', en: 'Risks' }, forAll: true, load: () => import('./risks-page.tsx') },
  ],
  workPanels: [{ load: () => import('./risks-panel.tsx') }],
};
