/**
 * Gösta Pettersson, 79: the record that is far too large. Dialysis three times a week for over three years, with samples and
 * a note each time, upon diabetes and a bad heart: more than 3,000 laboratory values and 500 notes.
 */
import { at, type Day, dateText, weekday } from '../../calendar.ts';
import type { LabKey } from '../../catalogue/laboratory.ts';
import { measureBloodPressure, measureVital, decimal } from '../../chart/measure.ts';
import { writeNote } from '../../chart/write-note.ts';
import { chronic } from '../../courses/chronic.ts';
import { chronicIllnesses } from '../../courses/chronic-illnesses.ts';
import { list } from '../../courses/destiny.ts';
import { diabetes } from '../../courses/diabetes.ts';
import { hypertension } from '../../courses/hypertension.ts';
import { illnesses } from '../../courses/illnesses.ts';
import { heedKidneys } from '../../courses/kidneys.ts';
import type { Life } from '../../courses/life.ts';
import { vaccinations } from '../../courses/prevention.ts';
import { stay } from '../../courses/stay.ts';
import { staffOf } from '../../units/tree.ts';

const SESSIONS = 520;
const sessionLabs: readonly LabKey[] = ['hb', 'potassium', 'sodium', 'creatinine', 'calcium', 'albumin'];

export function gosta(life: Life): void {
  list(life);
  vaccinations(life);
  hypertension(life, life.today - 5300);
  diabetes(life, life.today - 5200);
  chronic(life, chronicIllnesses.ischaemicHeart, life.today - 3600);
  chronic(life, chronicIllnesses.atrialFibrillation, life.today - 2600);
  life.on(life.today - 1900, (day) => stay(life, illnesses.stroke, day, { days: 9 }));
  life.on(life.today - 700, (day) => stay(life, illnesses.urosepsis, day, { days: 6 }));
  const days = dialysisDays(life.today);
  life.on((days[0] as Day) - 30, (day) => beginDialysis(life, day));
  for (const [n, day] of days.entries()) life.on(day, (when) => session(life, when, n));
}

/** Mondays, Wednesdays and Fridays up to yesterday. */
function dialysisDays(today: Day): Day[] {
  const days: Day[] = [];
  for (let day = today - 1; days.length < SESSIONS; day--) if ([0, 2, 4].includes(weekday(day))) days.push(day);
  return days.reverse();
}

function beginDialysis(life: Life, day: Day): void {
  const unit = life.hospital('clinic', 'medicine');
  const contact = life.meet(day, 'Start av dialys', { unit, minutes: 60 });
  life.chart.diagnose(contact, 'kidneyFailure5', { lasting: true });
  life.body.levels.creatinine = 620;
  life.body.levels.hb = 108;
  life.body.levels.potassium = 4.9;
  life.body.levels.albumin = 35;
  const drugs = heedKidneys(life, contact);
  writeNote(life.chart, contact, 'gp-visit', {
    reason: 'Beslut om start av hemodialys.',
    current: 'Illamående, klåda och trötthet. eGFR 8. Fistel i vänster underarm sedan fyra månader, mogen.',
    status: 'Lätt svullna underben. Fistel med gott svirr. Lungor utan anmärkning.',
    assessment: 'Kronisk njursvikt stadium 5 med uremiska symtom.',
    action: ['Hemodialys måndag, onsdag och fredag.', drugs].filter(Boolean).join(' '),
    plan: 'Inte aktuell för transplantation på grund av hjärtsjukdom.',
  });
}

function session(life: Life, day: Day, n: number): void {
  if (life.isAdmitted(day)) return;
  const { random, chart } = life;
  const unit = life.hospital('clinic', 'medicine');
  const contact = life.meet(day, `Hemodialys ${n + 1}`, {
    unit,
    staff: staffOf(unit, ['nurse'], random),
    minutes: 270,
    moment: at(day, 7 * 60 + 30),
  });
  const dry = 78.5 - n * 0.004;
  const before = dry + random.between(1.2, 3.2);
  const v = life.body.vitals({ systolic: 152, diastolic: 78 });
  const pressure = measureBloodPressure(chart, contact, v.systolic, v.diastolic);
  measureVital(chart, contact, 'weight', before);
  const labs = life.labs(contact, sessionLabs, { title: 'Prover före dialys' });
  writeNote(chart, contact, 'nurse-visit', {
    reason: `Hemodialys ${dateText(day)}.`,
    current: random.pick([
      'Mår bra. Ingen andnöd.',
      'Trött i dag, sovit dåligt.',
      'Lite illamående på morgonen. Ingen bröstsmärta.',
      'Klåda på ryggen. I övrigt bra.',
      'Kramp i vaden efter förra behandlingen.',
    ]),
    vitals: `Vikt före ${decimal(Math.round(before * 10) / 10)} kg. Blodtryck före ${pressure}.`,
    tests: labs.abnormal.length > 0 ? `${labs.abnormal.slice(0, 4).join(', ')}.` : 'Utan anmärkning.',
    action: `Fyra timmars behandling, drag ${decimal(Math.round((before - dry) * 10) / 10)} L. ${random.pick(['Utan problem.', 'Blodtrycksfall sista timmen, sänkt drag.', 'Fisteln fungerar väl.', 'Nålläge justerat en gång.'])}`,
    plan: 'Nästa behandling enligt schema.',
  });
}
