import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Dosage, Observation, TimingRepeat } from '@medplum/fhirtypes';
import { Random } from '../../test/random.ts';
import { readDose } from '../../test/read-dose.ts';
import { bodyMassIndex } from './body-mass-index.ts';
import { doseNotShown, doseText } from './dose-text.ts';
import { levelOf, rangeText } from './reference-range.ts';

const tablets = (value: number) => [
  { doseQuantity: { value, unit: 'tablett', system: 'http://unitsofmeasure.org', code: '{tablet}' } },
];
const every = (repeat: TimingRepeat): Dosage => ({ timing: { repeat }, doseAndRate: tablets(1) });

describe('the dose in Swedish (http://hl7.org/fhir/R4/dosage.html)', () => {
  const cases: [string, Dosage | Dosage[]][] = [
    ['1 tablett 1 gång dagligen', every({ frequency: 1, period: 1, periodUnit: 'd' })],
    ['1 tablett 1 gång dagligen', every({ frequency: 1, frequencyMax: 1, period: 1, periodUnit: 'd' })],
    ['1 tablett 2 gånger dagligen', every({ frequency: 2, period: 1, periodUnit: 'd' })],
    [
      '0,5 tablett 1 gång dagligen',
      { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), doseAndRate: tablets(0.5) },
    ],
    [
      '1,5 tabletter 1 gång dagligen',
      { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), doseAndRate: tablets(1.5) },
    ],
    [
      '1 tablett på morgonen och till natten',
      every({ frequency: 2, period: 1, periodUnit: 'd', when: ['MORN', 'NIGHT'] }),
    ],
    ['1 tablett kl. 08.00, 14.00 och 20.00', every({ timeOfDay: ['08:00:00', '14:00:00', '20:00:00'] })],
    ['1 tablett på måndagar och torsdagar', every({ dayOfWeek: ['mon', 'thu'] })],
    ['1 tablett 1 gång i veckan', every({ frequency: 1, period: 1, periodUnit: 'wk' })],
    ['1 tablett varannan dag', every({ frequency: 1, period: 2, periodUnit: 'd' })],
    ['1 tablett var sjätte månad', every({ frequency: 1, period: 6, periodUnit: 'mo' })],
    ['1 tablett var åttonde timme', every({ frequency: 1, period: 8, periodUnit: 'h' })],
    [
      '1 tablett 3 gånger dagligen i 7 dagar',
      every({ frequency: 3, period: 1, periodUnit: 'd', boundsDuration: { value: 7, code: 'd' } }),
    ],
    [
      '2 tabletter vid behov 1–4 gånger dagligen, högst 8 tabletter per dygn',
      {
        asNeededBoolean: true,
        timing: { repeat: { frequency: 1, frequencyMax: 4, period: 1, periodUnit: 'd' } },
        doseAndRate: tablets(2),
        maxDosePerPeriod: { numerator: { value: 8, unit: 'tablett' }, denominator: { value: 1, code: 'd' } },
      },
    ],
    [
      '1–2 tabletter vid behov',
      {
        asNeededBoolean: true,
        doseAndRate: [{ doseRange: { low: { value: 1, unit: 'tablett' }, high: { value: 2, unit: 'tablett' } } }],
      },
    ],
    [
      '1 tablett 1 gång dagligen. Tas med mat',
      { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), patientInstruction: 'Tas med mat' },
    ],
    [
      '4 tabletter 1 gång dagligen i 3 dagar, därefter 2 tabletter 1 gång dagligen i 3 dagar',
      [
        {
          ...every({ frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value: 3, code: 'd' } }),
          sequence: 2,
          doseAndRate: tablets(2),
        },
        {
          ...every({ frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value: 3, code: 'd' } }),
          sequence: 1,
          doseAndRate: tablets(4),
        },
      ],
    ],
    [
      '1 tablett på morgonen samt 2 tabletter på kvällen',
      [
        every({ frequency: 1, period: 1, periodUnit: 'd', when: ['MORN'] }),
        { ...every({ frequency: 1, period: 1, periodUnit: 'd', when: ['EVE'] }), doseAndRate: tablets(2) },
      ],
    ],
  ];
  for (const [text, dosage] of cases)
    it(text, () => assert.deepEqual(doseText([dosage].flat()), { text, source: 'structured' }));

  it('the structured dose is told even where a text says otherwise (F5)', () => {
    assert.equal(
      doseText([{ ...every({ frequency: 1, period: 1, periodUnit: 'd' }), text: '2 tabletter dagligen' }]).text,
      '1 tablett 1 gång dagligen',
    );
  });

  const unsure: [string, Dosage][] = [
    [
      'an element that is not understood',
      { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), site: { text: 'vänster öga' } },
    ],
    [
      'a modifier',
      { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), modifierExtension: [{ url: 'urn:x' }] } as Dosage,
    ],
    ['an offset from a meal', every({ frequency: 1, period: 1, periodUnit: 'd', when: ['AC'], offset: 30 })],
    ['more times than moments', every({ frequency: 3, period: 1, periodUnit: 'd', when: ['MORN', 'EVE'] })],
    ['a timing by code only', { timing: { code: { text: 'BID' } }, doseAndRate: tablets(1) }],
    [
      'a rate',
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ ...tablets(1)[0], rateQuantity: { value: 5 } }],
      },
    ],
    ['no amount', { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } }],
    ['no time', { doseAndRate: tablets(1) }],
    ['half a period', every({ frequency: 1, period: 1.5, periodUnit: 'd' })],
    ['three times in two days', every({ frequency: 3, period: 2, periodUnit: 'd' })],
    ['a dose of nothing', { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), doseAndRate: tablets(0) }],
    [
      'an amount without a unit',
      { ...every({ frequency: 1, period: 1, periodUnit: 'd' }), doseAndRate: [{ doseQuantity: { value: 1 } }] },
    ],
    [
      'a highest dose a week',
      {
        ...every({ frequency: 1, period: 1, periodUnit: 'd' }),
        maxDosePerPeriod: { numerator: { value: 1, unit: 'mg' }, denominator: { value: 1, code: 'wk' } },
      },
    ],
  ];
  for (const [what, dosage] of unsure) {
    it(`${what}: as it was written, or not at all`, () => {
      assert.deepEqual(doseText([dosage]), doseNotShown);
      assert.deepEqual(doseText([{ ...dosage, text: 'Enligt schema' }]), { text: 'Enligt schema', source: 'written' });
    });
  }

  it('one step that cannot be shown hides the whole, for half a dose is a wrong dose', () => {
    assert.deepEqual(doseText([every({ frequency: 1, period: 1, periodUnit: 'd' }), {}]), doseNotShown);
    assert.deepEqual(doseText(undefined), doseNotShown);
  });

  it('what is told can be read back to what was ordered', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const dosages = randomDosages(new Random(seed));
      const { text, source } = doseText(dosages);
      assert.equal(source, 'structured', `seed ${seed}: ${JSON.stringify(dosages)}`);
      assert.deepEqual(readDose(text), dosages, `seed ${seed}: ${text}`);
    }
  });
});

