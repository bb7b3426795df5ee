/** Notes: written by the unit's templates, saved as they are typed, signed, read, corrected. */
import type { Feature } from '../../feature.ts';

export const notes: Feature = {
  name: 'notes',
  pages: [
    {
      path: 'notes',
      title: { sv: 'Anteckningar', en: 'Notes' },
      keys: 'g n',
      order: 10,
      load: () => import('./read/notes-page.tsx'),
    },
  ],
  unitPages: [
    {
      path: 'unsigned',
      title: { sv: 'Mina osignerade anteckningar', en: 'My unsigned notes' },
      keys: 'g e',
      load: () => import('./unsigned/unsigned-page.tsx'),
    },
    {
      path: 'unit-unsigned',
      title: { sv: 'Enhetens osignerade anteckningar', en: 'The unit’s unsigned notes' },
      load: () => import('./unsigned/unit-unsigned-page.tsx'),
    },
    {
      path: 'countersign',
      title: { sv: 'Att kontrasignera', en: 'To countersign' },
      keys: 'g q',
      load: () => import('./countersign/countersign-page.tsx'),
    },
    {
      path: 'quick-texts',
      title: { sv: 'Snabbtexter', en: 'Quick texts' },
      load: () => import('./quick-texts/quick-texts-page.tsx'),
    },
    {
      path: 'templates',
      title: { sv: 'Enhetens journalmallar', en: 'The unit’s note templates' },
      load: () => import('./templates/templates-page.tsx'),
    },
  ],
  workPanels: [{ load: () => import('./countersign/countersign-panel.tsx') }],
  summaryPanels: [{ slot: 'notes', load: () => import('./read/notes-panel.tsx') }],
  workspaces: [
    {
      name: 'notes/write',
      title: { sv: 'Ny anteckning', en: 'New note' },
      load: () => import('./write/note-workspace.tsx'),
    },
    {
      name: 'notes/correct',
      title: { sv: 'Rätta anteckning', en: 'Correct a note' },
      load: () => import('./correct/correct-workspace.tsx'),
    },
  ],
  commands: [
    {
      id: 'notes/new',
      title: { sv: 'Ny anteckning', en: 'New note' },
      keys: 'n',
      strip: { order: 1, title: { sv: 'Anteckning', en: 'Note' } },
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('notes/write', patientId),
    },
    {
      id: 'notes/unsigned',
      title: { sv: 'Visa osignerade anteckningar', en: 'Show unsigned notes' },
      needs: 'record',
      run: ({ goToRecord, patientId }) => goToRecord(patientId, 'notes', { show: 'drafts' }),
    },
  ],
};
