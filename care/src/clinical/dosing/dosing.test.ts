import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArgs } from 'node:util';
import type { Dosage } from '@medplum/fhirtypes';
import { Random } from '../../../test/random.ts';
import { randomRegimen } from '../../../test/random-regimen.ts';
import { doseText } from '../dose-text.ts';
import { contradictionsIn, doubtsIn } from './contradictions.ts';
import { readTypedDose } from './dose-grammar.ts';
import { mostPerDay, regimenOf } from './regimen.ts';
import type { DosedDrug } from './typed-amount.ts';

const paracetamol: DosedDrug = { unit: 'tablett', strength: { value: 500, unit: 'mg' } };
const solution: DosedDrug = { unit: 'mL' };
const prednisolone: DosedDrug = { unit: 'tablett', strength: { value: 5, unit: 'mg' } };

function dosagesOf(text: string, drug = paracetamol): Dosage[] {
  const read = readTypedDose(text, drug);
  if ('problem' in read) throw new Error(`${text}: ${read.problem.kind} ${read.problem.what}`);
  return read.dosages;
}
const told = (text: string, drug = paracetamol) => doseText(dosagesOf(text, drug)).text;
const refused = (text: string, drug = paracetamol) => {
  const read = readTypedDose(text, drug);
  return 'problem' in read ? [read.problem.kind, read.problem.what] : doseText(read.dosages).text;
};

