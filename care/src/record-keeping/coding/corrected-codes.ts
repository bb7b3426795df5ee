/**
 * What is to be written so that what is coded is as the corrected note says: new codes, those whose words or place on the problem list
 * changed, and those that the note no longer has as entered in error. Who recorded each and when stays as it was.
 */
import type { Condition, Encounter, Procedure, Reference } from '@medplum/fhirtypes';
import { canonicalJson } from '../note-items.ts';
import { type Coded, keyOf, verification } from './codes-of-note.ts';

/** `stored`: what there is of the note. */
export function correctedCodes(stored: readonly Coded[], wanted: readonly Coded[]): Coded[] {
  const kept = new Map(stored.map((each) => [keyOf(each), each]));
  const written = wanted.flatMap((each): Coded[] => {
    const before = kept.get(keyOf(each));
    kept.delete(keyOf(each));
    if (before === undefined) return [each];
    return isSame(before, each) ? [] : [followed(before, each)];
  });
  return [...written, ...[...kept.values()].filter((each) => !isStruck(each)).map(struck)];
}

/** The diagnoses of the contact: the note's own in their order where they stood, last where it had none. `before`: references. */
export function contactDiagnoses(
  { diagnosis = [] }: Encounter,
  before: readonly string[],
  now: readonly Reference<Condition>[],
): NonNullable<Encounter['diagnosis']> {
  const isOwn = ({ condition }: { condition?: { reference?: string } }) => before.includes(condition?.reference ?? '');
  const first = diagnosis.findIndex(isOwn);
  const others = diagnosis.filter((each) => !isOwn(each));
  const at = first === -1 ? others.length : diagnosis.slice(0, first).filter((each) => !isOwn(each)).length;
  const own = now.map((condition) => ({ condition }));
  return [...others.slice(0, at), ...own, ...others.slice(at)].map((each, index) => ({ ...each, rank: index + 1 }));
}

function isSame(before: Coded, wanted: Coded): boolean {
  return !isStruck(before) && canonicalJson(saidBy(before)) === canonicalJson(saidBy(wanted));
}

const saidBy = (coded: Coded): unknown[] => [
  coded.code,
  coded.resourceType === 'Condition' ? isProblem(coded) : undefined,
];

const isProblem = ({ category = [] }: Condition): boolean =>
  category.some(({ coding = [] }) => coding.some(({ code }) => code === 'problem-list-item'));

export const isStruck = (coded: Coded): boolean =>
  coded.resourceType === 'Condition'
    ? coded.verificationStatus?.coding?.some(({ code }) => code === 'entered-in-error') === true
    : coded.status === 'entered-in-error';

function followed(before: Coded, wanted: Coded): Coded {
  if (before.resourceType === 'Procedure' || wanted.resourceType === 'Procedure')
    return { ...(before as Procedure), code: wanted.code as NonNullable<Procedure['code']>, status: 'completed' };
  const { clinicalStatus, ...rest } = before;
  const status = clinicalStatus ?? wanted.clinicalStatus;
  return {
    ...rest,
    ...(isProblem(wanted) && status ? { clinicalStatus: status } : {}),
    verificationStatus: wanted.verificationStatus as NonNullable<Condition['verificationStatus']>,
    category: wanted.category as NonNullable<Condition['category']>,
    code: wanted.code as NonNullable<Condition['code']>,
  };
}

/** Something entered in error has no clinical status (con-5). */
function struck(coded: Coded): Coded {
  if (coded.resourceType === 'Procedure') return { ...coded, status: 'entered-in-error' };
  const { clinicalStatus: _none, ...rest } = coded;
  return { ...rest, verificationStatus: verification('entered-in-error') };
}
