/** The drug list: one component wherever it is shown (F15), from reading to ordering, changing, ending and renewing. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const medications: Feature = {
  name: 'medications',
  pages: [
    {
      path: 'medications',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g m',
      order: 20,
      load: () => import('./medications-page.tsx'),
    },
  ],
  summaryPanels: [{ slot: 'medications', load: () => import('./medications-panel.tsx') }],
  workPanels: [
    { load: () => import('./renew/renewals-panel.tsx') },
    { load: () => import('./drafts/drafts-panel.tsx') },
  ],
  workspaces: [
    {
      name: 'medications/prescribe',
      title: { sv: texts.sv.prescribe, en: texts.en.prescribe },
      load: () => import('./prescribe/prescribe.tsx'),
    },
    {
      name: 'medications/resume',
      title: { sv: texts.sv.resumeTitle, en: texts.en.resumeTitle },
      load: () => import('./prescribe/resume.tsx'),
    },
    {
      name: 'medications/renew',
      title: { sv: texts.sv.renew, en: texts.en.renew },
      load: () => import('./renew/renew.tsx'),
    },
  ],
  commands: [
    {
      id: 'medications/prescribe',
      title: { sv: texts.sv.prescribe, en: texts.en.prescribe },
      keys: 'l',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('medications/prescribe', patientId),
    },
    {
      id: 'medications/renew',
      title: { sv: texts.sv.renew, en: texts.en.renew },
      keys: 'r',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('medications/renew', patientId),
    },
  ],
};
