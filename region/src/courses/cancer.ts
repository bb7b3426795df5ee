/** Cancer of the breast, prostate or colon: found, operated on, treated, and followed at oncology for five years. */
import type { DiagnosisKey } from '../catalogue/diagnoses.ts';
import type { DrugKey } from '../catalogue/drugs.ts';
import type { LabKey } from '../catalogue/laboratory.ts';
import type { ProcedureKey } from '../catalogue/procedures.ts';
import { at, type Day, workday } from '../calendar.ts';
import { answer, operate, refer } from '../chart/order.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import type { Specialty } from '../units/unit.ts';
import type { Life } from './life.ts';
import { type Illness, stay } from './stay.ts';

interface Cancer {
  diagnosis: DiagnosisKey;
  reason: string;
  current: string;
  status: string;
  question: string;
  pathology: string;
  ward: Specialty;
  procedure?: ProcedureKey;
  operation?: string;
  drug?: DrugKey;
  labs: readonly LabKey[];
}

const cancers = {
  breast: {
    diagnosis: 'breastCancer',
    reason: 'Knöl i bröstet.',
    current:
      'Kände en knöl i vänster bröst för två veckor sedan. Ingen smärta. Ingen viktnedgång. Moster hade bröstcancer.',
    status: 'Två cm stor fast resistens övre yttre kvadranten vänster bröst. Inga palpabla körtlar i axillen.',
    question: 'Standardiserat vårdförlopp bröstcancer. Mammografi, ultraljud och mellannålsbiopsi.',
    pathology:
      'Invasiv duktal cancer 17 mm, Nottinghamgrad 2, ER 95 %, PR 60 %, HER2 negativ, Ki-67 14 %. Fria resektionsränder. Sentinel node utan metastas.',
    ward: 'surgery',
    procedure: 'breastResection',
    operation: 'Sektorresektion vänster bröst med sentinel node-biopsi, utan komplikation.',
    drug: 'letrozole',
    labs: ['hb', 'leukocytes', 'platelets', 'alat', 'alp', 'calcium'],
  },
  prostate: {
    diagnosis: 'prostateCancer',
    reason: 'Förhöjt PSA.',
    current: 'PSA 9,8 vid hälsokontroll. Inga vattenkastningsbesvär, ingen skelettsmärta. Inget blod i urinen.',
    status: 'Rektalpalpation: fast knuta i vänster lob. Opåverkad i övrigt.',
    question: 'Standardiserat vårdförlopp prostatacancer. MR prostata och biopsier.',
    pathology: 'Prostatacancer Gleason 3+4 = 7 i fyra av tolv biopsier, högst 40 % utbredning.',
    ward: 'surgery',
    drug: 'bicalutamide',
    labs: ['psa', 'hb', 'creatinine', 'egfr'],
  },
  colon: {
    diagnosis: 'colonCancer',
    reason: 'Blod i avföringen.',
    current: 'Blod i avföringen i två månader och ändrade vanor. Trött. Gått ned tre kilo. Ingen buksmärta.',
    status: 'Buk mjuk utan resistenser. Rektalpalpation utan tumör, blod på handsken.',
    question: 'Standardiserat vårdförlopp tjock- och ändtarmscancer. Koloskopi.',
    pathology: 'Adenocarcinom i sigmoideum, måttligt differentierat, pT3 N0 (0/18). Fria resektionsränder.',
    ward: 'surgery',
    procedure: 'bowelResection',
    operation: 'Laparoskopisk sigmoideumresektion med anastomos, utan komplikation.',
    labs: ['hb', 'ferritin', 'alat', 'alp', 'albumin'],
  },
} as const satisfies Record<string, Cancer>;

export type CancerKey = keyof typeof cancers;

export function cancer(life: Life, key: CancerKey, onset: Day): void {
  life.on(workday(onset), (day) => found(life, cancers[key], day));
}