describe('a dose as it is typed', () => {
  const cases: [typed: string, text: string, drug?: DosedDrug][] = [
    ['1x3', '1 tablett 3 gånger dagligen'],
    ['2 x 4 vb', '2 tabletter vid behov 1–4 gånger dagligen'],
    ['1+0+1', '1 tablett på morgonen och på kvällen'],
    ['1+1+0+2', '1 tablett på morgonen och mitt på dagen samt 2 tabletter till natten'],
    ['500 mg 1-2 vid behov högst 6/dygn', '1–2 tabletter vid behov, högst 6 tabletter per dygn'],
    ['1 g x 4', '2 tabletter 4 gånger dagligen'],
    ['1-2 tabl vb mot smärta max 4 g/dygn', '1–2 tabletter vid behov (mot smärta), högst 8 tabletter per dygn'],
    ['½ tabl till natten', '0,5 tablett till natten'],
    ['1 tablett kl 8, 14 och 20', '1 tablett kl. 08.00, 14.00 och 20.00'],
    ['1 varannan dag', '1 tablett varannan dag'],
    ['1 måndag och torsdag', '1 tablett på måndagar och torsdagar'],
    ['42 ml/h', '42 mL/h', solution],
    ['0,5 mg/tim i 24 timmar', '0,5 mg/h i 24 timmar', solution],
    ['1000 ml 125 ml/h', '1000 mL med 125 mL/h', solution],
    ['1000 ml x1 under 8 timmar', '1000 mL 1 gång dagligen under 8 timmar', solution],
    ['100 ml x 3 under 30 min i 7 dagar', '100 mL 3 gånger dagligen under 30 minuter i 7 dagar', solution],
    ['1x1 21 dagar på 7 dagar av', '1 tablett 1 gång dagligen i kurer om 21 dagar med 7 dagars uppehåll'],
    ['1x1 3 v på 1 v av', '1 tablett 1 gång dagligen i kurer om 3 veckor med 1 veckas uppehåll'],
    ['1+0+1 5 på 9 av', '1 tablett på morgonen och på kvällen i kurer om 5 dagar med 9 dagars uppehåll'],
    ['1x1 3 veckor på 7 dagar av', '1 tablett 1 gång dagligen i kurer om 21 dagar med 7 dagars uppehåll'],
    ['1 engångsdos', '1 tablett som engångsdos'],
    ['1 nu', '1 tablett som engångsdos'],
    ['2 tabl stat', '2 tabletter som engångsdos'],
    ['1 kl 20 som engångsdos', '1 tablett kl. 20.00 som engångsdos'],
    ['100 ml nu under 30 min', '100 mL som engångsdos under 30 minuter', solution],
    ['2 nu sedan 1x3', '2 tabletter som engångsdos, därefter 1 tablett 3 gånger dagligen'],
    ['1x1 fr.o.m. 2026-12-02', '1 tablett 1 gång dagligen från 2026-12-02'],
    ['1x1 fr.o.m. 2026-12-02 t.o.m. 2026-12-24', '1 tablett 1 gång dagligen från 2026-12-02 till och med 2026-12-24'],
    ['1x3 i 10 dgr', '1 tablett 3 gånger dagligen i 10 dagar'],
    ['1 tabl 2 ggr dagl', '1 tablett 2 gånger dagligen'],
    ['1x3 i 10 dagar', '1 tablett 3 gånger dagligen i 10 dagar'],
    ['1x1 t.o.m. 2026-12-24', '1 tablett 1 gång dagligen till och med 2026-12-24'],
    [
      '30 mg i 5 dagar sedan minska 10 mg var 5:e dag',
      '6 tabletter 1 gång dagligen i 5 dagar, därefter 4 tabletter 1 gång dagligen i 5 dagar, därefter 2 tabletter 1 gång dagligen i 5 dagar',
      prednisolone,
    ],
    [
      '10 mg x 1 i 1 vecka, sedan minska med 2,5 mg varje vecka till 5 mg',
      '2 tabletter 1 gång dagligen i 1 vecka, därefter 1,5 tabletter 1 gång dagligen i 1 vecka, därefter 1 tablett 1 gång dagligen',
      prednisolone,
    ],
  ];
  for (const [typed, text, drug] of cases) it(typed, () => assert.equal(told(typed, drug), text));

  const none: [typed: string, kind: string, what: string, drug?: DosedDrug][] = [
    ['1x3 ibland', 'not-understood', 'ibland'],
    ['1', 'no-time', ''],
    ['x3', 'no-amount', ''],
    ['665 mg 1-2 vid behov', 'other-strength', '665 mg'],
    ['27 mg x 1', 'part', '27 mg', prednisolone],
    ['5 mL x 1', 'unit', '5 mL'],
    ['1x3 x 4', 'said-twice', 'x 4'],
    ['30 mg sedan 20 mg i 5 dagar', 'no-length', '', prednisolone],
    ['30 mg i 5 dagar sedan minska 20 mg var 5:e dag', 'uneven', 'minska 20 mg var 5:e dag', prednisolone],
    [
      '5 mg i 5 dagar sedan minska 5 mg var dag till 10 mg',
      'not-understood',
      'minska 5 mg var dag till 10 mg',
      prednisolone,
    ],
    [
      '5 mg i 5 dagar sedan minska 5 mg varje dag till 10 mg',
      'rises',
      'minska 5 mg varje dag till 10 mg',
      prednisolone,
    ],
    ['0 x 3', 'never', '0'],
    ['42 ml/h högst 1000 ml/dygn', 'no-amount', '', solution],
    ['42 ml/h 5 på 2 av', 'never', '42 ml/h 5 på 2 av', solution],
    ['42 ml/h vb', 'never', '42 ml/h vb', solution],
    ['1 vb 21 dagar på 7 dagar av', 'never', '1 vb 21 dagar på 7 dagar av'],
    ['1 var 8:e timme 5 på 2 av', 'never', '1 var 8:e timme 5 på 2 av'],
    ['1 i 10 dagar', 'no-time', ''],
    ['1 nu kl 20', 'said-twice', ''],
    ['1x3 engångsdos', 'said-twice', ''],
    ['1 nu vb', 'said-twice', ''],
    ['1 nu samt 1x3', 'contradiction', ''],
    ['2 nu sedan 1', 'no-time', ''],
    ['1x1 nu i 3 dagar', 'never', '1x1 nu i 3 dagar'],
    ['1x1 från 2025-12-24 t.o.m. 2025-01-01', 'backwards', '2025-12-24 – 2025-01-01'],
    ['1 tablett med 42 ml/h', 'unit', '42 mL/h'],
    ['42 ml/h', 'unit', '42 mL/h'],
    ['1000 ml med 5 mg/h', 'unit', '5 mg/h', solution],
    ['30 i 5 dagar sedan minska 5 mg var 5:e dag', 'unit-not-said', '30 tabletter eller 30 mg', prednisolone],
    ['30 mg i 5 dagar sedan minska 5 var 5:e dag', 'unit-not-said', '5 tabletter eller 5 mg', prednisolone],
    ['30 mg i 5 dagar sedan minska 5 mg var 5:e dag till 1', 'unit-not-said', '1 tablett eller 1 mg', prednisolone],
    ['20 måndag och tisdag', 'unit-not-said', '20 tabletter eller 20 mg'],
    ['10+0+10', 'unit-not-said', '10 tabletter eller 10 mg'],
  ];
  for (const [typed, kind, what, drug] of none)
    it(`${typed}: no dose, for ${kind}`, () => assert.deepEqual(refused(typed, drug), [kind, what]));
});

