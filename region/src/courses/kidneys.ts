/**
 * What failing kidneys ask of everything else, looked at where samples are: drugs that may not be taken below a clearance are
 * stopped and not begun again, and the diagnosis follows the stage. Limits as in the Swedish product information (www.fass.se):
 * metformin is contraindicated below 30 mL/min, empagliflozin is not recommended in dialysis; stage 4 is below 30.
 */
import { type DrugKey, drugs } from '../catalogue/drugs.ts';
import type { Contact } from '../chart/chart.ts';
import { listed } from '../chart/prescribe.ts';
import type { Life } from './life.ts';

const limits = [
  { atc: 'A10BA', below: 30 },
  { atc: 'A10BK', below: 15 },
] as const;

const stage4 = 30;

/** What was done about it, for the note; empty when nothing was. */
export function heedKidneys(life: Life, contact: Contact): string {
  const age = life.age(contact.day);
  if (age < 18) return '';
  const egfr = life.body.sample('egfr', age);
  const stopped: string[] = [];
  for (const { atc, below } of limits) {
    if (egfr >= below) continue;
    life.avoid.add(atc);
    for (const key of [...life.treatments.keys()].filter((each: DrugKey) => drugs[each].atc.startsWith(atc))) {
      life.stop(key, contact.day, `Njurfunktion: eGFR under ${below}`);
      stopped.push(drugs[key].name);
    }
  }
  if (egfr < stage4) worsen(life, contact);
  return stopped.length > 0 ? `${listed(stopped)} sätts ut på grund av njurfunktionen, eGFR ${Math.round(egfr)}.` : '';
}

/** From stage 3 to stage 4: the one diagnosis ends and the other goes on in its place. */
function worsen(life: Life, contact: Contact): void {
  const before = life.chart.problems.get('kidneyFailure3');
  if (!before) return;
  life.chart.resolve('kidneyFailure3', contact.day);
  const problem = life.chart.diagnose(contact, 'kidneyFailure4', { lasting: true });
  for (const course of life.courses) if (course.problem === before) course.problem = problem;
}
