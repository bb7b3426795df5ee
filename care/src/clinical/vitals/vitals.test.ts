import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { fluidBalance, fluidDay, shiftOf, fluidEntry } from './fluid-balance.ts';
import { type Acvpu, hoursToNext, news2, type News2Measured, news2Parts, news2Risk } from './news2.ts';
import { isNews2, news2Of, roundResources, scoreOf, unlikelyValues, valuesOf } from './vital-round.ts';

const well: News2Measured = {
  respiration: 16,
  saturation: 97,
  oxygen: false,
  systolic: 125,
  pulse: 72,
  consciousness: 'A',
  temperature: 36.8,
};

/** Chart 1 of the report, row by row: from, to (both included), points. */
const chart: Record<'respiration' | 'systolic' | 'pulse' | 'temperature', [number, number, number][]> = {
  respiration: [
    [1, 8, 3],
    [9, 11, 1],
    [12, 20, 0],
    [21, 24, 2],
    [25, 70, 3],
  ],
  systolic: [
    [30, 90, 3],
    [91, 100, 2],
    [101, 110, 1],
    [111, 219, 0],
    [220, 300, 3],
  ],
  pulse: [
    [10, 40, 3],
    [41, 50, 1],
    [51, 90, 0],
    [91, 110, 1],
    [111, 130, 2],
    [131, 250, 3],
  ],
  temperature: [
    [30, 35, 3],
    [35.1, 36, 1],
    [36.1, 38, 0],
    [38.1, 39, 1],
    [39.1, 43, 2],
  ],
}; // prettier-ignore
const saturations: Record<string, { scale: 1 | 2; oxygen: boolean; rows: [number, number, number][] }> = {
  'scale 1 on air': {
    scale: 1,
    oxygen: false,
    rows: [
      [50, 91, 3],
      [92, 93, 2],
      [94, 95, 1],
      [96, 100, 0],
    ],
  },
  'scale 1 on oxygen': {
    scale: 1,
    oxygen: true,
    rows: [
      [50, 91, 3],
      [92, 93, 2],
      [94, 95, 1],
      [96, 100, 0],
    ],
  },
  'scale 2 on air': {
    scale: 2,
    oxygen: false,
    rows: [
      [50, 83, 3],
      [84, 85, 2],
      [86, 87, 1],
      [88, 92, 0],
      [93, 100, 0],
    ],
  },
  'scale 2 on oxygen': {
    scale: 2,
    oxygen: true,
    rows: [
      [50, 83, 3],
      [84, 85, 2],
      [86, 87, 1],
      [88, 92, 0],
      [93, 94, 1],
      [95, 96, 2],
      [97, 100, 3],
    ],
  },
}; // prettier-ignore