it('what does not come out even is told with what is nearest to it', () => {
  const nearest = (text: string, drug: DosedDrug) => {
    const read = readTypedDose(text, drug);
    return 'problem' in read ? read.problem.nearest : undefined;
  };
  assert.equal(nearest('250 mg x 3', { unit: 'mL', strength: { value: 24, unit: 'mg' } }), '10,4 mL (249,6 mg)');
  assert.equal(nearest('27 mg x 1', prednisolone), '5,5 tabletter (27,5 mg)');
  assert.equal(nearest('5 mL x 1', prednisolone), undefined);
});

describe('the round trip (F5): what is told of a structured dose is read back as the same', () => {
  const cases = Number(
    parseArgs({ strict: false, options: { cases: { type: 'string', default: '500' } } }).values.cases,
  );
  it(`${cases} regimens by chance`, () => {
    for (let seed = 1; seed <= cases; seed++) {
      const dosages = randomRegimen(new Random(seed));
      const { text, source } = doseText(dosages);
      assert.equal(source, 'structured', `seed ${seed}`);
      const read = readTypedDose(text);
      assert.deepEqual(read, { dosages }, `seed ${seed}: ${text}`);
      assert.deepEqual(contradictionsIn(dosages), [], `seed ${seed}: ${text}`);
    }
  });
});

describe('a regimen day by day', () => {
  it('has its steps with days and totals, and the most of a day', () => {
    const taper = dosagesOf('30 mg i 5 dagar sedan minska 10 mg var 5:e dag', prednisolone);
    const steps = regimenOf(taper)?.map(({ after, days, perDay, total }) => [after, days, perDay.high, total?.high]);
    assert.deepEqual(steps, [
      [0, 5, 6, 30],
      [5, 5, 4, 20],
      [10, 5, 2, 10],
    ]);
    assert.deepEqual(mostPerDay(taper), { value: 6, unit: 'tablett' });
  });
  it('of what is taken as needed goes from nothing to the ceiling', () => {
    assert.deepEqual(mostPerDay(dosagesOf('1-2 x 4 vb högst 6/dygn')), { value: 6, unit: 'tablett' });
    assert.deepEqual(mostPerDay(dosagesOf('2 vb högst 4 ggr/dygn')), { value: 8, unit: 'tablett' });
    assert.deepEqual(regimenOf(dosagesOf('2 vb högst 4 ggr/dygn'))?.[0]?.perDay, { low: 0, high: 8 });
    assert.equal(mostPerDay(dosagesOf('2 vb')), undefined);
  });
  it('is none of cycles and of what runs, but the most of a day is known of a cycle', () => {
    assert.equal(regimenOf(dosagesOf('2x3 21 på 7 av')), undefined);
    assert.deepEqual(mostPerDay(dosagesOf('2x3 21 på 7 av')), { value: 6, unit: 'tablett' });
    assert.equal(mostPerDay(dosagesOf('42 ml/h', solution)), undefined);
  });
  it('is the most of any one weekday, of steps of any length, and of what is taken at intervals', () => {
    const most = (text: string) => mostPerDay(dosagesOf(text))?.value;
    assert.equal(most('20 tabl måndag och tisdag'), 20);
    assert.equal(most('2 måndag samt 3 måndag och tisdag samt 4 fredag'), 5);
    assert.equal(most('3x1 i 1 månad sedan 2x1'), 3);
    assert.equal(most('2 var 5:e timme'), 10);
    assert.equal(most('4 varannan dag'), 4);
    assert.equal(most('2 nu sedan 1x3'), 5);
    assert.equal(most('2 nu'), 2);
    assert.equal(most('4 2 ggr/vecka'), undefined, 'both may be on one day');
  });
  it('is none where days differ', () => assert.equal(regimenOf(dosagesOf('1 måndag och torsdag')), undefined));
});

