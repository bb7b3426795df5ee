import { comesOut, type OperationTerms } from '../operation.ts';

export const terms: OperationTerms = {
  code: 'chart',
  type: 'Patient',
  levels: ['instance'],
  description:
    'What a summary of one record is painted from: the patient, problems, warnings, drugs, the latest vitals, scores and results with enough of their past for a trend, contacts, notes, plans, vaccinations, orders and referrals with where each stands, and coming appointments.',
  affectsState: false,
  parameters: [
    comesOut(
      'Bundle',
      'A collection; the Patient first, then by type, the newest first. A tag says that there are blocked data: `in-force`, or `lifted` when some of them are open to the asker. Others, that other care providers have unblocked entries: `elsewhere`, and `open` when something opens them to the asker. What was written under a reserve number that turned out to be the patient’s comes with the rest, its subject the Patient with that number; `hidden`: some of it is not open to the asker.',
    ),
  ],
};
