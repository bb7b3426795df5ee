import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '@medplum/fhirtypes';
import { parseJson, stringifyJson } from '@vardkedjan/fhir/json.ts';
import { axisDay, axisLabels, axisMoment, axisTicks } from './axis-dates.ts';
import { markOf } from './mark.ts';
import { domainOf, linear, ticks } from './scale.ts';
import { sparklineGeometry } from './sparkline-geometry.ts';
import { sharedBand, timeSpan, trendColumns } from './trend-options.ts';
import { rangeText, swedishNumber, trendSeries } from './trend-series.ts';
import { trendWords } from './trend-words.ts';

function potassium(at: string, value: number, more: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    id: `k-${at}`,
    status: 'final',
    code: { text: 'P-Kalium', coding: [{ system: 'urn:oid:1.2.752.108.1', code: 'NPU03230' }] },
    effectiveDateTime: at,
    valueQuantity: { value, unit: 'mmol/L', code: 'mmol/L' },
    referenceRange: [{ low: { value: 3.5 }, high: { value: 4.4 } }],
    ...more,
  };
}

describe('trendSeries', () => {
  it('makes one series for each code and unit, oldest first, whatever order they came in', () => {
    const [series, ...others] = trendSeries([
      potassium('2026-03-01T08:00:00+01:00', 4.6),
      potassium('2025-03-01T08:00:00+01:00', 3.9),
    ]);
    assert.equal(others.length, 0);
    assert.deepEqual(
      series?.points.map((point) => point.text),
      ['3,9', '4,6'],
    );
    assert.deepEqual(
      series?.points.map((point) => point.mark),
      ['normal', 'high'],
    );
    assert.equal(series?.band?.text, '3,5–4,4');
  });

  it('never mixes units in one curve', () => {
    const other = potassium('2026-03-02', 390, { valueQuantity: { value: 390, unit: 'µmol/L', code: 'umol/L' } });
    assert.equal(trendSeries([potassium('2026-03-01', 4), other]).length, 2);
  });

  it('leaves out what was entered in error', () => {
    assert.deepEqual(trendSeries([potassium('2026-03-01', 4, { status: 'entered-in-error' })]), []);
  });

  it('keeps the comparator in the text: <5 is not 5', () => {
    const [series] = trendSeries([
      potassium('2026-03-01', 5, {
        valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' },
        referenceRange: undefined,
      }),
    ]);
    assert.equal(series?.points[0]?.text, '<5');
  });

  it('keeps the decimals as they were written when the reader knows them', () => {
    const read = parseJson(stringifyJson(potassium('2026-03-01', 4)).replace('"value":4,', '"value":4.00,'));
    const [series] = trendSeries([read as Observation]);
    assert.equal(series?.points[0]?.text, '4,00');
    assert.equal(series?.points[0]?.value, 4);
  });

  it('takes a blood pressure apart into its components', () => {
    const names = trendSeries([
      {
        resourceType: 'Observation',
        id: 'bp',
        status: 'final',
        code: { text: 'Blodtryck' },
        effectiveDateTime: '2026-03-01T08:00:00+01:00',
        component: [
          { code: { text: 'Systoliskt blodtryck' }, valueQuantity: { value: 132, unit: 'mmHg' } },
          { code: { text: 'Diastoliskt blodtryck' }, valueQuantity: { value: 84, unit: 'mmHg' } },
        ],
      },
    ]).map((series) => series.name);
    assert.deepEqual(names, ['Systoliskt blodtryck', 'Diastoliskt blodtryck']);
  });

  it('does not take a treatment target for a reference range', () => {
    const [series] = trendSeries([
      potassium('2026-03-01', 4, {
        referenceRange: [{ type: { coding: [{ code: 'treatment' }] }, low: { value: 1 } }],
      }),
    ]);
    assert.equal(series?.band, undefined);
    assert.equal(series?.points[0]?.mark, 'unknown');
  });
});

