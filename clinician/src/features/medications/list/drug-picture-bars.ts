/** Drugs over time as bars: a line for each drug by its name, its orders one after the other, those of now first. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { courseEnd } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';

export interface DrugBar {
  from: number;
  to: number;
  kind: 'current' | 'paused' | 'over';
}

export interface DrugLine {
  name: string;
  bars: DrugBar[];
}

const shown = new Set(['active', 'on-hold', 'completed', 'stopped']);

export function drugLines(
  orders: readonly MedicationRequest[],
  { from, now }: { from: number; now: number },
): DrugLine[] {
  const lines = new Map<string, DrugBar[]>();
  for (const order of orders) {
    const bar = shown.has(order.status) ? barOf(order, now) : undefined;
    if (bar === undefined || bar.to < from) continue;
    const name = textOfConcept(order.medicationCodeableConcept);
    lines.set(name, [...(lines.get(name) ?? []), { ...bar, from: Math.max(bar.from, from) }]);
  }
  return [...lines]
    .map(([name, bars]) => ({ name, bars: bars.toSorted((a, b) => a.from - b.from) }))
    .toSorted((a, b) => Number(isNow(b)) - Number(isNow(a)) || last(b) - last(a) || a.name.localeCompare(b.name, 'sv'));
}

const isNow = ({ bars }: DrugLine): boolean => bars.some(({ kind }) => kind !== 'over');
const last = ({ bars }: DrugLine): number => Math.max(...bars.map(({ to }) => to));

/** An order that holds reaches to now; one that is over, to the day it was until. Where no end is known, its beginning alone is shown. */
function barOf(order: MedicationRequest, now: number): DrugBar | undefined {
  const { status, authoredOn, dispenseRequest } = order;
  const from = timeOf(authoredOn);
  if (Number.isNaN(from)) return undefined;
  const last = status === 'active' ? timeOf(courseEnd(order)) : Number.NaN;
  if (last < now) return { from, to: Math.max(from, last), kind: 'over' };
  if (status === 'active') return { from, to: now, kind: 'current' };
  if (status === 'on-hold') return { from, to: now, kind: 'paused' };
  const end = timeOf(dispenseRequest?.validityPeriod?.end);
  return { from, to: Number.isNaN(end) ? from : Math.max(from, Math.min(end, now)), kind: 'over' };
}
