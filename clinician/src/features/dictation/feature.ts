/** Dictation: recorded in the record, typed by the secretary from the unit’s queue, signed by the one who dictated (F25). */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const dictation: Feature = {
  name: 'dictation',
  pages: [
    {
      path: 'dictation',
      title: { sv: texts.sv.title, en: texts.en.title },
      order: 74,
      load: () => import('./type-page.tsx'),
    },
  ],
  unitPages: [
    {
      path: 'dictation',
      title: { sv: texts.sv.queue, en: texts.en.queue },
      keys: 'g z',
      load: () => import('./queue-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'dictation/record',
      title: { sv: texts.sv.title, en: texts.en.title },
      load: () => import('./record-dictation.tsx'),
    },
  ],
  commands: [
    {
      id: 'dictation/record',
      title: { sv: texts.sv.dictate, en: texts.en.dictate },
      keys: 'b d',
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('dictation/record', patientId),
    },
  ],
};
