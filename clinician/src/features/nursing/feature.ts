/** Nursing: risks as they are assessed and anew in time, and the plans that answer them. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const nursing: Feature = {
  name: 'nursing',
  pages: [
    {
      path: 'nursing',
      title: { sv: texts.sv.title, en: texts.en.title },
      keys: 'g g',
      order: 12,
      load: () => import('./nursing-page.tsx'),
    },
  ],
  unitPages: [
    {
      path: 'nursing-plans',
      title: { sv: texts.sv.templates.title, en: texts.en.templates.title },
      load: () => import('./adapt/plan-templates-page.tsx'),
    },
  ],
  workspaces: [
    {
      name: 'nursing/plan',
      title: { sv: texts.sv.plan, en: texts.en.plan },
      load: () => import('./plan/plan-workspace.tsx'),
    },
    {
      name: 'nursing/assess',
      title: { sv: texts.sv.assessment, en: texts.en.assessment },
      load: () => import('./risk/assess-workspace.tsx'),
    },
  ],
  commands: [
    {
      id: 'nursing/plan',
      title: { sv: texts.sv.beginPlan, en: texts.en.beginPlan },
      keys: 'b n',
      needs: 'record',
      act: 'write',
      run: ({ openWorkspace, patientId }) => openWorkspace('nursing/plan', patientId),
    },
    {
      id: 'nursing/assess',
      title: { sv: texts.sv.assess, en: texts.en.assess },
      keys: 'b o',
      needs: 'record',
      act: 'sign',
      run: ({ openWorkspace, patientId }) => openWorkspace('nursing/assess', patientId),
    },
  ],
};
