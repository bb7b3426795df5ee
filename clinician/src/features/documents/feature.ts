/** Letters to patients: written from the unit’s templates, archived as they were sent, and followed until they have been read. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const documents: Feature = {
  name: 'documents',
  pages: [
    {
      path: 'letters',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g x',
      order: 73,
      load: () => import('./letters-page.tsx'),
    },
  ],
  workPanels: [{ load: () => import('./letters-panel.tsx') }],
  unitPages: [
    {
      path: 'letters',
      title: { sv: texts.sv.unitTitle, en: texts.en.unitTitle },
      load: () => import('./unit-letters-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'documents/write',
      title: { sv: texts.sv.letter, en: texts.en.letter },
      load: () => import('./write-letter.tsx'),
    },
  ],
  commands: [
    {
      id: 'documents/write',
      title: { sv: texts.sv.write, en: texts.en.write },
      keys: 'b b',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('documents/write', patientId),
    },
  ],
};
