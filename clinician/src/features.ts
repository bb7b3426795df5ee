/** Every feature of the app, one line each. */
import type { CommandContext, Feature } from './feature.ts';
import { accessRights } from './features/access-rights/feature.ts';
import { allergies } from './features/allergies/feature.ts';
import { codingList } from './features/coding-list/feature.ts';
import { contacts } from './features/contacts/feature.ts';
import { drugRound } from './features/drug-round/feature.ts';
import { medications } from './features/medications/feature.ts';
import { notes } from './features/notes/feature.ts';
import { orders } from './features/orders/feature.ts';
import { plans } from './features/plans/feature.ts';
import { problems } from './features/problems/feature.ts';
import { reconciliation } from './features/reconciliation/feature.ts';
import { recordSearch } from './features/record-search/feature.ts';
import { referrals } from './features/referrals/feature.ts';
import { results } from './features/results/feature.ts';
import { risks } from './features/risks/feature.ts';
import { summary } from './features/summary/feature.ts';
import { timeline } from './features/timeline/feature.ts';
import { vaccinations } from './features/vaccinations/feature.ts';
import { ward } from './features/ward/feature.ts';

export const features: readonly Feature[] = [
  summary,
  notes,
  allergies,
  results,
  medications,
  drugRound,
  reconciliation,
  problems,
  contacts,
  orders,
  referrals,
  plans,
  vaccinations,
  timeline,
  recordSearch,
  codingList,
  ward,
  accessRights,
  risks,
];

/** Takes an unsigned note up again, in the workspace that the notes feature brings. */
export function openDraft({ openWorkspace, patientId }: CommandContext, noteId: string): void {
  openWorkspace('notes/write', patientId, { note: noteId });
}
