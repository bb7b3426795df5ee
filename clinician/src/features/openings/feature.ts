/** Openings without consent at the unit, which its head follows up. */
import type { Feature } from '../../feature.ts';

export const openings: Feature = {
  name: 'openings',
  workPanels: [{ load: () => import('./openings-panel.tsx') }],
};
