/** What the unit's roles may do, and the needs-and-risk analyses that say so: read by all, written and signed by the head, who is told when one is due. */
import type { Feature } from '../../feature.ts';

export const accessRights: Feature = {
  name: 'access-rights',
  unitPages: [
    {
      path: 'access-rights',
      title: { sv: 'Behörigheter', en: 'Access rights' },
      forAll: true,
      load: () => import('./access-rights-page.tsx'),
    },
  ],
  workPanels: [{ load: () => import('./due-panel.tsx') }],
};
