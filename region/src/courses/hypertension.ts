/** High blood pressure: found at a visit, treated in steps until the pressure is where it should be. */
import type { DrugKey } from '../catalogue/drugs.ts';
import { type Day, workday } from '../calendar.ts';
import type { Problem } from '../chart/chart.ts';
import { writeNote } from '../chart/write-note.ts';
import { follow } from './check-up.ts';
import type { CheckText, CheckUp, Life } from './life.ts';

const steps: readonly (readonly DrugKey[])[] = [
  ['enalapril10', 'losartan50', 'candesartan8', 'amlodipine5'],
  ['amlodipine5', 'felodipine', 'losartan50'],
  ['hydrochlorothiazide', 'bendroflumethiazide', 'spironolactone'],
];

export function hypertension(life: Life, onset: Day): void {
  life.on(workday(onset), (day) => found(life, day));
}

function found(life: Life, day: Day): void {
  const { random, body } = life;
  body.resting.systolic = random.normal(162, 7);
  body.resting.diastolic = random.normal(93, 5);
  const contact = life.meet(day, 'Högt blodtryck', { staff: life.ownDoctor() });
  const { pressure } = life.checkVitals(contact, true);
  const results = life.labs(contact, [...life.checkUpLabs(), 'cholesterol', 'ldl', 'hdl', 'albuminRatio']);
  const problem = life.chart.diagnose(contact, 'hypertension', { lasting: true });
  const options = (steps[0] as readonly DrugKey[]).filter((key) => !life.alreadyHas(key) && !life.mustAvoid(key));
  const first = options.length > 0 ? random.pick(options) : undefined;
  const treatment = first && life.start(contact, first, { amount: 1, times: ['MORN'] }, problem);
  writeNote(life.chart, contact, 'gp-visit', {
    reason: random.pick([
      'Högt blodtryck vid upprepade mätningar.',
      'Uppföljning av förhöjt blodtryck.',
      'Kommer på grund av högt blodtryck uppmätt hos distriktssköterskan.',
    ]),
    history: life.history(problem),
    current: random.pick([
      'Har haft förhöjda värden vid tre tillfällen senaste månaderna. Ingen bröstsmärta, ingen andfåddhet och ingen huvudvärk.',
      'Hemblodtryck i snitt över 150 systoliskt under två veckor. Inga symtom. Snusar inte. Rör sig en del till vardags.',
      'Mår bra. Förhöjt blodtryck upptäckt vid hälsokontroll. Mamma hade högt blodtryck. Ingen yrsel, inga synbesvär.',
    ]),
    status: `Gott allmäntillstånd. Blodtryck ${pressure} mmHg sittande efter vila, lika i båda armarna. Hjärta: regelbunden rytm, inga blåsljud. Lungor: utan anmärkning. Inga bensvullnader.`,
    tests:
      results.abnormal.length > 0
        ? `Avvikande: ${results.abnormal.join(', ')}.`
        : 'Prover utan anmärkning. EKG med sinusrytm, inga tecken till vänsterkammarhypertrofi.',
    assessment: 'Essentiell hypertoni. Inga hållpunkter för sekundär orsak.',
    action: `${treatment ? `Sätter in ${treatment.drug.name} ${treatment.drug.strength}, 1 dagligen. ` : ''}Råd om kost, salt, motion${life.person.smoker === 'current' ? ' och rökstopp' : ''}.`,
    plan: 'Blodtryckskontroll hos distriktssköterska om fyra veckor, elektrolyter och kreatinin före.',
  });
  body.resting.systolic -= random.between(10, 18);
  body.resting.diastolic -= random.between(4, 8);
  life.later(day, 28, (next) => firstControl(life, next));
  followUp(life, problem, day);
}

function followUp(life: Life, problem: Problem, day: Day): void {
  const { random, body } = life;
  let step = 1;
  follow(
    life,
    {
      name: 'hypertoni',
      problem,
      interval: 12,
      labs: ['potassium', 'creatinine', 'egfr', 'cholesterol', 'ldl'],
      check: (visit) => {
        const text = check(life, visit, step);
        if (text.stepped) step++;
        body.resting.systolic += random.between(-1, 4);
        return text;
      },
    },
    day,
  );
}

function firstControl(life: Life, day: Day): void {
  const contact = life.meet(day, 'Blodtryckskontroll', { staff: life.ownNurse(), minutes: 20 });
  const { pressure, systolic, pulse } = life.checkVitals(contact);
  const good = systolic < 145;
  writeNote(life.chart, contact, 'nurse-visit', {
    reason: 'Blodtryckskontroll efter insatt behandling.',
    current: life.random.pick([
      'Tar medicinen som ordinerat. Inga biverkningar.',
      'Mår bra, ingen yrsel. Lätt huvudvärk i början som gått över.',
      'Inga besvär av läkemedlet.',
    ]),
    vitals: `Blodtryck ${pressure} mmHg sittande, puls ${pulse}.`,
    assessment: good ? 'Bra effekt av behandlingen.' : 'Förbättrat men ännu inte vid målet.',
    action: good
      ? 'Fortsätter med samma dos.'
      : 'Stämmer av med läkare. Mäter hemma i två veckor och återkommer med listan.',
  });
}

function check(life: Life, visit: CheckUp, step: number): CheckText & { stepped: boolean } {
  const { random, body } = life;
  const problem = life.chart.problems.get('hypertension');
  const target = life.has('diabetes') ? 140 : 145;
  if (visit.systolic >= target && problem && step <= steps.length - 1 && random.chance(0.75)) {
    const options = (steps[step] as readonly DrugKey[]).filter((key) => !life.alreadyHas(key) && !life.mustAvoid(key));
    const key = options.length > 0 ? random.pick(options) : undefined;
    const treatment = key && life.start(visit.contact, key, { amount: 1, times: ['MORN'] }, problem);
    if (treatment) {
      body.resting.systolic -= random.between(9, 15);
      body.resting.diastolic -= random.between(3, 6);
      return {
        current: random.pick(['Hemblodtryck ligger kring 150.', 'Mäter hemma ibland, oftast något för högt.']),
        assessment: 'Blodtrycket når inte målet.',
        action: `Tillägg av ${treatment.drug.name} ${treatment.drug.strength}. Ny blodtryckskontroll om sex veckor.`,
        stepped: true,
      };
    }
  }
  return {
    current: random.pick([
      'Mår bra, inga biverkningar av blodtrycksmedicinen.',
      'Tar sina läkemedel regelbundet. Ingen yrsel.',
      'Inga besvär från hjärtat, ingen huvudvärk.',
    ]),
    assessment:
      visit.systolic < target
        ? random.pick(['Blodtryck inom målet.', 'Välreglerad hypertoni.', 'Blodtrycket är bra inställt.'])
        : 'Blodtryck strax över målet, hemblodtryck bättre.',
    stepped: false,
  };
}
