/**
 * Fluid balance: what goes in and what comes out, summed by kind and shift over a day that begins with the morning's shift. An entry is an
 * Observation in millilitres; what is in another unit is told as not counted, so that a sum is never quietly too low. The kinds are our own codes, and the
 * hours at which shifts change are a setting of the caller's (docs/open-questions.md).
 */
import type { Observation } from '@medplum/fhirtypes';
import { startOfStockholmDay } from '../../time/stockholm.ts';
import { type RoundContext } from './vital-round.ts';
import { ucumSystem } from './vital-codes.ts';

export const fluidSystem = 'https://vardkedjan.se/fhir/CodeSystem/fluid';

export const fluidKinds = {
  drink: { way: 'in', text: 'Dryck' },
  tube: { way: 'in', text: 'Sondmat' },
  infusion: { way: 'in', text: 'Infusion' },
  blood: { way: 'in', text: 'Blodprodukt' },
  urine: { way: 'out', text: 'Urin' },
  drain: { way: 'out', text: 'Dränage' },
  vomit: { way: 'out', text: 'Kräkning' },
  stomach: { way: 'out', text: 'Ventrikelsond' },
  stool: { way: 'out', text: 'Avföring' },
  bleeding: { way: 'out', text: 'Blödning' },
} as const satisfies Record<string, { way: 'in' | 'out'; text: string }>;

export type FluidKind = keyof typeof fluidKinds;

export type Shift = 'day' | 'evening' | 'night';

/** Minutes after midnight in Sweden at which day, evening and night begin. */
export const usualShifts: Readonly<Record<Shift, number>> = { day: 7 * 60, evening: 14 * 60, night: 21 * 60 };

interface Sum {
  in: number;
  out: number;
}

export interface FluidBalance extends Sum {
  byKind: Partial<Record<FluidKind, number>>;
  byShift: Record<Shift, Sum>;
  /** How many entries say no amount in millilitres. */
  uncounted: number;
}

export function fluidKindOf({ code }: Observation): FluidKind | undefined {
  const found = code.coding?.find(({ system }) => system === fluidSystem)?.code;
  return found !== undefined && found in fluidKinds ? (found as FluidKind) : undefined;
}

/** `day`: YYYY-MM-DD in Sweden. From the morning's shift to the next morning's, daylight saving included. */
export function fluidDay(day: string, shifts = usualShifts): Record<Shift | 'end', number> {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const clock = (days: number, minutes: number) => localMoment(year, month, date + days, minutes);
  return {
    day: clock(0, shifts.day),
    evening: clock(0, shifts.evening),
    night: clock(0, shifts.night),
    end: clock(1, shifts.day),
  };
}

/** So many minutes on the clock after midnight: not always so many after it. */
function localMoment(year: number, month: number, day: number, minutes: number): number {
  const plain = startOfStockholmDay(year, month, day) + minutes * 60_000;
  // Clocks turn at 02 and 03, before any shift begins: what the day gains or loses shows in its length.
  const length = startOfStockholmDay(year, month, day + 1) - startOfStockholmDay(year, month, day);
  return plain + (minutes >= 3 * 60 ? length - 86_400_000 : 0);
}

/** The shift of the fluid day `day` in which it was; undefined: another day’s. Milliseconds. */
export function shiftOf(taken: number, day: string, shifts = usualShifts): Shift | undefined {
  const at = fluidDay(day, shifts);
  if (!(taken >= at.day && taken < at.end)) return undefined;
  return taken < at.evening ? 'day' : taken < at.night ? 'evening' : 'night';
}

export function fluidBalance(entries: readonly Observation[], day: string, shifts = usualShifts): FluidBalance {
  const empty = (): Sum => ({ in: 0, out: 0 });
  const byShift = { day: empty(), evening: empty(), night: empty() };
  const found: FluidBalance = { ...empty(), byKind: {}, byShift, uncounted: 0 };
  for (const entry of entries) {
    const kind = fluidKindOf(entry);
    const taken = Date.parse(entry.effectiveDateTime ?? '');
    if (kind === undefined || entry.status === 'entered-in-error' || entry.status === 'cancelled') continue;
    const shift = shiftOf(taken, day, shifts);
    if (shift === undefined) continue;
    const millilitres = entry.valueQuantity?.code === 'mL' ? entry.valueQuantity.value : undefined;
    if (millilitres === undefined) {
      found.uncounted++;
      continue;
    }
    const { way } = fluidKinds[kind];
    found[way] += millilitres;
    byShift[shift][way] += millilitres;
    found.byKind[kind] = (found.byKind[kind] ?? 0) + millilitres;
  }
  return found;
}

export function fluidEntry(kind: FluidKind, millilitres: number, context: RoundContext): Observation & { id: string } {
  const { text } = fluidKinds[kind];
  return {
    resourceType: 'Observation',
    id: context.newId(),
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam' }] }],
    code: { coding: [{ system: fluidSystem, code: kind, display: text }], text },
    subject: context.subject,
    ...(context.encounter && { encounter: context.encounter }),
    effectiveDateTime: context.taken,
    performer: context.performer,
    valueQuantity: { value: millilitres, unit: 'ml', system: ucumSystem, code: 'mL' },
  };
}