describe('markOf', () => {
  const range = { low: 3.5, high: 4.4 };
  it('lets the laboratory judge before the range does', () => {
    assert.equal(markOf([{ coding: [{ code: 'N' }] }], { value: 9 }, range), 'normal');
    assert.equal(markOf([{ coding: [{ code: 'HH' }] }], { value: 4 }, range), 'very-high');
  });
  it('says unknown when a comparator leaves it open', () => {
    assert.equal(markOf(undefined, { value: 4, comparator: '<' }, range), 'unknown');
    assert.equal(markOf(undefined, { value: 3, comparator: '<' }, range), 'low');
    assert.equal(markOf(undefined, { value: 5, comparator: '<' }, { high: 5 }), 'normal');
    assert.equal(markOf(undefined, { value: 4, comparator: '>' }, range), 'unknown');
    assert.equal(markOf(undefined, { value: 5, comparator: '>' }, range), 'high');
    assert.equal(markOf(undefined, { value: 60, comparator: '>' }, { low: 60 }), 'normal');
  });
  it('has the limits within the range', () => {
    assert.equal(markOf(undefined, { value: 3.5 }, range), 'normal');
    assert.equal(markOf(undefined, { value: 4.4 }, range), 'normal');
    assert.equal(markOf(undefined, { value: 4 }, undefined), 'unknown');
  });
});

describe('scale', () => {
  it('maps the middle when there is no extent', () => assert.equal(linear([5, 5], [0, 10])(5), 5));
  it('maps ends to ends, also upside down', () => {
    const y = linear([0, 10], [20, 0]);
    assert.deepEqual([y(0), y(10), y(5)], [20, 0, 10]);
  });
  it('lets the band in when near, and not when it would flatten the curve', () => {
    const [low, high] = domainOf([3.9, 4.1, 4.3], { low: 3.5, high: 4.4 });
    assert.ok(low < 3.5 && high > 4.4);
    const far = domainOf([900, 950], { low: 1, high: 5 });
    assert.ok(far[0] > 800);
  });
  it('has a domain for one value, for equal values and for none', () => {
    for (const values of [[4], [4, 4], [0], []]) {
      const [low, high] = domainOf(values);
      assert.ok(Number.isFinite(low) && high > low, String(values));
    }
  });
  it('ticks on round numbers inside the domain', () => {
    assert.deepEqual(ticks([3.4, 4.6], 4), [3.5, 4, 4.5]);
    assert.deepEqual(ticks([0, 1], 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
    assert.deepEqual(ticks([5, 5], 5), []);
  });
  it('never gives a tick outside and always ends, over random domains', () => {
    let seed = 7;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let i = 0; i < 2000; i++) {
      const low = (random() - 0.5) * 10 ** Math.floor(random() * 8 - 3);
      const high = low + random() * 10 ** Math.floor(random() * 8 - 3);
      const found = ticks([low, high], 1 + Math.floor(random() * 10));
      const slack = (high - low) * 1e-6;
      assert.ok(
        found.every((tick) => tick >= low - slack && tick <= high + slack),
        `${low} ${high} ${found.join(' ')}`,
      );
      assert.ok(found.length <= 30);
    }
  });
});

describe('axis dates', () => {
  it('are Swedish, in Swedish time', () => {
    assert.equal(axisMoment(Date.parse('2026-11-22T23:30:00Z')), '2026-11-23 00:30');
    assert.equal(axisMoment(Date.parse('2026-07-01T00:00:00Z')), '2026-07-01 02:00');
  });
  it('tick on midnights over the change to summer time', () => {
    const found = axisTicks(Date.parse('2026-03-27T00:00:00+01:00'), Date.parse('2026-03-31T00:00:00+02:00'), 6);
    assert.deepEqual(found.map(axisMoment), [
      '2026-03-27 00:00',
      '2026-03-28 00:00',
      '2026-03-29 00:00',
      '2026-03-30 00:00',
      '2026-03-31 00:00',
    ]);
  });
  it('tick on month starts and years on long axes, at most as many as asked', () => {
    const found = axisTicks(Date.parse('2025-01-15T00:00:00Z'), Date.parse('2026-01-15T00:00:00Z'), 6);
    assert.deepEqual(found.map(axisDay), ['2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01']);
    const years = axisTicks(Date.parse('1996-05-01'), Date.parse('2026-05-01'), 6);
    assert.ok(years.length <= 7 && years.every((tick) => axisDay(tick).endsWith('-01-01')));
  });
  it('label years, months, days and times', () => {
    assert.deepEqual(axisLabels([Date.parse('2020-01-01'), Date.parse('2022-01-01')]), ['2020', '2022']);
    assert.deepEqual(axisLabels([Date.parse('2026-03-01T08:00+01:00'), Date.parse('2026-03-01T14:00+01:00')]), [
      '03-01 08:00',
      '14:00',
    ]);
  });
});

describe('sparkline', () => {
  const [series] = trendSeries([
    potassium('2026-01-01T00:00:00Z', 4.0),
    potassium('2026-02-01T00:00:00Z', 5.2),
    potassium('2026-12-01T00:00:00Z', 4.1),
  ]);
  const points = series?.points ?? [];

  it('puts values at their time, and marks the abnormal and the last', () => {
    const geometry = sparklineGeometry(points, series?.band, 100, 20);
    assert.deepEqual(
      geometry.marks.map((mark) => [mark.shape, mark.last]),
      [
        ['up', false],
        ['dot', true],
      ],
    );
    assert.ok((geometry.marks[0]?.x ?? 100) < 20);
    assert.ok(geometry.band && geometry.band.height > 0);
  });
  it('stays inside its box, whatever the values', () => {
    let seed = 3;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let i = 0; i < 500; i++) {
      const some = Array.from({ length: 1 + Math.floor(random() * 9) }, (_, n) => ({
        at: n * 1000,
        value: (random() - 0.5) * 10 ** (random() * 6),
        text: '',
        mark: 'high' as const,
        source: '',
      }));
      const geometry = sparklineGeometry(some, { text: '', low: random() * 10 }, 96, 20);
      for (const mark of geometry.marks) {
        assert.ok(mark.x >= 0 && mark.x <= 96 && mark.y >= 0 && mark.y <= 20, JSON.stringify({ some, mark }));
      }
    }
  });
  it('draws nothing of nothing, and a mark without a line of one', () => {
    assert.deepEqual(sparklineGeometry([], undefined, 96, 20), { line: '', marks: [] });
    const one = sparklineGeometry(points.slice(0, 1), undefined, 96, 20);
    assert.equal(one.line, '');
    assert.equal(one.marks.length, 1);
  });
  it('is told in words too', () => {
    assert.equal(
      trendWords(series ?? { key: '', name: '', unit: '', points: [] }, 'sv'),
      'P-Kalium: 3 värden 2026-01-01 till 2026-12-01; oförändrat; senast 4,1 mmol/L, inom referensområdet; referensområde 3,5–4,4',
    );
    assert.equal(trendWords({ key: '', name: 'P-Kalium', unit: '', points: [] }, 'sv'), 'P-Kalium: inga värden');
  });
});

