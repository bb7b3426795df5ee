/** Regimens by chance: at times of day, at intervals, on weekdays, as needed with a ceiling, for a time, tapers, several at once. */
import type { Dosage, TimingRepeat } from '@medplum/fhirtypes';
import { doseText } from '../src/clinical/dose-text.ts';
import { cycleExtension } from '../src/clinical/dosing/dose-cycle.ts';
import { doseUnitCodes } from '../src/clinical/dose-units.ts';
import type { Random } from './random.ts';

const ucum = 'http://unitsofmeasure.org';
type PeriodUnit = NonNullable<TimingRepeat['periodUnit']>;
const lengthNames: Partial<Record<PeriodUnit, [string, string]>> = {
  d: ['dag', 'dagar'],
  wk: ['vecka', 'veckor'],
  mo: ['månad', 'månader'],
};

export function randomRegimen(random: Random): Dosage[] {
  const unit = random.pick(Object.keys(doseUnitCodes));
  const shape = random.below(6);
  if (shape === 5) return once(random, unit).map((dosage) => ({ ...dosage, text: doseText([dosage]).text }));
  if (shape === 4) return [infusion(random)].map((dosage) => ({ ...dosage, text: doseText([dosage]).text }));
  const dosages =
    shape === 0
      ? taper(random, unit)
      : shape === 1
        ? [one(random, unit, 0), one(random, unit, 0)]
        : [cycled(random, one(random, unit, 0.4))];
  return dosages.map((dosage) => ({ ...dosage, text: doseText([dosage]).text }));
}

const quantity = (value: number, unit: string) => ({ value, unit, system: ucum, code: doseUnitCodes[unit] ?? '' });

function taper(random: Random, unit: string): Dosage[] {
  const steps = 2 + random.below(8);
  return Array.from({ length: steps }, (_, index) => {
    const isLast = index === steps - 1 && random.chance(0.3);
    const repeat: TimingRepeat = {
      frequency: 1 + random.below(3),
      period: 1,
      periodUnit: 'd',
      ...(isLast ? {} : length(random)),
    };
    return { sequence: index + 1, timing: { repeat }, doseAndRate: [{ doseQuantity: quantity(steps - index, unit) }] };
  });
}

function one(random: Random, unit: string, needed: number): Dosage {
  const value = random.pick([1, 2, 3, 4, 12, 40]);
  const isNeeded = random.chance(needed);
  const bounds =
    isNeeded || needed === 0 ? {} : random.chance(0.3) ? length(random) : random.chance(0.2) ? period(random) : {};
  const hasTiming = !isNeeded || random.chance(0.5);
  return {
    ...(hasTiming ? { timing: { repeat: { ...often(random), ...bounds } } } : {}),
    ...(isNeeded
      ? random.chance(0.5)
        ? { asNeededBoolean: true }
        : { asNeededCodeableConcept: { text: random.pick(['mot smärta', 'vid andnöd', 'mot oro eller ångest']) } }
      : {}),
    doseAndRate: [
      random.chance(0.2)
        ? { doseRange: { low: quantity(value, unit), high: quantity(value * 2, unit) } }
        : { doseQuantity: quantity(value, unit) },
    ],
    ...(isNeeded && random.chance(0.5)
      ? {
          maxDosePerPeriod: {
            numerator: quantity(value * 8, unit),
            denominator: { value: 1, unit: 'dygn', system: ucum, code: 'd' },
          },
        }
      : {}),
  };
}

/** Once, as soon as it is ordered or at a moment; sometimes with regular doses after it. */
function once(random: Random, unit: string): Dosage[] {
  const at = random.pick<TimingRepeat>([{}, { timeOfDay: ['20:00:00'] }, { when: ['EVE'] }]);
  const over = random.chance(0.2) ? { duration: 30, durationUnit: 'min' as const } : {};
  const bounds = random.chance(0.2) ? { boundsPeriod: { start: '2026-12-01' } } : {};
  const doseAndRate = [{ doseQuantity: quantity(random.pick([1, 2, 12]), unit) }];
  const single: Dosage = { timing: { repeat: { count: 1, ...at, ...over } }, doseAndRate };
  if (random.chance(0.5)) return [{ ...single, timing: { repeat: { ...single.timing?.repeat, ...bounds } } }];
  return [
    { ...single, sequence: 1 },
    { ...one(random, unit, 0), sequence: 2 },
  ];
}

