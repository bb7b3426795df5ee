/** Reporting a risk (F20), reading what was reported, and its handling. The rules are care/src/coordination/risk-report.ts and the law's table. */
import type { Parameters, ParametersParameter, Reference } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import {
  afterStep,
  isRiskKind,
  type RiskContent,
  type RiskFault,
  type RiskKind,
  riskReport,
  type RiskScreen,
  type RiskStep,
} from '@vardkedjan/care/coordination/risk-report.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { contentBinary, reportAsked, reports } from './kept-report.ts';
import { handleTerms, readTerms, reportTerms } from './terms.ts';

const taskReportRisk: Operation = {
  terms: reportTerms,
  act: 'report-risk',
  concerns(asked, input) {
    staffOf(asked);
    textOf(input);
    kindOf(input);
    return [{ act: 'report-risk' }];
  },
  async handle(asked, input) {
    const { practitioner, name, assignment } = staffOf(asked);
    const screen = screenOf(input);
    const content: RiskContent = {
      text: textOf(input),
      by: { reference: `Practitioner/${practitioner.id}`, display: name },
      ...(screen && { screen }),
      steps: [],
    };
    const { id, name: display } = assignment.careUnit;
    const at = new Date().toISOString();
    const binary = contentBinary(content);
    const task = riskReport({ reference: `Organization/${id}`, display }, kindOf(input), contentUrl, at);
    for (const resource of [binary, task]) requireValidResource(resource);
    const [, made] = await reports(asked).write([
      { action: 'create', resource: binary, fullUrl: contentUrl },
      { action: 'create', resource: task, linked: true },
    ]);
    if (made === undefined) throw new Error('the report was not written');
    return answerWith(made.stored, 201, { Location: `${asked.base}/Task/${made.stored.id}` });
  },
};

const contentUrl = 'urn:uuid:c3b0c9c6-3f0e-4b62-8f0a-2f7e6a5d1b02';

const taskRiskReport: Operation = {
  terms: readTerms,
  act: 'read-risk-report',
  async concerns(asked) {
    staffOf(asked);
    const { content } = await reportAsked(asked);
    return [{ act: 'read-risk-report', ...(await whose(asked)), about: content.screen?.patient }];
  },
  async handle(asked) {
    const text = JSON.stringify(told((await reportAsked(asked)).content));
    return { status: 200, text, shown: [] };
  },
};

const taskHandleRisk: Operation = {
  terms: handleTerms,
  act: 'handle-risk',
  async concerns(asked, input) {
    staffOf(asked);
    statusOf(input);
    return [{ act: 'handle-risk', ...(await whose(asked)) }];
  },
  async handle(asked, input) {
    const { practitioner, name } = staffOf(asked);
    const { task, version, content, contentId } = await reportAsked(asked);
    const after = afterStep(task, content, {
      status: statusOf(input),
      at: new Date().toISOString(),
      by: { reference: `Practitioner/${practitioner.id}`, display: name },
      words: input.text('words')?.trim() ?? '',
    });
    if (typeof after === 'string') throw new Failure(after === 'no-words' ? 'invalid' : 'conflict', faults[after]);
    const [written] = await reports(asked).write([
      { action: 'update', resource: after.task, id: task.id, ifMatch: version },
      { action: 'update', resource: { ...contentBinary(after.content), id: contentId }, id: contentId },
    ]);
    if (written === undefined) throw new Error('the step was not written');
    return answerWith(written.stored, 200);
  },
};

export const riskReportOperations: readonly Operation[] = [taskReportRisk, taskRiskReport, taskHandleRisk];

const faults: Readonly<Record<RiskFault, string>> = {
  closed: 'The report is closed',
  'taken-already': 'The report has been taken in hand',
  'no-words': 'Closing a report says what was done',
};

function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff report risks and read reports');
  return caller;
}

async function whose(asked: Asked): Promise<{ unit: string; by: string }> {
  const { task, content } = await reportAsked(asked);
  const idOf = ({ reference }: Reference = {}) => reference?.split('/').at(-1) ?? '';
  return { unit: idOf(task.owner), by: idOf(content.by) };
}

function textOf(input: OperationInput): string {
  const text = input.text('text') ?? '';
  if (text.trim() === '') throw new Failure('invalid', 'text says what happened, or could have');
  return text;
}

function kindOf(input: OperationInput): RiskKind {
  const kind = input.text('kind') ?? 'other';
  if (!isRiskKind(kind)) throw new Failure('invalid', 'kind is system, drug, handover, identity, device or other');
  return kind;
}

function statusOf(input: OperationInput): RiskStep['status'] {
  const status = input.text('status');
  if (status !== 'in-progress' && status !== 'completed')
    throw new Failure('invalid', 'status is in-progress or completed');
  return status;
}

/** More of a page than this is cut off: it is to be recognised, not copied. */
const longestScreen = 20_000;

function screenOf(input: OperationInput): RiskScreen | undefined {
  const address = input.text('address');
  if (address === undefined) return undefined;
  const patient = /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(
    input.value<Reference>('patient')?.reference ?? '',
  )?.[1];
  const text = (input.text('screen') ?? '').slice(0, longestScreen);
  return { address, text, ...(patient !== undefined && { patient }) };
}

function told({ text, by, screen, steps }: RiskContent): Parameters {
  const words = (name: string, valueString: string): ParametersParameter => ({ name, valueString });
  return {
    resourceType: 'Parameters',
    parameter: [
      words('text', text),
      { name: 'by', valueReference: by },
      ...(screen === undefined
        ? []
        : [
            words('address', screen.address),
            ...(screen.text === '' ? [] : [words('screen', screen.text)]),
            ...(screen.patient === undefined
              ? []
              : [{ name: 'patient', valueReference: { reference: `Patient/${screen.patient}` } }]),
          ]),
      ...steps.map((step) => ({
        name: 'step',
        part: [
          { name: 'status', valueCode: step.status },
          { name: 'at', valueInstant: step.at },
          { name: 'by', valueReference: step.by },
          ...(step.words === '' ? [] : [words('words', step.words)]),
        ],
      })),
    ],
  };
}
