/**
 * What staff may write of a reconciliation of drugs: that they have made it themselves; afterwards it is not changed, but another is made. What it decides of
 * what is said to be taken is so of the statement in the same unit of work, and who confirms one says so in their own name.
 */
import type { List, MedicationStatement, Resource } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { confirmerOf, judgementOf } from './judged.ts';
import { decidedBy, isReconciliation } from './reconciliation.ts';

/** Why it may not be written so, as a sentence; undefined: it may. `practitioner`: `Practitioner/x`; `together`: what the unit of work writes. */
export function reconciliationFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
  together: readonly (Resource | undefined)[],
): string | undefined {
  if (isReconciliation(before))
    return after !== undefined && contentOf(before) === contentOf(after)
      ? undefined
      : 'A reconciliation is not changed: another is made.';
  if (!isReconciliation(after)) return undefined;
  if (after.source?.reference !== practitioner) return 'A reconciliation is made in one’s own name: source.';
  return isSoOfStatements(after, together)
    ? undefined
    : 'What a reconciliation decides of a statement is so of the statement in the same unit of work.';
}

function isSoOfStatements(list: List, together: readonly (Resource | undefined)[]): boolean {
  const written = together.filter((each): each is MedicationStatement => each?.resourceType === 'MedicationStatement');
  return [...decidedBy([{ ...list, status: 'current' }])].every(([reference, { decision }]) => {
    if (!reference.startsWith('MedicationStatement/') || decision === 'undecided') return true;
    const judgements = written
      .filter(
        ({ id, derivedFrom = [] }) =>
          reference === `MedicationStatement/${id ?? ''}` || derivedFrom.some((each) => each.reference === reference),
      )
      .map(judgementOf);
    if (decision === 'rejected') return judgements.includes('not-taken');
    return judgements.includes('ordered') || (decision === 'confirmed' && judgements.includes('confirmed'));
  });
}

/** The same of a statement that is confirmed. */
export function confirmedFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
): string | undefined {
  if (after?.resourceType !== 'MedicationStatement') return undefined;
  const [had, has] = [before, after].map((each) =>
    each?.resourceType === 'MedicationStatement' ? confirmerOf(each) : undefined,
  );
  const isNew = has !== undefined && canonicalJson(has) !== canonicalJson(had ?? {});
  return isNew && has.reference !== practitioner ? 'What is taken is confirmed in one’s own name.' : undefined;
}

function contentOf({ meta: _meta, id: _id, ...content }: Resource): string {
  return canonicalJson(content);
}
