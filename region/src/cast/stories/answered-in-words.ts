/**
 * Answers in words that wait for the health centre of the cast: a urine culture with what grew and what it answers to, and a pathologist's. Invented,
 * with no code of any published list: their names are text.
 */
import { createHash } from 'node:crypto';
import { answerToSee, type Deviation } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { answerTextType } from '@vardkedjan/care/coordination/orders/answering/lawful-report.ts';
import type { DiagnosticReport, Observation, Task } from '@medplum/fhirtypes';
import { dateTimeText } from '../../calendar.ts';
import type { Life } from '../../courses/life.ts';
import type { Unit } from '../../units/unit.ts';
import { castUnits } from '../staff.ts';
import { castAt } from './scene.ts';

const hl7 = 'http://terminology.hl7.org/CodeSystem';

interface InWords {
  title: string;
  /** http://terminology.hl7.org/CodeSystem/v2-0074 */
  section: 'MB' | 'PAT';
  text: string;
  hoursAgo: number;
  deviation: Deviation;
  grew?: readonly { name: string; susceptible: readonly (readonly [drug: string, code: 'S' | 'I' | 'R'])[] }[];
}

const given: Readonly<Record<string, InWords>> = {
  'listed-04': {
    title: 'Odling, urin',
    section: 'MB',
    text: 'Växt av Escherichia coli >10⁵ CFU/mL. Ingen växt av andra bakterier.\nIngen ESBL påvisad.',
    hoursAgo: 5,
    deviation: 'abnormal',
    grew: [
      {
        name: 'Escherichia coli, >10⁵ CFU/mL',
        susceptible: [
          ['Cefadroxil', 'S'],
          ['Ciprofloxacin', 'S'],
          ['Nitrofurantoin', 'S'],
          ['Pivmecillinam', 'S'],
          ['Trimetoprim', 'R'],
        ],
      },
    ],
  },
  'listed-06': {
    title: 'PAD, hudbiopsi vänster underarm',
    section: 'PAT',
    text: 'Makroskopi: Hudbit 6 x 5 x 4 mm.\nMikroskopi: Basalcellscancer av nodulär typ, tjocklek 1,2 mm. Ingen perineural växt. Ej radikalt exciderad i djupled, sidokanterna fria.\nDiagnos: Basalcellscancer, nodulär.',
    hoursAgo: 20,
    deviation: 'unmarked',
  },
};

/** Told last, when the rest of the life has been lived. */
export function isAnsweredInWords(life: Life): void {
  const answer = given[life.person.id];
  if (answer === undefined) return;
  const laboratory = life.tree.unit('hospital-boras-laboratory');
  const { unit, staff } = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  const at = dateTimeText(life.chart.now - answer.hoursAgo * 3_600_000);
  const result = (answer.grew ?? []).flatMap((grew) => isolate(life, { laboratory, answer, at }, grew));
  const data = Buffer.from(answer.text, 'utf8');
  const report = life.chart.add<DiagnosticReport>(laboratory, {
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [{ coding: [{ system: `${hl7}/v2-0074`, code: answer.section }] }],
    code: { text: answer.title },
    subject: life.chart.subject,
    effectiveDateTime: at,
    issued: at,
    performer: [laboratory.reference],
    ...(result.length > 0 && { result }),
    conclusion: answer.text,
    presentedForm: [
      {
        contentType: answerTextType,
        data: data.toString('base64'),
        hash: createHash('sha1').update(data).digest('base64'),
      },
    ],
  });
  const { meta: _meta, ...task } = answerToSee({
    report,
    focus: `DiagnosticReport/${report.id}`,
    answer: { owner: staff.reference.reference ?? '', as: 'asker' },
    unit: unit.reference.reference ?? '',
    answeredBy: laboratory.reference.reference ?? '',
    deviation: answer.deviation,
    now: at,
  });
  // The id that the store gives what is to be seen of the answer.
  const id = createHash('sha256')
    .update(report.id ?? '')
    .digest('hex')
    .slice(0, 32);
  life.chart.add<Task>(unit, { ...task, id: `answer-${id}` });
}

interface Of {
  laboratory: Unit;
  answer: InWords;
  at: string;
}

function isolate(life: Life, { laboratory, answer, at }: Of, grew: NonNullable<InWords['grew']>[number]) {
  const measured: Omit<Observation, 'code'> = {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: `${hl7}/observation-category`, code: 'laboratory' }] }],
    subject: life.chart.subject,
    effectiveDateTime: at,
  };
  const found = life.chart.add<Observation>(laboratory, {
    ...measured,
    code: { text: answer.title },
    valueCodeableConcept: { text: grew.name },
  });
  const reference = { reference: `Observation/${found.id}` };
  const tested = grew.susceptible.map(([drug, code]) =>
    life.chart.add<Observation>(laboratory, {
      ...measured,
      code: { text: drug },
      derivedFrom: [reference],
      interpretation: [{ coding: [{ system: `${hl7}/v3-ObservationInterpretation`, code }] }],
    }),
  );
  return [reference, ...tested.map(({ id }) => ({ reference: `Observation/${id}` }))];
}
