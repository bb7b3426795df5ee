/** Infections that come and go: urinary tract, airways, ears, stomach. One contact or two, and over. */
import type { DrugKey } from '../catalogue/drugs.ts';
import type { DiagnosisKey } from '../catalogue/diagnoses.ts';
import { type Day, workday } from '../calendar.ts';
import type { Contact } from '../chart/chart.ts';
import { decimal, measureVital } from '../chart/measure.ts';
import { type Dose, doseText, prescribe } from '../chart/prescribe.ts';
import { drugs } from '../catalogue/drugs.ts';
import { writeNote } from '../chart/write-note.ts';
import type { Life } from './life.ts';

interface Infection {
  diagnosis: DiagnosisKey;
  reason: string;
  current: readonly string[];
  status: readonly string[];
  fever: number;
  crp: readonly [number, number];
  drug?: readonly { key: DrugKey; dose: Dose }[];
  assessment: string;
  advice: string;
}

const thrice = (days: number, amount = 1): Dose => ({ amount, timesADay: 3, days });

const kinds = {
  cystitis: {
    diagnosis: 'cystitis',
    reason: 'Sveda vid vattenkastning.',
    current: [
      'Sveda och täta trängningar sedan två dagar. Ingen feber, inga flanksmärtor. Ingen misstanke om graviditet. Ingen urinvägsinfektion senaste halvåret.',
      'Trängningar och ont nedom naveln sedan i går. Ingen feber. Inga flytningar.',
      'Täta trängningar, lite blod i urinen i morse. Inte feber. Inte dunköm över njurarna.',
    ],
    status: ['Opåverkad. Buken mjuk, ingen dunkömhet över njurlogerna.', 'Afebril. Ingen dunkömhet.'],
    fever: 36.9,
    crp: [2, 9],
    drug: [
      { key: 'pivmecillinam', dose: thrice(5) },
      { key: 'nitrofurantoin', dose: thrice(5) },
    ],
    assessment: 'Okomplicerad nedre urinvägsinfektion.',
    advice: 'Rikligt med dryck. Åter vid feber eller om inte bättre på tre dagar.',
  },
  upperRespiratory: {
    diagnosis: 'upperRespiratory',
    reason: 'Förkylning och hosta.',
    current: [
      'Snuva, halsont och hosta i fem dagar. Ingen andnöd. Ingen feber senaste dygnet.',
      'Förkyld sedan en vecka. Hostar på natten. Inte andfådd. Äter och dricker.',
      'Hosta och heshet efter förkylning. Ingen bröstsmärta. Inget blod i upphostningen.',
    ],
    status: [
      'Opåverkad. Svalg lätt rodnat, inga beläggningar. Lungor: vesikulära andningsljud, inga biljud.',
      'Gott allmäntillstånd. Trumhinnor ljusa. Lungor utan anmärkning.',
    ],
    fever: 37.3,
    crp: [3, 18],
    assessment: 'Virusorsakad övre luftvägsinfektion. Inget behov av antibiotika.',
    advice: 'Egenvårdsråd. Åter vid andfåddhet, hög feber eller ny försämring.',
  },
  tonsillitis: {
    diagnosis: 'tonsillitis',
    reason: 'Halsont och feber.',
    current: [
      'Halsont och feber upp till 39 sedan tre dagar. Ingen hosta, ingen snuva. Sväljer med smärta men dricker.',
      'Plötsligt insjuknande med halsont. Ömma körtlar. Ingen hosta. Syskon har haft halsfluss.',
    ],
    status: [
      'Tonsiller svullna, rodnade med beläggningar. Ömmande käkvinkeladeniter. Ingen trismus, ingen uvuladeviation.',
    ],
    fever: 38.6,
    crp: [38, 110],
    drug: [
      { key: 'penicillinV', dose: thrice(10) },
      { key: 'clindamycin', dose: thrice(10) },
    ],
    assessment: 'Faryngotonsillit. Centorkriterier 4 av 4, positivt snabbtest för streptokocker grupp A.',
    advice: 'Smittsam tills två dygn på antibiotika. Åter vid svårighet att gapa eller svälja.',
  },
  pneumonia: {
    diagnosis: 'pneumonia',
    reason: 'Hosta och feber.',
    current: [
      'Hosta, feber och frossa i fyra dagar. Andfådd i trappor. Ingen bröstsmärta vid ansträngning.',
      'Blev förkyld för tio dagar sedan, nu försämrad med feber och gulaktigt slem. Inte förvirrad. Håll i höger sida vid djupandning.',
    ],
    status: [
      'Lätt allmänpåverkad. Krepitationer basalt höger. Inga pip. Hjärta: regelbunden rytm, inga blåsljud.',
      'Något medtagen men talar obehindrat. Rassel basalt vänster lunga.',
    ],
    fever: 38.7,
    crp: [90, 210],
    drug: [
      { key: 'penicillinV', dose: thrice(7) },
      { key: 'doxycycline', dose: { amount: 1, timesADay: 1, days: 7 } },
    ],
    assessment: 'Samhällsförvärvad pneumoni. CRB-65 0 poäng, kan skötas i hemmet.',
    advice: 'Vila och dryck. Åter direkt vid ökad andnöd. Telefonuppföljning om tre dagar.',
  },
  otitis: {
    diagnosis: 'otitis',
    reason: 'Öronvärk.',
    current: [
      'Förkyld några dagar, sedan i natt ont i höger öra. Feber 38,5. Ingen flytning.',
      'Gnällig och drar sig i örat. Har sovit dåligt. Dricker men äter mindre. Ingen flytning ur örat.',
    ],
    status: [
      'Höger trumhinna rodnad och buktande. Vänster utan anmärkning. Ingen svullnad bakom örat.',
      'Vänster trumhinna buktande, grumlig. Svalg lätt rodnat. Lungor utan anmärkning.',
    ],
    fever: 38.4,
    crp: [12, 45],
    drug: [{ key: 'penicillinVChild', dose: { amount: 4, timesADay: 3, days: 5 } }],
    assessment: 'Akut mediaotit, ensidig.',
    advice: 'Smärtlindring och högläge. Öronkontroll om tre månader.',
  },
  gastroenteritis: {
    diagnosis: 'gastroenteritis',
    reason: 'Kräkningar och diarré.',
    current: [
      'Kräkningar i natt, sedan vattentunna diarréer. Inget blod. Kissar. Ingen utlandsresa.',
      'Diarré i tre dagar. Magknip men ingen svår buksmärta. Behåller vätska.',
    ],
    status: ['Opåverkad. Inga tecken till intorkning. Buken mjuk, lätt diffust öm, inget släpp- eller dunkömhet.'],
    fever: 37.6,
    crp: [4, 26],
    assessment: 'Gastroenterit, troligen viral. Inga tecken till uttorkning.',
    advice: 'Vätskeersättning. Handhygien. Hemma tills 48 timmar utan symtom.',
  },
  shingles: {
    diagnosis: 'shingles',
    reason: 'Smärtande utslag.',
    current: ['Bränd känsla på bålens vänstra sida i tre dagar, sedan i går blåsor. Ingen feber.'],
    status: [
      'Gruppställda vesikler i dermatom Th8 vänster. Passerar inte medellinjen. Inga tecken till sekundär infektion.',
    ],
    fever: 37,
    crp: [2, 10],
    drug: [{ key: 'valaciclovir', dose: thrice(7, 2) }],
    assessment: 'Herpes zoster, insjuknande inom 72 timmar.',
    advice: 'Smärtlindring med paracetamol. Åter om smärtan kvarstår efter utläkning.',
  },
} as const satisfies Record<string, Infection>;

