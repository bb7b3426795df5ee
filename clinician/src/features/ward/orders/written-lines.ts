/**
 * What a doctor writes on the round, a thing a line: `metoprolol 50 mg 1x1 pga bradykardi`, `hb, crp`, `sätt ut furosemid pga krea`. All of a line is
 * understood, or none of it: where several things fit they are named, and what is chosen is written into the line. Pure.
 */
import type { Dosage, MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import type { DoseProblem } from '@vardkedjan/care/clinical/dosing/not-a-dose.ts';
import { byRoute, type CatalogueDrug, drugOfOrder } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { atcOf } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { holdsOn } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import type { Orderable } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import { longestFit, type Named, wordsIn } from './named-drugs.ts';
import { type Priority, testsIn, type WrittenTests } from './written-tests.ts';
import { whenIn } from './written-when.ts';

export type OrderInForce = MedicationRequest & { id: string };

export type Understood =
  | { kind: 'change'; drug: CatalogueDrug; before: OrderInForce; dosages: Dosage[]; why: string }
  | { kind: 'new'; drug: CatalogueDrug; dosages: Dosage[]; why: string }
  | { kind: 'end'; drug: CatalogueDrug; before: OrderInForce; status: 'stopped' | 'on-hold'; why: string }
  /** `when`: FHIR date or dateTime, where another day or a time is said. */
  | { kind: 'tests'; items: Orderable[]; priority: Priority; when?: string };

export type Line = { text: string } & (
  | Understood
  /** Several fit; each as the line would be if it were that. */
  | { kind: 'choose'; among: { name: string; becomes: string }[] }
  /** The catalogue is asked for what begins so. */
  | { kind: 'searching'; word: string }
  | { kind: 'dose'; drug: CatalogueDrug; problem: DoseProblem | undefined }
  /** It is ordered more than once: which of them cannot be told in words. */
  | { kind: 'twice'; drug: CatalogueDrug }
  /** The tests are to be taken when it has been. */
  | { kind: 'past' }
  | { kind: 'unknown' }
);

export interface Known {
  orders: readonly MedicationRequest[];
  tests: readonly Orderable[];
  now: Date;
  /** undefined: not there yet. */
  drugsLike: (word: string) => readonly CatalogueDrug[] | undefined;
}

export function linesIn(text: string, known: Known): Line[] {
  const day = stockholmDay(known.now);
  const inForce = known.orders.filter((order): order is OrderInForce => order.id !== undefined && holdsOn(order, day));
  const current = inForce.map((before) => ({ ...drugOfOrder(before), before }));
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ text: line, ...lineOf(line.trim(), current, known) }));
}

type Current = CatalogueDrug & { before: OrderInForce };
type Read = Line extends infer Each ? (Each extends Line ? Omit<Each, 'text'> : never) : never;

const reason = /\s(?:pga|p\.?\s?g\.?\s?a\.?|på grund av)\s+(.+)$/i;
const ends: readonly (readonly [RegExp, 'stopped' | 'on-hold'])[] = [
  [/^(?:sätt ut|sätter ut|utsätt|avsluta)\s+/i, 'stopped'],
  [/^(?:pausa|gör uppehåll med)\s+/i, 'on-hold'],
];

function lineOf(line: string, current: readonly Current[], known: Known): Read {
  const said = reason.exec(line);
  const why = said?.[1]?.trim() ?? '';
  const what = said ? line.slice(0, said.index).trim() : line;
  const read = readOf(what, why, current, known);
  if (read.kind !== 'choose' || said === null) return read;
  // What is chosen has the same reason.
  return { ...read, among: read.among.map((each) => ({ ...each, becomes: each.becomes + said[0] })) };
}

