/** Municipal home care: taken on after a referral, a plan, visits by the nurse every few weeks, and what she sees. */
import { at, type Day, workday } from '../calendar.ts';
import type { Contact } from '../chart/chart.ts';
import { decimal, measureBloodPressure, measureVital } from '../chart/measure.ts';
import { flag, plan } from '../chart/order.ts';
import { listed } from '../chart/prescribe.ts';
import { writeNote } from '../chart/write-note.ts';
import { episodeKindSystem } from '../systems.ts';
import { staffOf } from '../units/tree.ts';
import type { Staff, Unit } from '../units/unit.ts';
import { givings } from './givings.ts';
import type { Life } from './life.ts';

export interface HomeCareOptions {
  unit?: Unit;
  nurse?: Staff;
  /** Days between visits; 28 unless said. */
  every?: number;
  wound?: boolean;
}

export function homeCare(life: Life, from: Day, options: HomeCareOptions = {}): void {
  const units = life.tree.homeCare.get(life.person.municipality) ?? [];
  const unit = options.unit ?? units[life.person.birth % units.length];
  if (!unit) return;
  life.on(workday(from), (day) => takeOn(life, unit, day, options));
}

function takeOn(life: Life, unit: Unit, day: Day, options: HomeCareOptions): void {
  const { chart, random } = life;
  const nurse = options.nurse ?? staffOf(unit, ['nurse', 'district-nurse'], random);
  chart.episode(unit, 'home-care', 'Inskriven i hemsjukvård', episodeKindSystem, day, life.person.deceased);
  if (life.person.deceased === undefined)
    life.atLast(() => (life.isAdmitted(life.today) ? undefined : givings(life, unit)));
  const contact = life.meet(day, 'Inskrivning i hemsjukvården', { unit, staff: nurse, kind: 'home', minutes: 60 });
  plan(chart, contact, 'home-care', {
    title: 'Vårdplan hemsjukvård',
    description: 'Trygg i hemmet med fungerande läkemedel och utan trycksår. Uppföljning var tredje månad.',
    problems: [...chart.problems.values()].slice(0, 4),
    ...(life.person.deceased !== undefined && { until: life.person.deceased }),
    activities: [
      { text: 'Läkemedelsdosett varannan vecka' },
      { text: 'Blodtryck, puls och vikt varje månad' },
      { text: 'Fallriskbedömning', done: true },
      { text: 'Hudbedömning vid varje besök' },
      ...(options.wound ? [{ text: 'Omläggning av bensår två gånger i veckan' }] : []),
    ],
  });
  if (random.chance(0.5)) flag(chart, contact, 'risk', 'Fallrisk');
  writeNote(chart, contact, 'home-visit', {
    reason: 'Inskrivning i hemsjukvården.',
    current: 'Klarar inte längre sina läkemedel själv. Bor i lägenhet med hiss. Hemtjänst morgon och kväll.',
    vitals: vitals(life, contact),
    drugs:
      life.treatments.size > 0
        ? `Lista från vårdcentralen genomgången: ${listed(life.drugLines())}.`
        : 'Inga stående läkemedel.',
    assessment: 'Behov av läkemedelsövertag och regelbunden tillsyn.',
    action: 'Läkemedelsövertag. Delegering till hemtjänst för överlämnande av dos.',
    plan: 'Hembesök enligt plan.',
  });
  next(life, unit, day, options);
}

function next(life: Life, unit: Unit, day: Day, options: HomeCareOptions): void {
  life.on(workday(day + (options.every ?? 28) + life.random.int(-3, 3)), (when) => {
    if (!life.isAdmitted(when)) visit(life, unit, when, options);
    next(life, unit, when, options);
  });
}

function vitals(life: Life, contact: Contact): string {
  const v = life.body.vitals();
  const pressure = measureBloodPressure(life.chart, contact, v.systolic, v.diastolic);
  const pulse = measureVital(life.chart, contact, 'pulse', v.pulse);
  const weight = measureVital(life.chart, contact, 'weight', life.body.weight + life.random.normal(0, 0.5));
  return `Blodtryck ${pressure}, puls ${pulse}, vikt ${decimal(weight)} kg.`;
}

function visit(life: Life, unit: Unit, day: Day, options: HomeCareOptions): void {
  const { chart, random } = life;
  const nurse =
    options.nurse && random.chance(0.6) ? options.nurse : staffOf(unit, ['nurse', 'district-nurse'], random);
  const contact = life.meet(day, 'Hembesök', {
    unit,
    staff: nurse,
    kind: 'home',
    moment: at(day, random.int(8 * 60, 15 * 60)),
  });
  const measured = random.chance(0.6) ? vitals(life, contact) : undefined;
  writeNote(chart, contact, 'home-visit', {
    reason: options.wound
      ? 'Såromläggning och tillsyn.'
      : random.pick(['Dosett och tillsyn.', 'Planerat hembesök.', 'Läkemedelsdelning.']),
    current: random.pick([
      'Mår som vanligt. Äter det mesta. Inga fall sedan sist.',
      'Lite tröttare. Sovit oroligt. Ingen andnöd.',
      'Pigg i dag, dottern på besök. Inga besvär av magen.',
      'Säger sig ha ramlat mot soffan i förrgår, inga skador. Hemtjänsten informerad.',
      'Snuvig men feberfri. Dricker bra.',
    ]),
    ...(measured && { vitals: measured }),
    skin: options.wound
      ? random.pick([
          'Sår vänster underben 3 × 2 cm, rena kanter, måttlig vätskning. Ingen rodnad.',
          'Såret minskar, 2,5 × 1,5 cm. Granulerar.',
        ])
      : random.pick(['Hel hud.', 'Torra underben, smörjs.', 'Inga tecken till trycksår.']),
    ...(random.chance(0.4) && {
      pain: random.pick(['Ingen smärta i vila.', 'Ont i ryggen på kvällen, VAS 3.', 'Värk i knäna, oförändrat.']),
    }),
    drugs: random.pick([
      'Dosett delad för två veckor. Inga kvarglömda doser.',
      'Dosett delad. En kvälldos kvar sedan i tisdags.',
      'Dosen överlämnad av hemtjänst enligt delegering.',
    ]),
    assessment: random.pick(['Stabil.', 'Oförändrad.', 'Fungerar väl med nuvarande insatser.']),
    plan: 'Nästa besök enligt plan.',
  });
}