/** That runs at a rate, until further notice or for a time, or is given over a time. */
function infusion(random: Random): Dosage {
  const unit = random.pick(['mL', 'mg', 'µg', 'E']);
  const per = random.pick(['h', 'min']);
  const rate = {
    value: random.pick([0.5, 5, 42, 125]),
    unit: `${unit}/${per}`,
    system: ucum,
    code: `${doseUnitCodes[unit]}/${per}`,
  };
  const bounds = random.chance(0.3) ? length(random) : {};
  const over: TimingRepeat = {
    ...often(random),
    duration: random.pick([1, 1.5, 30]),
    durationUnit: random.pick(['min', 'h'] as const),
  };
  if (random.chance(0.4))
    return { timing: { repeat: { ...over, ...bounds } }, doseAndRate: [{ doseQuantity: quantity(1000, unit) }] };
  const dose = random.chance(0.5) ? { doseQuantity: quantity(1000, unit) } : {};
  const timing = Object.keys(bounds).length > 0 ? { timing: { repeat: bounds } } : {};
  return { ...timing, doseAndRate: [{ ...dose, rateQuantity: rate }] };
}

/** Sometimes in cycles, of what has days. */
function cycled(random: Random, dosage: Dosage): Dosage {
  const repeat = dosage.timing?.repeat;
  const isNeeded = dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined;
  if (repeat === undefined || isNeeded || repeat.periodUnit === 'h' || !random.chance(0.3)) return dosage;
  const cycle = {
    taken: random.pick([1, 5, 21]),
    without: random.pick([1, 7, 9]),
    unit: random.pick(['d', 'wk'] as const),
  };
  return { modifierExtension: cycleExtension(cycle), ...dosage };
}

function length(random: Random): Pick<TimingRepeat, 'boundsDuration'> {
  const code = random.pick(['d', 'wk', 'mo'] as const);
  const value = random.pick([1, 3, 5, 7, 10]);
  return { boundsDuration: { value, unit: lengthNames[code]?.[value === 1 ? 0 : 1] ?? '', system: ucum, code } };
}

function period(random: Random): Pick<TimingRepeat, 'boundsPeriod'> {
  return {
    boundsPeriod: random.pick([
      { end: '2026-12-24' },
      { start: '2026-12-01', end: '2027-01-31' },
      { start: '2026-12-01' },
    ]),
  };
}

function often(random: Random): TimingRepeat {
  const day = { period: 1, periodUnit: 'd' } as const;
  switch (random.below(5)) {
    case 0: {
      const when = random.pick<NonNullable<TimingRepeat['when']>>([
        ['MORN'],
        ['MORN', 'EVE'],
        ['MORN', 'NOON', 'NIGHT'],
        ['AFT'],
        ['HS'],
        ['CM', 'CV'],
        ['AC'],
        ['WAKE'],
      ]);
      return { frequency: when.length, ...day, when };
    }
    case 1: {
      const timeOfDay = random.pick([['08:00:00'], ['06:30:00', '18:30:00'], ['08:00:00', '14:00:00', '20:00:00']]);
      return { frequency: timeOfDay.length, ...day, timeOfDay };
    }
    case 2:
      return {
        frequency: 1,
        period: random.pick([2, 3, 4, 6, 8, 12, 16]),
        periodUnit: random.pick(['h', 'd', 'wk', 'mo'] as const),
      };
    case 3:
      return {
        frequency: 1,
        ...day,
        dayOfWeek: random.pick<NonNullable<TimingRepeat['dayOfWeek']>>([
          ['mon'],
          ['mon', 'thu'],
          ['tue', 'wed', 'sun'],
        ]),
      };
    default: {
      const frequency = 1 + random.below(4);
      const most = random.chance(0.3) ? { frequencyMax: frequency + 2 } : {};
      return { frequency, ...most, period: 1, periodUnit: random.pick(['d', 'wk', 'mo', 'a'] as const) };
    }
  }
}
