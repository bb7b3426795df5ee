/** Allergies and other warnings: shown at the top of the record, recorded, ended with a reason. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const allergies: Feature = {
  name: 'allergies',
  pages: [
    {
      path: 'warnings',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g w',
      order: 60,
      load: () => import('./warnings-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'warnings', load: () => import('./warnings-panel.tsx') }],
  workspaces: [
    {
      name: 'allergies/record',
      title: { sv: texts.sv.recordAllergy, en: texts.en.recordAllergy },
      load: () => import('./record-allergy.tsx'),
    },
    {
      name: 'allergies/flag',
      title: { sv: texts.sv.recordFlag, en: texts.en.recordFlag },
      load: () => import('./record-flag.tsx'),
    },
  ],
  commands: [
    {
      id: 'allergies/record',
      title: { sv: texts.sv.recordAllergy, en: texts.en.recordAllergy },
      keys: 'o',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('allergies/record', patientId),
    },
    {
      id: 'allergies/flag',
      title: { sv: texts.sv.recordFlag, en: texts.en.recordFlag },
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('allergies/flag', patientId),
    },
  ],
};
