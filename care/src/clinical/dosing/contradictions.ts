/**
 * Where a dosage contradicts itself (F5): what is written beside the structured dose is not what it says, steps that overlap or have
 * no end, a ceiling below what is ordered, units that do not go together, a last day before the first. An order that contradicts
 * itself is none. What can be meant but seldom is (a rise in a taper, very many at once) is a doubt: whoever orders is asked.
 */
import type { Dosage } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { cycleOf, withoutCycle } from './dose-cycle.ts';
import { type Amount, lengthOf, mostAtOnce, mostByStep, regimenOf, unitOf } from './regimen.ts';

export interface Contradiction {
  kind: 'text' | 'not-told' | 'no-length' | 'overlap' | 'lengths' | 'units' | 'most' | 'backwards';
  /** Place of the Dosage. */
  at: number;
}

export function contradictionsIn(dosages: readonly Dosage[]): Contradiction[] {
  return [...dosages.flatMap(ofOne), ...ofSteps(dosages)];
}

function ofOne(dosage: Dosage, at: number): Contradiction[] {
  const told = doseText([dosage]);
  if (told.source === 'none') return [{ kind: 'not-told', at }];
  const isOther = told.source === 'structured' && dosage.text !== undefined && dosage.text !== told.text;
  return [
    ...(isOther ? [{ kind: 'text' as const, at }] : []),
    ...(isAboveItsMost(dosage) ? [{ kind: 'most' as const, at }] : []),
    ...(isByAnotherUnit(dosage) ? [{ kind: 'units' as const, at }] : []),
    ...(isBackwards(dosage) ? [{ kind: 'backwards' as const, at }] : []),
  ];
}

/** So many of one thing at a rate of another: `1 tablett med 42 mL/h`. */
function isByAnotherUnit({ doseAndRate }: Dosage): boolean {
  const [dose] = doseAndRate ?? [];
  const unit = dose?.doseQuantity?.unit ?? dose?.doseRange?.high?.unit;
  const [runs] = dose?.rateQuantity?.unit?.split('/') ?? [];
  return unit !== undefined && runs !== undefined && unit !== runs;
}

function isBackwards({ timing }: Dosage): boolean {
  const { start, end } = timing?.repeat?.boundsPeriod ?? {};
  return start !== undefined && end !== undefined && end < start;
}

function isAboveItsMost(dosage: Dosage): boolean {
  const most = dosage.maxDosePerPeriod?.numerator;
  const [dose] = dosage.doseAndRate ?? [];
  const once = dose?.doseQuantity ?? dose?.doseRange?.high;
  if (most?.value === undefined || once?.value === undefined) return false;
  if (most.unit !== once.unit) return true;
  const regular = regimenOf([{ ...withoutCycle(dosage), sequence: 0 }])?.[0]?.perDay.low ?? 0;
  return once.value > most.value || regular > most.value;
}

function ofSteps(dosages: readonly Dosage[]): Contradiction[] {
  const steps = [
    ...Map.groupBy(
      dosages.map((dosage, at) => ({ dosage, at })),
      ({ dosage }) => dosage.sequence ?? 0,
    ),
  ].toSorted(([a], [b]) => a - b);
  const units = new Set(dosages.map(unitOf));
  const found: Contradiction[] = units.size > 1 ? [{ kind: 'units', at: 0 }] : [];
  steps.forEach(([, together], index) => {
    const at = together[0]?.at ?? 0;
    const lengths = new Set(together.map(({ dosage }) => boundsOf(dosage)));
    if (lengths.size > 1) found.push({ kind: 'lengths', at });
    const isLast = index === steps.length - 1;
    const isDated = together.some(({ dosage }) => dosage.timing?.repeat?.boundsPeriod !== undefined);
    if (steps.length > 1 && isDated) found.push({ kind: 'overlap', at });
    else if (!isLast && together.some(({ dosage }) => !isBounded(dosage))) found.push({ kind: 'no-length', at });
  });
  const numbered = dosages.filter(({ sequence }) => sequence !== undefined).length;
  if (numbered > 0 && numbered < dosages.length) found.push({ kind: 'overlap', at: 0 });
  return found;
}

const isBounded = ({ timing }: Dosage): boolean =>
  timing?.repeat?.boundsDuration?.value !== undefined || timing?.repeat?.count !== undefined;
const boundsOf = (dosage: Dosage): string =>
  JSON.stringify([
    cycleOf(dosage),
    lengthOf(dosage),
    dosage.timing?.repeat?.boundsDuration?.code,
    dosage.timing?.repeat?.boundsPeriod,
    dosage.timing?.repeat?.count,
  ]);

/** What whoever orders is asked about. */
export type DoseDoubt =
  /** A step is higher than the one before. `turns`: it fell before, or falls after; or it more than doubles. */
  | { kind: 'rises'; from: Amount; to: Amount; turns: boolean }
  /** So many pieces at one time. */
  | { kind: 'many'; at: Amount }
  /** Its last day has been. */
  | { kind: 'over'; end: string };

/** What is counted in pieces; `mostPieces` of them at one time are seldom meant (docs/open-questions.md 277). */
const pieces: ReadonlySet<string> = new Set(['tablett', 'kapsel', 'stolpiller', 'plåster', 'dospåse', 'injektion']);
const mostPieces = 12;

/** `today`: Swedish day. */
export function doubtsIn(dosages: readonly Dosage[], today: string): DoseDoubt[] {
  const once = mostAtOnce(dosages);
  const ends = dosages.flatMap(({ timing }) => timing?.repeat?.boundsPeriod?.end ?? []);
  const [end] = ends.toSorted();
  return [
    ...risesIn(mostByStep(dosages)),
    ...(once !== undefined && pieces.has(once.unit) && once.value > mostPieces
      ? [{ kind: 'many' as const, at: once }]
      : []),
    ...(end !== undefined && end.slice(0, 10) < today ? [{ kind: 'over' as const, end: end.slice(0, 10) }] : []),
  ];
}

function risesIn(steps: readonly (Amount | undefined)[]): DoseDoubt[] {
  const pairs = steps.slice(1).flatMap((to, index) => {
    const from = steps[index];
    return from === undefined || to === undefined || from.unit !== to.unit ? [] : [{ from, to }];
  });
  const isTaper = pairs.some(({ from, to }) => to.value < from.value);
  return pairs
    .filter(({ from, to }) => to.value > from.value)
    .map(({ from, to }) => ({ kind: 'rises', from, to, turns: isTaper || to.value > 2 * from.value }));
}
