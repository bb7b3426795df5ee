/** Who is to come and has no time: asked for in the record, booked from the unit’s list, watched by the care guarantee. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const waitingList: Feature = {
  name: 'waiting-list',
  unitPages: [
    {
      path: 'waiting',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g y',
      load: () => import('./waiting-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'waiting-list/ask',
      title: { sv: texts.sv.askShort, en: texts.en.askShort },
      load: () => import('./ask-visit.tsx'),
    },
  ],
  commands: [
    {
      id: 'waiting-list/ask',
      title: { sv: texts.sv.ask, en: texts.en.ask },
      keys: 'b v',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('waiting-list/ask', patientId),
    },
  ],
};
