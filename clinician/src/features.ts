/** Every feature of the app, one line each. */
import type { CommandContext, Feature } from './feature.ts';
import { accessRights } from './features/access-rights/feature.ts';
import { allergies } from './features/allergies/feature.ts';
import { codingList } from './features/coding-list/feature.ts';
import { contacts } from './features/contacts/feature.ts';
import { delegations } from './features/delegations/feature.ts';
import { dictation } from './features/dictation/feature.ts';
import { documents } from './features/documents/feature.ts';
import { drugRound } from './features/drug-round/feature.ts';
import { medications } from './features/medications/feature.ts';
import { notes } from './features/notes/feature.ts';
import { nursing } from './features/nursing/feature.ts';
import { orderSets } from './features/order-sets/feature.ts';
import { orders } from './features/orders/feature.ts';
import { plans } from './features/plans/feature.ts';
import { problems } from './features/problems/feature.ts';
import { reconciliation } from './features/reconciliation/feature.ts';
import { recordSearch } from './features/record-search/feature.ts';
import { referrals } from './features/referrals/feature.ts';
import { results } from './features/results/feature.ts';
import { openings } from './features/openings/feature.ts';
import { risks } from './features/risks/feature.ts';
import { sampling } from './features/sampling/feature.ts';
import { summary } from './features/summary/feature.ts';
import { timeline } from './features/timeline/feature.ts';
import { vaccinations } from './features/vaccinations/feature.ts';
import { verbalOrders } from './features/verbal-orders/feature.ts';
import { waitingList } from './features/waiting-list/feature.ts';
import { ward } from './features/ward/feature.ts';

export const features: readonly Feature[] = [
  summary,
  notes,
  nursing,
  allergies,
  results,
  medications,
  drugRound,
  verbalOrders,
  reconciliation,
  problems,
  contacts,
  orders,
  orderSets,
  sampling,
  referrals,
  documents,
  delegations,
  dictation,
  plans,
  vaccinations,
  timeline,
  recordSearch,
  codingList,
  waitingList,
  ward,
  accessRights,
  openings,
  risks,
];

/** Takes an unsigned note up again, in the workspace that the notes feature brings. */
export function openDraft({ openWorkspace, patientId }: CommandContext, noteId: string): void {
  openWorkspace('notes/write', patientId, { note: noteId });
}
