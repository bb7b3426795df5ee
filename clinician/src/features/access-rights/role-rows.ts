/** From analyses and assignments to the roles of a unit, each with what is in force, what is drafted, and what was before. */
import type { PractitionerRole, QuestionnaireResponse } from '@medplum/fhirtypes';
import {
  type Analysis,
  analysisOf,
  type SignedAnalysis,
  signedAnalysisOf,
} from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { professionSystem } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { daysBetween, type ReviewState, reviewState } from '@vardkedjan/care/access/needs-and-risks/review.ts';

export type StoredAnalysis = QuestionnaireResponse & { id: string };

export interface SignedVersion {
  stored: StoredAnalysis;
  signed: SignedAnalysis;
}

export interface RoleRow {
  role: string;
  name: string;
  /** Who have an assignment with it at the unit. */
  people: string[];
  /** Signed, the latest first; the first is in force. */
  versions: SignedVersion[];
  draft: StoredAnalysis | undefined;
  state: ReviewState | 'none';
  /** Days until the review is due; less than 0 when it should have been. */
  daysLeft: number | undefined;
}

const urgency: Record<RoleRow['state'], number> = { none: 0, overdue: 1, soon: 2, 'in-time': 3 };

/** What needs the head first comes first. `today`: YYYY-MM-DD in Sweden. */
export function roleRows(
  analyses: readonly StoredAnalysis[],
  assignments: readonly PractitionerRole[],
  today: string,
): RoleRow[] {
  const roles = new Map<string, { name: string; people: Set<string> }>();
  for (const { code = [], practitioner } of assignments) {
    const codings = code.flatMap((one) => one.coding ?? []);
    const coding = codings.find(({ system }) => system === professionSystem);
    // Social care has an act of its own, and no part in these analyses.
    if (coding?.code === undefined || codings.some((one) => one.code === 'social-care')) continue;
    const known = roles.get(coding.code) ?? { name: coding.display ?? coding.code, people: new Set<string>() };
    known.people.add(practitioner?.display ?? practitioner?.reference ?? '');
    roles.set(coding.code, known);
  }
  const read = analyses.map((stored) => ({ stored, analysis: analysisOf(stored) }));
  for (const { analysis } of read)
    if (analysis.role !== '' && !roles.has(analysis.role))
      roles.set(analysis.role, { name: analysis.roleName, people: new Set() });
  return [...roles]
    .map(([role, { name, people }]) => rowOf({ role, name, people: [...people].toSorted(byName) }, read, today))
    .toSorted((a, b) => urgency[a.state] - urgency[b.state] || byName(a.name, b.name));
}

function rowOf(
  known: Pick<RoleRow, 'role' | 'name' | 'people'>,
  read: readonly { stored: StoredAnalysis; analysis: Analysis }[],
  today: string,
): RoleRow {
  const own = read.filter(({ analysis }) => analysis.role === known.role).map(({ stored }) => stored);
  const versions = own
    .flatMap((stored): SignedVersion[] => {
      const signed = signedAnalysisOf(stored);
      return signed === undefined ? [] : [{ stored, signed }];
    })
    .toSorted((a, b) => Date.parse(b.signed.signed) - Date.parse(a.signed.signed));
  const [inForce] = versions;
  return {
    ...known,
    versions,
    draft: own.find(({ status }) => status === 'in-progress'),
    state: inForce === undefined ? 'none' : reviewState(inForce.signed.reviewBy, today),
    daysLeft: inForce === undefined ? undefined : daysBetween(today, inForce.signed.reviewBy),
  };
}

/** Those that wait for the head: somebody works in the role, and its analysis is missing, or to be reviewed now. */
export const dueRows = (rows: readonly RoleRow[]): RoleRow[] =>
  rows.filter(({ state, people }) => state !== 'in-time' && (people.length > 0 || state !== 'none'));

function byName(a: string, b: string): number {
  return a.localeCompare(b, 'sv');
}
