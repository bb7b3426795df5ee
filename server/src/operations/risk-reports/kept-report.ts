/**
 * Where a risk report is kept: the Task that all see, and a Binary that belongs to nobody, which systems alone read, with what it tells. Both are
 * written by the register of reports, and in one unit of work.
 */
import type { Binary, Task } from '@medplum/fhirtypes';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { type RiskContent, riskTask } from '@vardkedjan/care/coordination/risk-report.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';
import type { OpenRecord } from '../../store/record.ts';

const register: SystemCaller = { kind: 'system', id: 'risk-reports', name: 'Risk reports' };

export interface KeptReport {
  task: Task & { id: string };
  version: number;
  content: RiskContent;
  contentId: string;
}

export const reports = (asked: Asked): OpenRecord => asked.wiring.openRecord(register);

export function contentBinary(content: RiskContent): Binary {
  return {
    resourceType: 'Binary',
    contentType: 'application/json',
    data: Buffer.from(JSON.stringify(content)).toString('base64'),
  };
}

const found = new WeakMap<Asked, Promise<KeptReport>>();

/** The one that is asked for; the same through the whole request. */
export function reportAsked(asked: Asked): Promise<KeptReport> {
  const known = found.get(asked) ?? readReport(asked);
  found.set(asked, known);
  return known;
}

async function readReport(asked: Asked): Promise<KeptReport> {
  const record = reports(asked);
  const stored = await record.read('Task', asked.id);
  const task = stored && !stored.deleted ? (JSON.parse(stored.body) as Task & { id: string }) : undefined;
  const isReport = task?.code?.coding?.some(({ system, code }) => system === riskTask.system && code === riskTask.code);
  const contentId = task?.input?.[0]?.valueReference?.reference?.replace(/^Binary\//, '') ?? '';
  const kept = isReport ? await record.read('Binary', contentId) : undefined;
  if (stored === undefined || task === undefined || kept === undefined || kept.deleted)
    throw new Failure('not-found', 'There is no such risk report');
  const { data = '' } = JSON.parse(kept.body) as Binary;
  const content = JSON.parse(Buffer.from(data, 'base64').toString()) as RiskContent;
  return { task, version: stored.version, content, contentId };
}
