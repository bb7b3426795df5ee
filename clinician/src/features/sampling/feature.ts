/** Samples: what is ordered and not taken at the unit, labels for the tubes, and the scan at the patient's side that says that it is taken. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const sampling: Feature = {
  name: 'sampling',
  unitPages: [
    {
      path: 'sampling',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'b t',
      load: () => import('./sampling-page.tsx'),
    },
  ],
};
