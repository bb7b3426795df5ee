/**
 * A pregnancy as maternity care follows it: enrolment, ultrasound, the visits of the basic programme, the delivery and the
 * check afterwards. Told from its due date, so that one may be going on today.
 */
import { at, type Day, dateText, workday } from '../calendar.ts';
import type { Contact } from '../chart/chart.ts';
import { decimal, measureBloodPressure, measureVital } from '../chart/measure.ts';
import { answer, immunise, plan, refer } from '../chart/order.ts';
import { writeNote } from '../chart/write-note.ts';
import { episodeKindSystem } from '../systems.ts';
import { staffOf } from '../units/tree.ts';
import type { Staff, Unit } from '../units/unit.ts';
import type { Life } from './life.ts';

export const PREGNANCY = 280;
const weeks = [10, 18, 25, 28, 31, 34, 36, 38, 40] as const;

export interface PregnancyOptions {
  first?: boolean;
  maternity?: Unit;
  midwife?: Staff;
  delivery?: Unit;
  caesarean?: boolean;
}

/** Throws for a man: the region's own mistake. */
export function pregnancy(life: Life, due: Day, options: PregnancyOptions = {}): void {
  if (life.person.sex !== 'female') throw new RangeError(`${life.person.id} cannot be pregnant`);
  const maternity = options.maternity ?? life.tree.unit(`maternity-${life.person.municipality}`);
  const midwife = options.midwife ?? staffOf(maternity, ['midwife'], life.random);
  const began = due - PREGNANCY;
  const weight = life.body.weight;
  for (const week of weeks) {
    life.on(workday(began + week * 7), (day) => {
      life.body.weight = weight + Math.max(0, week - 10) * 0.43;
      visit(life, { maternity, midwife, week, day, due, began, first: options.first ?? true });
    });
  }
  const born = due + life.random.int(-9, 8);
  life.on(born, (day) => delivery(life, day, due, options));
  life.on(workday(due + 60), (day) => afterCheck(life, maternity, midwife, day, weight));
}

interface Visit {
  maternity: Unit;
  midwife: Staff;
  week: number;
  day: Day;
  due: Day;
  began: Day;
  first: boolean;
}

function visit(life: Life, v: Visit): void {
  const { chart, random } = life;
  const first = v.week === 10;
  const contact = life.meet(v.day, first ? 'Inskrivning mödrahälsovård' : `Kontroll graviditetsvecka ${v.week}`, {
    unit: v.maternity,
    staff: v.midwife,
    minutes: first ? 60 : 30,
  });
  if (first) enrol(life, contact, v);
  const problem = chart.problems.get('normalPregnancy');
  if (problem && !first) chart.link(contact, problem);
  const vitals = life.body.vitals();
  const pressure = measureBloodPressure(chart, contact, vitals.systolic - 4, vitals.diastolic - 4);
  const weight = measureVital(chart, contact, 'weight', life.body.weight + random.normal(0, 0.4));
  life.body.levels.hb -= first ? 4 : 2;
  const labs = [10, 25, 36].includes(v.week)
    ? life.labs(contact, v.week === 10 ? ['hb', 'ferritin', 'tsh', 'glucose'] : ['hb', 'ferritin', 'glucose'])
    : undefined;
  if (v.week === 25) life.body.levels.hb += 4;
  const height = v.week - 2 + random.int(-1, 1);
  const heart = random.int(132, 152);
  if (v.week === 25 && (labs?.values.hb ?? 200) < 112 && problem)
    life.start(contact, 'iron', { amount: 1, times: ['MORN'] }, problem);
  if (v.week === 28 && random.chance(0.8)) immunise(chart, contact, 'pertussisPregnancy', 1);
  writeNote(chart, contact, 'maternity', {
    reason: first ? 'Inskrivning.' : `Rutinkontroll i vecka ${v.week}.`,
    pregnancy: first
      ? `${v.first ? 'Första graviditeten' : 'Andra graviditeten'}. Illamående på morgonen, avtagande. Ingen blödning. Röker inte, dricker inte alkohol. Beräknad förlossning ${dateText(v.due)}.`
      : random.pick([
          'Mår bra. Känner fosterrörelser dagligen.',
          'Lite trött i ryggen. Inga sammandragningar. Fosterrörelser som vanligt.',
          'Sover sämre men mår bra. Inga flytningar, ingen blödning.',
        ]),
    ...(v.week >= 18 && {
      fetus: `Fosterljud ${heart}.${v.week >= 25 ? ` SF-mått ${height} cm, följer kurvan.` : ''}${v.week >= 36 ? ' Huvudbjudning, ruckbart.' : ''}`,
    }),
    vitals: `Blodtryck ${pressure}, vikt ${decimal(weight)} kg. Urinprov utan protein och glukos.`,
    ...(labs && { tests: labs.abnormal.length > 0 ? `${labs.abnormal.join(', ')}.` : 'Blodprov utan anmärkning.' }),
    mind: first
      ? 'Trygg relation. Frågor om våld ställda, nej. AUDIT 2 poäng.'
      : 'Ser fram emot barnet. Inga bekymmer.',
    assessment: 'Normal graviditet.',
    plan: v.week < 40 ? 'Nästa besök enligt basprogrammet.' : 'Tid för överburenhetskontroll vecka 41.',
  });
  if (first) ultrasound(life, contact, v);
}