describe('numbers in Swedish', () => {
  it('have a decimal comma and a true minus', () => {
    assert.equal(swedishNumber('-1.50'), '−1,50');
    assert.equal(rangeText(undefined, '5'), '≤ 5');
    assert.equal(rangeText('60', undefined), '≥ 60');
  });
});

describe('the chart', () => {
  const at = (text: string) => Date.parse(text);
  const series = (name: string, points: [string, number][]) => ({
    key: name,
    name,
    unit: 'mmHg',
    points: points.map(([time, value]) => ({
      at: at(time),
      value,
      text: String(value),
      mark: 'normal' as const,
      source: '',
    })),
  });

  it('puts series of different times on one axis', () => {
    const columns = trendColumns([
      series('S', [
        ['2026-01-01', 130],
        ['2026-01-03', 140],
      ]),
      series('D', [['2026-01-02', 80]]),
    ]);
    assert.deepEqual(columns.slice(1), [
      [130, null, 140],
      [null, 80, null],
    ]);
  });
  it('shows a band only where it is everybody’s', () => {
    const band = { text: '', low: 1, high: 2 };
    assert.equal(sharedBand([{ ...series('S', []), band }, series('D', [])]), undefined);
    assert.deepEqual(sharedBand([{ ...series('S', []), band }]), band);
  });
  it('has a day around a single value', () => {
    const [from, to] = timeSpan([at('2026-01-01')]);
    assert.equal(to - from, 24 * 3_600_000);
  });
});