describe('NEWS2 (Royal College of Physicians, 2017)', () => {
  it('gives each value the points of chart 1', () => {
    for (const [part, rows] of Object.entries(chart) as [keyof typeof chart, [number, number, number][]][])
      for (const [from, to, points] of rows) {
        const step = part === 'temperature' ? 0.1 : 1;
        for (let value = from; value <= to + step / 2; value += step)
          assert.equal(news2({ ...well, [part]: value }).points[part], points, `${part} ${value}`);
      }
  });

  it('gives each saturation the points of its scale, by air or oxygen', () => {
    for (const [what, { scale, oxygen, rows }] of Object.entries(saturations))
      for (const [from, to, points] of rows)
        for (let saturation = from; saturation <= to; saturation++)
          assert.equal(
            news2({ ...well, saturation, oxygen }, scale).points.saturation,
            points,
            `${what} ${saturation}`,
          );
  });

  it('gives two points for oxygen, and three for anything but alert', () => {
    assert.equal(news2({ ...well, oxygen: true }).total, 2);
    assert.deepEqual(
      (['A', 'C', 'V', 'P', 'U'] as const).map((consciousness) => news2({ ...well, consciousness }).total),
      [0, 3, 3, 3, 3],
    );
  });

  it('is the sum of its seven parts, from 0 to 20', () => {
    assert.equal(news2(well).total, 0);
    const worst = {
      respiration: 30,
      saturation: 80,
      oxygen: true,
      systolic: 80,
      pulse: 140,
      consciousness: 'U',
      temperature: 34,
    } as const; // prettier-ignore
    assert.equal(news2(worst).total, 20);
    const random = new Random(7);
    for (let n = 0; n < 2000; n++) {
      const score = news2(randomMeasured(random), random.chance(0.3) ? 2 : 1);
      const sum = Object.values(score.points).reduce((total, points) => total + points, 0);
      assert.equal(score.total, sum);
      assert.ok(sum >= 0 && sum <= 20);
    }
  });

  it('is no score when anything is missing, and never a lower one', () => {
    for (const part of news2Parts) {
      const score = news2({ ...well, [part]: undefined });
      assert.equal(score.total, undefined, part);
      assert.deepEqual(score.missing, [part]);
      assert.equal(news2Risk(score), undefined);
      assert.equal(hoursToNext(score), undefined);
    }
    assert.equal(news2({ ...well, pulse: Number.NaN }).total, undefined);
    assert.equal(news2({ ...well, saturation: 95, oxygen: undefined }, 2).points.saturation, undefined);
  });

  it('is read as the chart is: whole numbers, temperatures by tenths', () => {
    assert.equal(news2({ ...well, temperature: 38.04 }).points.temperature, 0);
    assert.equal(news2({ ...well, temperature: 38.05 }).points.temperature, 1);
    assert.equal(news2({ ...well, temperature: 35.1 }).points.temperature, 1);
    assert.equal(news2({ ...well, saturation: 91.6 }).points.saturation, 2);
  });

  it('has the risk and the times of charts 2 and 4', () => {
    const told = (measured: News2Measured) => [news2Risk(news2(measured)), hoursToNext(news2(measured))];
    assert.deepEqual(told(well), ['low', 12]);
    assert.deepEqual(told({ ...well, pulse: 95 }), ['low', 6]);
    assert.deepEqual(told({ ...well, respiration: 8 }), ['low-medium', 1]);
    assert.deepEqual(told({ ...well, oxygen: true, respiration: 22, pulse: 95 }), ['medium', 1]);
    assert.deepEqual(told({ ...well, oxygen: true, respiration: 25, pulse: 112 }), ['high', 0]);
  });
});

function randomMeasured(random: Random): Required<News2Measured> {
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  return {
    respiration: between(4, 45),
    saturation: between(60, 100),
    oxygen: random.chance(0.4),
    systolic: between(50, 260),
    pulse: between(25, 190),
    consciousness: random.pick<Acvpu>(['A', 'C', 'V', 'P', 'U']),
    temperature: between(330, 420) / 10,
  };
}

function context() {
  let n = 0;
  return {
    subject: { reference: 'Patient/p' },
    performer: [{ reference: 'Practitioner/n' }],
    taken: '2026-11-29T06:00:00+01:00',
    newId: () => `o${++n}`,
  };
}