export type InfectionKey = keyof typeof kinds;

export function infection(life: Life, key: InfectionKey, when: Day): void {
  life.on(workday(when), (day) => {
    if (!life.isAdmitted(day)) visit(life, kinds[key], day);
  });
}

function visit(life: Life, kind: Infection, day: Day): void {
  const { random, chart } = life;
  const byTelephone = kind.diagnosis === 'upperRespiratory' && random.chance(0.4);
  if (byTelephone) {
    const contact = life.meet(day, kind.reason, { kind: 'telephone', staff: life.ownNurse(), minutes: 10 });
    writeNote(chart, contact, 'telephone', {
      reason: kind.reason,
      current: life.say(kind.current, day),
      assessment: 'Bedöms som förkylning utan tecken till komplikation.',
      action: `Egenvårdsråd givna. ${kind.advice}`,
    });
    return;
  }
  const contact = life.meet(day, kind.reason, { minutes: 20 });
  const temperature = measureVital(chart, contact, 'temperature', random.normal(kind.fever, 0.3));
  const breathless = kind.diagnosis === 'pneumonia';
  if (breathless) {
    measureVital(chart, contact, 'saturation', random.int(93, 96));
    measureVital(chart, contact, 'respiration', random.int(20, 25));
  }
  const crp = Math.round(random.between(...kind.crp));
  const labs = random.chance(0.75) ? crpTest(life, contact, crp) : '';
  const problem = chart.diagnose(contact, kind.diagnosis);
  const choice = kind.drug?.find((d) => !life.mustAvoid(d.key));
  if (choice) prescribe(chart, contact, choice.key, choice.dose, { problem });
  const drug = choice && drugs[choice.key];
  const dose = choice && drug ? `${drug.name} ${drug.strength}, ${doseText(drug, choice.dose)} ` : '';
  writeNote(chart, contact, 'gp-visit', {
    reason: kind.reason,
    ...(life.problemWords().length > 0 && { history: life.history(problem) }),
    current: life.say(kind.current, day),
    status: `${random.pick(kind.status)} Temp ${decimal(temperature)}.`,
    tests: labs,
    assessment: kind.assessment,
    action: `${dose}${kind.advice}`,
  });
}

function crpTest(life: Life, contact: Contact, crp: number): string {
  const before = life.body.levels.crp;
  life.body.levels.crp = crp;
  const results = life.labs(contact, ['crp'], { answerHours: 0.3, title: 'Patientnära analys' });
  life.body.levels.crp = before;
  return `Snabb-CRP ${results.values.crp}.`;
}