function readOf(what: string, why: string, current: readonly Current[], known: Known): Read {
  for (const [begins, status] of ends) if (begins.test(what)) return ended(what, begins, current, { status, why });
  const tests = why === '' ? testsWhen(what, known) : undefined;
  if (tests?.kind === 'tests' || tests?.kind === 'past') return tests;
  const own = longestFit(what, current);
  if (own.length > 0) {
    const read = dosed(own, (drug, dosages) => ({ kind: 'change', drug, before: drug.before, dosages, why }));
    return inOtherStrength(read, { what, own, why, known }) ?? read;
  }
  if (tests?.kind === 'choose') return tests;
  const word = firstWord(what);
  const found = known.drugsLike(word);
  if (found === undefined) return { kind: 'searching', word };
  return dosed(longestFit(what, found), (drug, dosages) => ({ kind: 'new', drug, dosages, why }));
}

/** What is tests without when they are to be taken. */
function testsWhen(what: string, { tests, now }: Known): WrittenTests | { kind: 'past' } | undefined {
  const said = whenIn(what, now);
  if (said === undefined) return testsIn(what, tests);
  const found = testsIn(said.what, tests);
  if (found?.kind === 'choose')
    return { ...found, among: found.among.map((each) => ({ ...each, becomes: each.becomes + said.said })) };
  if (found === undefined || said.when !== undefined) return found && { ...found, when: said.when };
  return { kind: 'past' };
}

const firstWord = (text: string): string => wordsIn(text)[0]?.toLowerCase() ?? '';

/** The same substance in a strength or form that is not the one in force: `metoprolol 50 mg 1x1` of who has 100 mg. */
function inOtherStrength(
  read: Read,
  { what, own, why, known }: { what: string; own: readonly Named<Current>[]; why: string; known: Known },
): Read | undefined {
  const [only] = own;
  if (read.kind !== 'dose' || read.problem === undefined || only === undefined || own.length > 1) return undefined;
  const { before } = only.drug;
  const substance = atcOf(before.medicationCodeableConcept);
  const found = known.drugsLike(firstWord(what));
  if (found === undefined) return { kind: 'searching', word: firstWord(what) };
  const same = found.filter(({ concept }) => substance !== undefined && atcOf(concept) === substance);
  const fits = longestFit(what, same).filter(({ count }) => count > only.count);
  return fits.length === 0
    ? undefined
    : dosed(fits, (drug, dosages) => ({ kind: 'change', drug, before, dosages, why }));
}

function ended(
  what: string,
  begins: RegExp,
  current: readonly Current[],
  how: { status: 'stopped' | 'on-hold'; why: string },
): Read {
  const [said = ''] = begins.exec(what) ?? [];
  const fits = longestFit(what.slice(said.length), current).filter(({ rest }) => rest === '');
  const [only] = fits;
  if (only === undefined) return { kind: 'unknown' };
  if (fits.length > 1) return chosen(fits, (name) => said + name);
  return { kind: 'end', drug: only.drug, before: only.drug.before, ...how };
}

/** What is left after the drug's name is its dose. */
function dosed<Drug extends CatalogueDrug>(
  fits: readonly Named<Drug>[],
  made: (drug: Drug, dosages: Dosage[]) => Read,
): Read {
  const [first] = fits;
  if (first === undefined) return { kind: 'unknown' };
  if (fits.length > 1) return chosen(fits, (name, rest) => `${name} ${rest}`.trim());
  const { drug } = first;
  let problem: DoseProblem | undefined;
  for (const rest of first.rests.filter((each) => each !== '')) {
    const typed = readTypedDose(rest, drug.dosed);
    if ('dosages' in typed) return made(drug, byRoute(typed.dosages, drug));
    // What is wrong with the shortest that is left is what is wrong with the dose.
    problem ??= typed.problem;
  }
  return { kind: 'dose', drug, problem };
}

const most = 8;

function chosen<Drug extends CatalogueDrug>(
  fits: readonly Named<Drug>[],
  becomes: (name: string, rest: string) => string,
): Read {
  const [first] = fits;
  if (first && fits.every(({ drug }) => drug.name === first.drug.name)) return { kind: 'twice', drug: first.drug };
  return {
    kind: 'choose',
    among: fits.slice(0, most).map(({ drug, rest }) => ({ name: drug.name, becomes: becomes(drug.name, rest) })),
  };
}