describe('a round of vital signs', () => {
  it('comes out of FHIR as it went in, with the score it gave and what that came from', () => {
    const random = new Random(11);
    for (let n = 0; n < 300; n++) {
      const { oxygen, ...rest } = randomMeasured(random);
      const values = {
        ...rest,
        diastolic: 40 + random.below(60),
        oxygen: oxygen ? 1 + random.below(9) : 0,
      } as Parameters<typeof scoreOf>[0]['values'];
      const round = { values, scale: random.chance(0.3) ? (2 as const) : (1 as const) };
      const made = roundResources(round, context());
      assert.deepEqual(valuesOf(made), values);
      const scored = made.filter(isNews2);
      assert.equal(scored.length, 1);
      assert.deepEqual(news2Of(scored[0] as Observation), scoreOf(round));
      assert.deepEqual(
        scored[0]?.derivedFrom?.map(({ reference }) => reference),
        made.filter((each) => !isNews2(each)).map(({ id }) => `Observation/${id}`),
      );
    }
  });

  it('that is not whole has its values and no score; a child’s has none', () => {
    assert.deepEqual(
      roundResources({ values: { pulse: 70 }, scale: 1 }, context()).map(({ code }) => code.text),
      ['Puls'],
    );
    const values = { ...well, oxygen: 0 } as Parameters<typeof scoreOf>[0]['values'];
    assert.ok(!roundResources({ values, scale: 1 }, { ...context(), withoutScore: true }).some(isNews2));
  });

  it('reads no value in another unit, nor one that was an error', () => {
    const [made] = roundResources({ values: { temperature: 37 }, scale: 1 }, context());
    const fahrenheit = { ...made, valueQuantity: { value: 98.6, code: '[degF]' } } as Observation;
    assert.deepEqual(valuesOf([fahrenheit]), {});
    assert.deepEqual(valuesOf([{ ...made, status: 'entered-in-error' } as Observation]), {});
  });

  it('asks about what is seldom seen, and about a lower pressure above the upper', () => {
    assert.deepEqual(unlikelyValues({ pulse: 720, temperature: 36.9 }), ['pulse']);
    assert.deepEqual(unlikelyValues({ systolic: 80, diastolic: 110 }), ['diastolic']);
    assert.deepEqual(unlikelyValues({ systolic: 121, diastolic: 78, saturation: 88, oxygen: 2 }), []);
  });
});

describe('fluid balance', () => {
  const entry = (kind: Parameters<typeof fluidEntry>[0], amount: number, taken: string): Observation =>
    fluidEntry(kind, amount, { ...context(), taken });

  it('of which each entry stands in the shift that its sum is of, and in no other day', () => {
    const of = (taken: string) => shiftOf(Date.parse(taken), '2026-11-28');
    assert.deepEqual(
      ['2026-11-28T06:59', '2026-11-28T07:00', '2026-11-28T14:00', '2026-11-28T21:00', '2026-11-29T07:00'].map((at) =>
        of(`${at}:00+01:00`),
      ),
      [undefined, 'day', 'evening', 'night', undefined],
    );
    assert.equal(of('no time'), undefined);
  });

  it('is summed by kind and shift, from morning to morning', () => {
    const found = fluidBalance(
      [
        entry('drink', 200, '2026-11-28T06:59:00+01:00'),
        entry('drink', 300, '2026-11-28T07:00:00+01:00'),
        entry('infusion', 1000, '2026-11-28T15:00:00+01:00'),
        entry('urine', 450, '2026-11-29T06:59:00+01:00'),
        entry('urine', 250, '2026-11-28T13:59:00+01:00'),
        { ...entry('urine', 9000, '2026-11-28T12:00:00+01:00'), status: 'entered-in-error' },
        { ...entry('drain', 1, '2026-11-28T12:00:00+01:00'), valueQuantity: { value: 1, code: 'L' } },
      ],
      '2026-11-28',
    );
    assert.deepEqual(found, {
      in: 1300,
      out: 700,
      byKind: { drink: 300, infusion: 1000, urine: 700 },
      byShift: { day: { in: 300, out: 250 }, evening: { in: 1000, out: 0 }, night: { in: 0, out: 450 } },
      uncounted: 1,
    });
  });

  it('has days of 23 and 25 hours when clocks turn, and leaves no moment between two days', () => {
    const hours = (day: string) => (fluidDay(day).end - fluidDay(day).day) / 3_600_000;
    assert.deepEqual([hours('2026-03-28'), hours('2026-10-24'), hours('2026-11-28')], [23, 25, 24]);
    assert.equal(new Date(fluidDay('2026-03-29').day).toISOString(), '2026-03-29T05:00:00.000Z');
    assert.equal(fluidDay('2026-10-25').day, fluidDay('2026-10-24').end);
  });
});
