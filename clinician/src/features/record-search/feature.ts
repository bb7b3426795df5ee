/** Full-text search in one record. */
import type { Feature } from '../../feature.ts';
import { texts } from './texts.ts';

export const recordSearch: Feature = {
  name: 'record-search',
  pages: [
    {
      path: 'search',
      title: { sv: texts.sv.title, en: texts.en.title },
      order: 120,
      load: () => import('./search-page.tsx'),
    },
  ],
  commands: [
    {
      id: 'record-search',
      title: { sv: texts.sv.command, en: texts.en.command },
      keys: '/',
      needs: 'record',
      run: ({ goToRecord, patientId }) => goToRecord(patientId, 'search'),
    },
  ],
};
