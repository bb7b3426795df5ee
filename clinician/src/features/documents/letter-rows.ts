/** Letters with where they stand: the latest first in a record, those that have lain unread too long first at the unit. Pure. */
import type { DocumentReference, Patient, Resource, Task } from '@medplum/fhirtypes';
import { isToDo, isToReach, reachedSystem } from '@vardkedjan/care/coordination/letters/letter-moves.ts';
import { isLetterTask, type LetterState, letterStateOf } from '@vardkedjan/care/coordination/letters/letter.ts';
import { keepingUnit } from '@vardkedjan/care/coordination/orders/order-codes.ts';

export interface LetterRow {
  id: string;
  letter: DocumentReference;
  patientId: string;
  patient: Patient | undefined;
  /** undefined: it came with no handling of ours, such as from another system. */
  state: LetterState | undefined;
  handling: Task | undefined;
  /** Unread too long, or come back: the patient is to be reached in another way. */
  isLate: boolean;
  /** That, or to be printed and posted. */
  isToDo: boolean;
  /** Why it came back, and how the patient was reached instead; empty: neither. */
  told: string;
  sent: string;
  /** Minutes in the state. */
  age: number;
}

function rowOf(letter: DocumentReference, handling: Task | undefined, now: Date, patient?: Patient): LetterRow {
  const since = Date.parse(handling?.lastModified ?? letter.date ?? '');
  return {
    id: letter.id ?? '',
    letter,
    patientId: letter.subject?.reference?.split('/').at(-1) ?? '',
    patient,
    state: handling && letterStateOf(handling),
    handling,
    isLate: handling !== undefined && isToReach(handling, now),
    isToDo: handling !== undefined && isToDo(handling, now),
    told: handling === undefined ? '' : toldOf(handling),
    sent: letter.date ?? '',
    age: Number.isNaN(since) ? 0 : Math.max(0, Math.floor((now.getTime() - since) / 60_000)),
  };
}

function toldOf({ statusReason, output }: Task): string {
  const reached = output?.find(({ type }) => type.coding?.some(({ system }) => system === reachedSystem));
  const way = reached?.type.coding?.[0]?.display ?? '';
  const words = reached?.valueString ?? '';
  const instead = words === '' || words === way ? way : `${way}: ${words}`;
  return [statusReason?.text ?? '', instead].filter((each) => each !== '').join(' → ');
}

export function letterRows(letters: readonly DocumentReference[], handlings: readonly Task[], now: Date): LetterRow[] {
  const by = new Map(handlings.map((each) => [each.focus?.reference, each]));
  return letters
    .map((letter) => rowOf(letter, by.get(`DocumentReference/${letter.id}`), now))
    .toSorted((a, b) => b.sent.localeCompare(a.sent));
}

export function unitLetterRows(
  handlings: readonly Task[],
  included: readonly Resource[],
  unitId: string,
  now: Date,
): LetterRow[] {
  const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
  return handlings
    .filter((each) => isLetterTask(each) && keepingUnit(each) === `Organization/${unitId}`)
    .flatMap((each) => {
      const letter = by.get(each.focus?.reference ?? '');
      const patient = by.get(each.for?.reference ?? '');
      if (letter?.resourceType !== 'DocumentReference') return [];
      return [rowOf(letter, each, now, patient?.resourceType === 'Patient' ? patient : undefined)];
    })
    .toSorted(
      (a, b) =>
        Number(b.isToDo) - Number(a.isToDo) || Number(b.isLate) - Number(a.isLate) || b.sent.localeCompare(a.sent),
    );
}