function randomDosages(random: Random): Dosage[] {
  const one = (): Dosage => {
    const unit = random.pick(['tablett', 'kapsel', 'inhalation', 'mL', 'mg', 'E', 'droppe']);
    const value = random.pick([0.25, 0.5, 1, 1.5, 2, 3, 4, 12.5, 40]);
    const needed = random.chance(0.3);
    const repeat = randomRepeat(random);
    return {
      doseAndRate: [
        random.chance(0.2)
          ? { doseRange: { low: { value, unit }, high: { value: value * 2, unit } } }
          : { doseQuantity: { value, unit } },
      ],
      ...(needed ? { asNeededBoolean: true } : {}),
      ...(needed && random.chance(0.5) ? {} : { timing: { repeat } }),
      ...(needed && random.chance(0.5)
        ? { maxDosePerPeriod: { numerator: { value: value * 4, unit }, denominator: { value: 1, code: 'd' } } }
        : {}),
    };
  };
  if (random.chance(0.7)) return [one()];
  const several = Array.from({ length: 2 + random.below(3) }, one);
  return random.chance(0.5) ? several : several.map((dosage, index) => ({ ...dosage, sequence: index + 1 }));
}

function randomRepeat(random: Random): TimingRepeat {
  const bounds = random.chance(0.3)
    ? { boundsDuration: { value: random.pick([1, 3, 7, 10]), code: random.pick(['d', 'wk', 'mo']) } }
    : {};
  const day = { period: 1, periodUnit: 'd' } as const;
  const dayOfWeek = random.chance(0.3)
    ? {
        dayOfWeek: random.pick([['mon'], ['mon', 'thu'], ['tue', 'wed', 'sun']] as NonNullable<
          TimingRepeat['dayOfWeek']
        >[]),
      }
    : {};
  switch (random.below(5)) {
    case 0: {
      const when = random.pick([['MORN'], ['MORN', 'EVE'], ['MORN', 'NOON', 'NIGHT'], ['AFT']] as NonNullable<
        TimingRepeat['when']
      >[]);
      return { frequency: when.length, ...day, when, ...dayOfWeek, ...bounds };
    }
    case 1: {
      const timeOfDay = random.pick([['08:00:00'], ['06:30:00', '18:30:00'], ['08:00:00', '14:00:00', '20:00:00']]);
      return { frequency: timeOfDay.length, ...day, timeOfDay, ...dayOfWeek, ...bounds };
    }
    case 2:
      return {
        frequency: 1,
        period: random.pick([2, 3, 4, 6, 8, 12, 16]),
        periodUnit: random.pick(['h', 'd', 'wk', 'mo'] as const),
        ...bounds,
      };
    case 3:
      return { frequency: 1, ...day, dayOfWeek: ['mon', 'fri'], ...bounds };
    default: {
      const frequency = 1 + random.below(4);
      const most = random.chance(0.3) ? { frequencyMax: frequency + 2 } : {};
      return { frequency, ...most, period: 1, periodUnit: random.pick(['d', 'wk', 'mo', 'a'] as const), ...bounds };
    }
  }
}