const dose = (value: number, unit: string) => ({ doseAndRate: [{ doseQuantity: { value, unit } }] });

describe('a dose that is seldom meant', () => {
  const doubts = (text: string, drug = prednisolone) =>
    doubtsIn(dosagesOf(text, drug), '2026-11-30').map((each) =>
      each.kind === 'rises' ? `${each.kind} ${each.from.value}-${each.to.value}${each.turns ? '!' : ''}` : each.kind,
    );
  it('rises: by much, or in a taper', () => {
    assert.deepEqual(doubts('30 mg i 5 dagar sedan 300 mg i 5 dagar'), ['rises 6-60!', 'many']);
    assert.deepEqual(doubts('30 mg i 5 dagar sedan 20 mg i 5 dagar sedan 25 mg i 5 dagar'), ['rises 4-5!']);
    assert.deepEqual(doubts('10 mg i 5 dagar sedan 20 mg i 5 dagar sedan 10 mg i 5 dagar'), ['rises 2-4!']);
    assert.deepEqual(doubts('5 mg i 7 dagar sedan 10 mg i 7 dagar sedan 15 mg'), ['rises 1-2', 'rises 2-3']);
    assert.deepEqual(doubts('5 mg x 1 i 7 dagar sedan 5 mg x 3'), ['rises 1-3!']);
    assert.deepEqual(doubts('30 mg i 5 dagar sedan minska 5 mg var 5:e dag'), []);
  });
  it('is very many at once, or has been', () => {
    assert.deepEqual(doubts('13 tabl x 1'), ['many']);
    assert.deepEqual(doubts('12 tabl x 1'), []);
    assert.deepEqual(doubts('1x1 t.o.m. 2026-11-29'), ['over']);
    assert.deepEqual(doubts('1x1 t.o.m. 2026-11-30'), []);
  });
});

describe('a dosage that contradicts itself', () => {
  const [once] = dosagesOf('1x1 i 5 dagar');
  const kinds = (dosages: Dosage[]) => contradictionsIn(dosages).map(({ kind }) => kind);
  it('by its text', () => assert.deepEqual(kinds([{ ...once, text: '2 tabletter dagligen' }]), ['text']));
  it('by steps one of which has no end', () => {
    const [open] = dosagesOf('1x1');
    assert.deepEqual(
      kinds([
        { ...open, sequence: 1 },
        { ...once, sequence: 2 },
      ]),
      ['no-length'],
    );
  });
  it('by steps of which some have no place', () => {
    assert.deepEqual(kinds([{ ...once }, { ...once, sequence: 2 }]), ['overlap']);
  });
  it('by a ceiling below what is ordered', () => {
    const [ceiling] = dosagesOf('2 x 4 vb högst 6/dygn');
    assert.deepEqual(
      kinds([
        {
          ...ceiling,
          maxDosePerPeriod: dosagesOf('1 vb högst 1/dygn')[0]?.maxDosePerPeriod,
          text: undefined,
        } as Dosage,
      ]),
      ['most'],
    );
  });
  it('by units that do not go together', () => {
    const [drops] = dosagesOf('1 x 1', { unit: 'droppe' });
    const [tablets] = dosagesOf('1 x 1');
    assert.deepEqual(kinds([{ ...drops }, { ...tablets }]), ['units']);
  });
  it('by a last day before the first, and by a rate of something else', () => {
    const days = { boundsPeriod: { start: '2026-12-24', end: '2026-01-01' } };
    const often = { frequency: 1, period: 1, periodUnit: 'd' as const };
    assert.deepEqual(kinds([{ timing: { repeat: { ...often, ...days } }, ...dose(1, 'tablett') }]), ['backwards']);
    const rate = { rateQuantity: { value: 42, unit: 'mL/h' } };
    const [one] = dose(1, 'tablett').doseAndRate;
    assert.deepEqual(kinds([{ doseAndRate: [{ ...one, ...rate }] }]), ['units']);
  });
  it('and one that cannot be told is none', () => assert.deepEqual(kinds([{ doseAndRate: [] }]), ['not-told']));
});
