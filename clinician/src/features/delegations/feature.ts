/** Delegations to give drugs: the unit's, issued, renewed and withdrawn by who may; whoever gives by one sees their own. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const delegations: Feature = {
  name: 'delegations',
  unitPages: [
    {
      path: 'delegations',
      title: { sv: texts.sv.title, en: texts.en.title },
      load: () => import('./delegations-page.tsx'),
    },
  ],
};
