/** Worn hip or knee: painkillers and training, X-ray, referral to orthopaedics, a new joint, and learning to walk again. */
import { at, type Day, workday } from '../calendar.ts';
import type { Contact, Problem } from '../chart/chart.ts';
import { answer, book, operate, plan, refer } from '../chart/order.ts';
import { decimal } from '../chart/measure.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import { image, rehabilitate } from './episodes.ts';
import type { Life } from './life.ts';
import { type Illness, stay } from './stay.ts';

type Joint = 'hip' | 'knee';

const words = {
  hip: {
    diagnosis: 'hipArthrosis',
    name: 'höft',
    procedure: 'hipReplacement',
    walk: 'Haltar, inåtrotation upphävd och smärtsam.',
  },
  knee: {
    diagnosis: 'kneeArthrosis',
    name: 'knä',
    procedure: 'kneeReplacement',
    walk: 'Varusställning, krepitationer, sträckdefekt 10 grader.',
  },
} as const;

export function jointReplacement(life: Life, joint: Joint, onset: Day, side: 'höger' | 'vänster' = 'höger'): void {
  life.on(workday(onset), (day) => worn(life, joint, side, day));
}

function worn(life: Life, joint: Joint, side: string, day: Day): void {
  const { chart, random } = life;
  const w = words[joint];
  if (life.isAdmitted(day) || life.has(w.diagnosis)) return;
  const contact = life.meet(day, `Smärta i ${side} ${w.name}`);
  const problem = chart.diagnose(contact, w.diagnosis, { lasting: true });
  life.start(contact, 'paracetamol665', { amount: 2, timesADay: 3 }, problem);
  writeNote(chart, contact, 'gp-visit', {
    reason: `Smärta i ${side} ${w.name}.`,
    history: life.history(problem),
    current: `Ont i ${side} ${w.name} sedan två år, nu även i vila. Startsvårigheter. Går ${random.pick(['500 meter', 'en kilometer', '300 meter'])} med vila. Inget trauma, ingen feber.`,
    status: `${w.walk} Ingen rodnad, ingen svullnad. Distalstatus utan anmärkning.`,
    assessment: `Klinisk artros i ${side} ${w.name}.`,
    action: 'Paracetamol. Artrosskola hos fysioterapeut. Slätröntgen.',
    plan: 'Återbesök när röntgen är klar.',
  });
  image(
    life,
    contact,
    {
      question: `Slätröntgen ${side} ${w.name} med belastning. Artros?`,
      title: `Röntgen ${side} ${w.name}`,
      answers: [
        `Uttalad artros i ${side} ${w.name} med upphävd ledspringa, skleros och osteofyter. Ingen fraktur. Inga destruktioner.`,
      ],
    },
    problem,
    false,
  );
  rehabilitate(life, contact, problem, `Artros i ${w.name}.`);
  if (random.chance(0.65)) life.later(day, 210, (next) => decide(life, joint, side, next));
}

function decide(life: Life, joint: Joint, side: string, day: Day): void {
  const { chart } = life;
  const w = words[joint];
  const problem = chart.problems.get(w.diagnosis);
  if (!problem || life.isAdmitted(day)) return;
  const contact = life.meet(day, `Återbesök ${w.name}`);
  chart.link(contact, problem);
  const clinic = life.hospital('clinic', 'orthopaedics');
  const referral = refer(chart, contact, 'specialist', clinic, {
    question: `Ställningstagande till protesoperation ${side} ${w.name}.`,
    history: `Artros med vilovärk trots träning och läkemedel i ett halvår. Röntgen visar uttalad artros. ${life.history(problem)} Inga blodförtunnande läkemedel utöver läkemedelslistan.`,
    problem,
  });
  writeNote(chart, contact, 'gp-visit', {
    reason: `Återbesök efter artrosskola, ${side} ${w.name}.`,
    current: 'Trots träning ont varje natt. Klarar inte trappor. Vill bli opererad.',
    status: w.walk,
    tests: 'Röntgen: uttalad artros.',
    assessment: 'Artros med vilovärk, otillräcklig effekt av grundbehandling.',
    action: 'Remiss till ortoped.',
    plan: 'Inväntar svar.',
  });
  const seen = workday(day + life.random.int(50, 100));
  life.on(seen, (when) => {
    const surgeon = staffOf(clinic, ['doctor'], life.random);
    const visit = life.meet(when, `Bedömning inför protes, ${w.name}`, { unit: clinic, staff: surgeon });
    chart.link(visit, problem);
    answer(chart, referral, {
      moment: at(when, 16 * 60),
      staff: surgeon,
      title: 'Remissvar ortopedi',
      category: 'OTH',
      conclusion: `Indikation för total ${joint === 'hip' ? 'höft' : 'knä'}protes. Inga kontraindikationer. Uppsatt på väntelista, beräknad väntetid tre till fyra månader.`,
    });
    writeNote(chart, visit, 'gp-visit', {
      reason: `Bedömning inför protesoperation, ${side} ${w.name}.`,
      current: 'Vilovärk och kort gångsträcka. Motiverad.',
      status: `${w.walk} Hud utan sår. Goda pulsar.`,
      assessment: 'Indikation för protes. Informerad om risker: infektion, propp, luxation.',
      action: 'Uppsatt för operation. Tandstatus kontrolleras.',
    });
    life.later(when, 95, (next) => operation(life, joint, side, next));
  });
  if (seen > life.today) {
    const minutes = 10 * 60 + 30;
    book(chart, {
      unit: clinic,
      staff: staffOf(clinic, ['doctor'], life.random),
      start: at(seen, minutes),
      minutes: 30,
      reason: `Bedömning inför protes, ${w.name}`,
      kind: 'Nybesök',
      basedOn: referral,
    });
  }
}

