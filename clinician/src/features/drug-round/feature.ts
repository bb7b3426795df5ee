/** The unit's drug round: what is due to whom, scanned and signed dose by dose. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const drugRound: Feature = {
  name: 'drug-round',
  unitPages: [
    {
      path: 'drug-round',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g f',
      load: () => import('./drug-round-page.tsx'),
    },
  ],
};
