/** The yearly (or half-yearly) check-up that all of a resident's chronic courses share: samples, then a visit and its note. */
import type { Day } from '../calendar.ts';
import { decimal } from '../chart/measure.ts';
import { listed } from '../chart/prescribe.ts';
import { type NoteText, writeNote } from '../chart/write-note.ts';
import { heedKidneys } from './kidneys.ts';
import type { CheckText, CheckUp, Course, Life } from './life.ts';

/** Joins a course to the check-ups, which begin with the first course. */
export function follow(life: Life, course: Course, from: Day): void {
  const first = life.courses.length === 0;
  life.courses.push(course);
  if (first) schedule(life, from);
}

function schedule(life: Life, from: Day): void {
  const months = Math.min(...life.courses.map((c) => c.interval));
  life.later(from, Math.round(months * 30.4), (day) => checkUp(life, day));
}

function checkUp(life: Life, day: Day): void {
  const { random } = life;
  if (life.courses.length === 0) return;
  if (life.isAdmitted(day)) {
    life.later(day, 45, (next) => checkUp(life, next));
    return;
  }
  if (random.chance(0.05)) {
    // Not everybody comes.
    life.later(day, 60, (next) => checkUp(life, next));
    return;
  }
  const results = life.sampling(day - 7, life.checkUpLabs());
  const names = listed(life.courses.map((c) => c.name));
  const byNurse = life.courses.length < 3 && random.chance(0.35);
  const contact = life.meet(day, `Kontroll av ${names}`, byNurse ? { staff: life.ownNurse() } : {});
  const vitals = life.checkVitals(contact, true);
  const visit: CheckUp = { contact, results, ...vitals };
  const forKidneys = heedKidneys(life, contact);
  const texts: CheckText[] = life.courses.map((course) => {
    life.chart.link(contact, course.problem);
    return course.check(visit);
  });
  if (forKidneys) texts.push({ action: forKidneys });
  const joined = (part: keyof CheckText): string =>
    texts
      .map((t) => t[part])
      .filter((t): t is string => Boolean(t))
      .join(' ');
  const months = Math.min(...life.courses.map((c) => c.interval));
  const next = `Ny kontroll om ${months >= 12 ? 'ett år' : `${months} månader`} med prover före.`;
  const tests = testText(visit);
  if (byNurse) {
    writeNote(life.chart, contact, 'nurse-visit', {
      reason: `Kontroll av ${names}.`,
      current: joined('current'),
      vitals: `Blodtryck ${vitals.pressure} mmHg sittande, puls ${vitals.pulse}. Vikt ${decimal(Math.round(vitals.weight * 10) / 10)} kg.`,
      tests,
      assessment: joined('assessment'),
      action: joined('action') || 'Fortsatt oförändrad behandling.',
      plan: next,
    });
  } else {
    const corrected = random.chance(0.02) ? ` ${random.pick(corrections)}` : '';
    const text: NoteText = {
      reason: `Kontroll av ${names}.`,
      current: joined('current'),
      drugs: life.treatments.size > 0 ? `Genomgången med patienten: ${listed(life.drugLines())}.` : '',
      status: `${random.pick(generalStatus)} Blodtryck ${vitals.pressure} mmHg sittande. Puls ${vitals.pulse}, ${pulseWord(life)}. ${joined('status')}`,
      tests,
      assessment: `${joined('assessment')}${corrected}`,
      action: joined('action') || random.pick(unchanged),
      plan: next,
    };
    writeNote(life.chart, contact, 'gp-visit', text, corrected ? { status: 'amended' } : {});
  }
  schedule(life, day);
}

const generalStatus = [
  'Gott allmäntillstånd.',
  'Opåverkad.',
  'Gott och opåverkat allmäntillstånd.',
  'AT: gott, ej vilodyspné.',
  'Välmående, inga besvär i vila.',
] as const;

const corrections = [
  'Rättelse: vikten i första versionen var felskriven, rätt värde står under mätvärden.',
  'Rättelse: uppgiften om rökning gällde en annan patient och är struken.',
  'Rättelse: kontrolltiden var fel angiven, ny kontroll enligt planeringen.',
] as const;

const unchanged = [
  'Oförändrad behandling. Recepten förnyas.',
  'Fortsätter med samma läkemedel, recept förnyade ett år.',
  'Ingen ändring av behandlingen i dag.',
  'Recepten förnyas oförändrade.',
] as const;

function pulseWord(life: Life): string {
  return life.has('atrialFibrillation') ? 'oregelbunden' : 'regelbunden';
}

function testText(visit: CheckUp): string {
  const { results } = visit;
  if (results.abnormal.length === 0) return 'Prover tagna inför besöket, samtliga utan anmärkning.';
  return `Prover inför besöket: ${results.abnormal.join(', ')}. Övriga värden utan anmärkning.`;
}