function operation(life: Life, joint: Joint, side: string, day: Day): void {
  stay(life, replacement(life, joint, side), day, {
    planned: true,
    onWard: (ward, problem) => operated(life, joint, side, ward, problem),
    onDischarge: (ward, problem) => goesHome(life, joint, ward, problem, day),
  });
}

function replacement(life: Life, joint: Joint, side: string): Illness {
  const w = words[joint];
  return {
    diagnosis: w.diagnosis,
    specialty: 'orthopaedics',
    reason: `Planerad operation, ${side} ${w.name}protes.`,
    current: [`Inkommer fastande för operation av ${side} ${w.name}. Inga infektionstecken. Duschad med klorhexidin.`],
    status: ['Gott allmäntillstånd. Hjärta och lungor utan anmärkning. Huden hel.'],
    assessment: `Artros ${side} ${w.name}, inför protesoperation.`,
    plan: 'Operation i dag. Antibiotika- och trombosprofylax enligt rutin. Mobilisering samma dag.',
    vitals: { pulse: 82, systolic: 138, temperature: 37.2 },
    levels: { hb: life.person.sex === 'female' ? 108 : 118, crp: 88 },
    drugs: [
      { key: 'oxycodone5', dose: { amount: 1, asNeeded: { most: 6, why: 'mot smärta' } } },
      { key: 'dalteparin', dose: { amount: 1, timesADay: 1 } },
    ],
    days: [2, 4],
    rounds: [
      'Opererad i går utan komplikationer. Stått vid sängen i går kväll.',
      'Går med kryckor. Såret torrt. Smärtlindrad.',
    ],
    course: `Cementerad totalprotes ${side} ${w.name} utan komplikationer. Mobiliserad operationsdagen. Går säkert med kryckor vid hemgång.`,
  };
}

function operated(life: Life, joint: Joint, side: string, ward: Contact, problem: Problem): void {
  const { chart } = life;
  const w = words[joint];
  const moment = at(ward.day, 10 * 60 + 15);
  if (moment > chart.now) return;
  operate(chart, ward, w.procedure, moment, problem);
  writeNote(
    chart,
    ward,
    'operation-note',
    {
      reason: `Artros ${side} ${w.name}.`,
      course: `Spinalbedövning. ${joint === 'hip' ? 'Bakre snitt. Caput resecerat, cup och stam cementerade. Stabil led, lika benlängd.' : 'Medial parapatellär åtkomst. Komponenter cementerade. Stabil i hela rörelseomfånget.'} Blodförlust ${decimal(life.random.int(15, 45) * 10)} mL. Inga komplikationer.`,
      assessment: 'Komplikationsfri protesoperation.',
      plan: 'Full belastning. Röntgenkontroll i morgon.',
    },
    { moment: moment + 2 * 3_600_000 },
  );
}

function goesHome(life: Life, joint: Joint, ward: Contact, problem: Problem, day: Day): void {
  const { chart } = life;
  const w = words[joint];
  plan(chart, ward, 'rehabilitation', {
    title: `Rehabilitering efter ${w.name}protes`,
    description: 'Gå utan kryckor efter sex veckor, åter till vanliga aktiviteter efter tre månader.',
    problems: [problem],
    until: day + 120,
    activities: [
      { text: 'Träning två gånger om dagen' },
      { text: 'Suturtagning efter två veckor' },
      { text: 'Återbesök hos fysioterapeut' },
    ],
  });
  rehabilitate(life, ward, problem, `Efter ${w.name}protes.`, 4);
  chart.resolve(w.diagnosis, day);
  life.stop('paracetamol665', day + 3, 'Smärtfri efter operation');
  if (joint === 'hip') chart.diagnose(ward, 'hipImplant', { lasting: true });
}
