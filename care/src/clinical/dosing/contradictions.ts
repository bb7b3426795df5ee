/**
 * Where a dosage contradicts itself (F5): what is written beside the structured dose is not what it says, steps that overlap or have
 * no end, a ceiling below what is ordered, units that do not go together. An order that contradicts itself is none.
 */
import type { Dosage } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { cycleOf, withoutCycle } from './dose-cycle.ts';
import { lengthOf, regimenOf, unitOf } from './regimen.ts';

export interface Contradiction {
  kind: 'text' | 'not-told' | 'no-length' | 'overlap' | 'lengths' | 'units' | 'most';
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
  ];
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

const isBounded = (dosage: Dosage): boolean => dosage.timing?.repeat?.boundsDuration?.value !== undefined;
const boundsOf = (dosage: Dosage): string =>
  JSON.stringify([
    cycleOf(dosage),
    lengthOf(dosage),
    dosage.timing?.repeat?.boundsDuration?.code,
    dosage.timing?.repeat?.boundsPeriod,
  ]);