function enrol(life: Life, contact: Contact, v: Visit): void {
  life.chart.episode(v.maternity, 'pregnancy', 'Graviditet', episodeKindSystem, v.day, v.due + 70);
  const problem = life.chart.diagnose(contact, 'normalPregnancy', { lasting: true });
  plan(life.chart, contact, 'pregnancy', {
    title: 'Graviditetsplan',
    description: 'Basprogram för mödrahälsovård.',
    problems: [problem],
    until: v.due + 60,
    activities: [
      { text: 'Besök hos barnmorska vecka 10–40' },
      { text: 'Ultraljud vecka 18–20' },
      { text: 'Föräldrautbildning' },
      { text: 'Kikhostevaccination efter vecka 16' },
    ],
  });
}

function ultrasound(life: Life, contact: Contact, v: Visit): void {
  const unit = life.hospital('delivery');
  const referral = refer(life.chart, contact, 'imaging', unit, {
    question: 'Rutinultraljud vecka 18–20.',
    history: `Beräknad förlossning ${dateText(v.due)} enligt sista mens.`,
  });
  life.on(workday(v.began + 19 * 7), (day) => {
    answer(life.chart, referral, {
      moment: at(day, 11 * 60),
      staff: staffOf(unit, ['doctor', 'midwife'], life.random),
      title: 'Fosterultraljud, rutin',
      category: 'RAD',
      conclusion: `Ett levande foster. Hjärta fyrrum ses. Inga synliga avvikelser. Placenta i bakväggen, ej föreliggande. Normal fostervattenmängd. Beräknad förlossning ${dateText(v.due)}.`,
    });
  });
}

function delivery(life: Life, day: Day, due: Day, options: PregnancyOptions): void {
  const { chart, random } = life;
  const unit = options.delivery ?? life.hospital('delivery');
  const midwife = staffOf(unit, ['midwife'], random);
  const start = at(day, random.int(0, 20 * 60));
  if (start > chart.now) return;
  const caesarean = options.caesarean ?? random.chance(0.17);
  const stayed = caesarean ? 3 : 2;
  life.admitUntil(day + stayed);
  const contact = chart.contact({
    unit,
    staff: midwife,
    start,
    minutes: stayed * 1440 - 300,
    kind: 'inpatient',
    reason: 'Förlossning.',
  });
  chart.diagnose(contact, caesarean ? 'caesarean' : 'spontaneousDelivery');
  chart.diagnose(contact, 'liveBirth');
  const vitals = life.body.vitals({ pulse: 92 });
  const pressure = measureBloodPressure(chart, contact, vitals.systolic, vitals.diastolic);
  measureVital(chart, contact, 'pulse', vitals.pulse);
  measureVital(chart, contact, 'temperature', vitals.temperature);
  const week = Math.floor((PREGNANCY + day - due) / 7);
  const grams = random.int(300, 410) * 10;
  const sex = random.pick(['flicka', 'pojke']);
  writeNote(chart, contact, 'labour', {
    reason: `Värkar i vecka ${week}.`,
    pregnancy: 'Normal graviditet.',
    labour: caesarean
      ? 'Värksvaghet och stillastående förlopp trots oxytocin. Beslut om kejsarsnitt, utan komplikation.'
      : random.pick([
          'Spontan start. Öppen fyra centimeter vid ankomst. Lustgas och bad. Krystar 25 minuter. Bristning grad 1, sutureras.',
          'Vattenavgång i hemmet, klart fostervatten. Epidural. Framfödande i sidoläge efter 35 minuters krystning. Inga bristningar av betydelse.',
        ]),
    fetus: `Frisk ${sex}, ${grams} g. Apgar 9–10–10. Bra CTG under förloppet.`,
    vitals: `Blodtryck ${pressure}. Blödning ${random.int(25, 55) * 10} mL.`,
    assessment: caesarean ? 'Kejsarsnitt, mor och barn mår bra.' : 'Normal förlossning, mor och barn mår bra.',
    plan: 'Eftervård på avdelningen. Amningsstöd.',
  });
  chart.resolve('normalPregnancy', day);
  life.stop('iron', day, 'Graviditeten avslutad');
  life.body.levels.hb = Math.max(life.body.levels.hb, 118);
}

function afterCheck(life: Life, unit: Unit, midwife: Staff, day: Day, weight: number): void {
  const { chart, random } = life;
  life.body.weight = weight + random.between(1, 5);
  const contact = life.meet(day, 'Efterkontroll', { unit, staff: midwife });
  chart.diagnose(contact, 'postpartum');
  const { pressure } = life.checkVitals(contact, true);
  writeNote(chart, contact, 'maternity', {
    reason: 'Efterkontroll åtta veckor efter förlossning.',
    pregnancy: 'Läkt fint. Ingen avvikande blödning. Ammar helt.',
    vitals: `Blodtryck ${pressure}.`,
    mind: 'Mår bra, får sova mellan amningarna. EPDS 5 poäng.',
    assessment: 'Normal återhämtning. Knipförmåga god.',
    plan: random.pick(['Önskar minipiller, recept utfärdat.', 'Önskar inget preventivmedel nu.', 'Spiral, tid bokas.']),
  });
}