function found(life: Life, kind: Cancer, day: Day): void {
  const { chart, random } = life;
  const contact = life.meet(day, kind.reason);
  life.labs(contact, new Set<LabKey>(['hb', 'crp', 'creatinine', 'egfr', ...kind.labs]));
  const problem = chart.diagnose(contact, kind.diagnosis, { lasting: true });
  const clinic = life.hospital('clinic', 'surgery');
  const referral = refer(chart, contact, 'specialist', clinic, {
    question: kind.question,
    history: kind.current,
    problem,
    urgent: true,
  });
  writeNote(chart, contact, 'gp-visit', {
    reason: kind.reason,
    current: kind.current,
    status: kind.status,
    assessment: 'Välgrundad misstanke om cancer.',
    action: 'Remiss enligt standardiserat vårdförlopp. Patienten informerad om misstanken.',
  });
  life.later(day, 16, (next) => {
    answer(chart, referral, {
      moment: at(next, 13 * 60),
      staff: staffOf(clinic, ['doctor'], random),
      title: 'PAD, svar från patologen',
      category: 'PAT',
      conclusion: kind.pathology,
    });
    const visit = life.meet(next, 'Besked efter utredning', { unit: clinic, minutes: 45 });
    chart.link(visit, problem);
    writeNote(chart, visit, 'gp-visit', {
      reason: 'Besked.',
      current: 'Kommer med anhörig.',
      tests: kind.pathology,
      assessment: `${problem.diagnosis.title}. Behandling i botande syfte efter multidisciplinär konferens.`,
      action: 'Information given, kontaktsjuksköterska utsedd, min vårdplan lämnad.',
    });
    if (kind.procedure && kind.operation) life.later(next, 24, (when) => surgery(life, kind, when));
    for (let n = 1; n <= 9; n++) life.on(workday(next + 60 + n * 182), (when) => followUp(life, kind, when, n));
  });
}

function surgery(life: Life, kind: Cancer, day: Day): void {
  const illness: Illness = {
    diagnosis: kind.diagnosis,
    specialty: kind.ward,
    reason: 'Planerad canceroperation.',
    current: ['Inkommer fastande. Inga infektionstecken.'],
    status: ['Gott allmäntillstånd. Hjärta och lungor utan anmärkning.'],
    assessment: 'Inför operation.',
    plan: 'Operation i dag enligt plan.',
    vitals: { pulse: 84, temperature: 37.3 },
    levels: { hb: 112, crp: 74 },
    drugs: [
      { key: 'oxycodone5', dose: { amount: 1, asNeeded: { most: 6, why: 'mot smärta' } } },
      { key: 'dalteparin', dose: { amount: 1, timesADay: 1 } },
    ],
    days: kind.procedure === 'breastResection' ? [1, 1] : [4, 7],
    rounds: ['Opererad i går. Smärtlindrad, druckit.', 'Uppegående. Magen i gång.', 'Äter. Såret utan anmärkning.'],
    course: kind.operation ?? '',
  };
  stay(life, illness, day, {
    planned: true,
    onWard: (ward, problem) => {
      const moment = at(day, 11 * 60);
      if (kind.procedure && moment < life.chart.now) operate(life.chart, ward, kind.procedure, moment, problem);
    },
  });
}

function followUp(life: Life, kind: Cancer, day: Day, n: number): void {
  const problem = life.chart.problems.get(kind.diagnosis);
  if (!problem || life.isAdmitted(day)) return;
  const unit = life.hospital('clinic', 'oncology');
  const contact = life.meet(day, 'Kontroll onkologmottagningen', { unit });
  life.chart.link(contact, problem);
  const results = life.labs(contact, kind.labs);
  if (kind.drug && n === 1) life.start(contact, kind.drug, { amount: 1, times: ['MORN'] }, problem);
  writeNote(life.chart, contact, 'gp-visit', {
    reason: `Uppföljning efter cancerbehandling, kontroll ${n}.`,
    current: life.say([
      'Mår bra, arbetar. Ingen smärta, ingen viktnedgång.',
      'Trött men bättre. Inga nya knölar. Lite ledvärk av tabletterna.',
      'Orolig inför kontrollen. Inga nya symtom.',
    ]),
    status: 'Gott allmäntillstånd. Inga palpabla körtlar. Buk och lungor utan anmärkning.',
    tests: results.abnormal.length > 0 ? `${results.abnormal.join(', ')}.` : 'Utan anmärkning.',
    assessment: 'Inga tecken till återfall.',
    plan: n < 9 ? 'Ny kontroll om ett halvår.' : 'Fem år efter behandling. Avslutas till primärvården.',
  });
}