describe('a value and its reference range', () => {
  const crp = (value: Observation['valueQuantity'], rest: Partial<Observation> = {}): Observation => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'P-CRP' },
    valueQuantity: value,
    referenceRange: [{ high: { value: 5, unit: 'mg/L' } }],
    ...rest,
  });
  const between = { referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5, unit: 'mmol/L' } }] };
  const mmol = (value: number, comparator?: '<' | '<=' | '>' | '>=') => ({
    value,
    unit: 'mmol/L',
    ...(comparator ? { comparator } : {}),
  });

  it('the limits themselves are normal', () => {
    assert.equal(levelOf(crp({ value: 5, unit: 'mg/L' })), 'normal');
    assert.equal(levelOf(crp({ value: 5.1, unit: 'mg/L' })), 'high');
    assert.equal(levelOf(crp(mmol(3.5), between)), 'normal');
    assert.equal(levelOf(crp(mmol(3.4), between)), 'low');
  });

  it('what is only known to be below or above is told as far as it can be', () => {
    assert.equal(levelOf(crp({ value: 5, unit: 'mg/L', comparator: '<' })), 'normal');
    assert.equal(levelOf(crp(mmol(3.5, '<'), between)), 'low');
    assert.equal(levelOf(crp(mmol(3.5, '<='), between)), undefined);
    assert.equal(levelOf(crp(mmol(5, '>'), between)), 'high');
    assert.equal(levelOf(crp(mmol(5, '>='), between)), undefined);
    assert.equal(levelOf(crp(mmol(4, '<'), between)), undefined);
  });

  it('the laboratory’s own word goes before the range', () => {
    const interpretation = [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' }] },
    ];
    assert.equal(levelOf(crp({ value: 1, unit: 'mg/L' }, { interpretation })), 'critical-high');
  });

  it('what cannot be compared has no level', () => {
    assert.equal(levelOf(crp({ value: 9, unit: 'g/L' })), undefined);
    assert.equal(levelOf(crp({ value: 9 })), undefined);
    assert.equal(levelOf(crp(undefined)), undefined);
    assert.equal(
      levelOf(crp(mmol(9), { referenceRange: [...between.referenceRange, ...between.referenceRange] })),
      undefined,
    );
    assert.equal(levelOf(crp(mmol(9), { referenceRange: [{ text: 'se svar' }] })), undefined);
    assert.equal(
      levelOf(crp(mmol(9), { interpretation: [{ coding: [{ system: 'urn:lab', code: 'H' }] }], referenceRange: [] })),
      undefined,
    );
  });

  it('the range is printed as Swedish writes numbers', () => {
    assert.equal(rangeText(between.referenceRange), '3,5–5');
    assert.equal(rangeText([{ high: { value: 5 } }]), '≤ 5');
    assert.equal(rangeText([{ low: { value: -2.5 } }]), '≥ −2,5');
    assert.equal(rangeText([{ text: 'negativ' }]), 'negativ');
    assert.equal(rangeText([]), '');
  });
});

describe('body mass index', () => {
  it('is weight by height squared', () => {
    assert.equal(bodyMassIndex(70, 175), 22.9);
    assert.equal(bodyMassIndex(120.5, 168), 42.7);
  });
  it('is not made of a missing or an impossible measure', () => {
    for (const [weight, height] of [
      [undefined, 175],
      [70, undefined],
      [70, 1.75],
      [0, 175],
      [70, 0],
      [Number.NaN, 175],
    ] as const)
      assert.equal(bodyMassIndex(weight, height), undefined);
  });
});
