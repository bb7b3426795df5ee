/**
 * `GET AuditEvent/$access-log`: the log as those ask for it who check it (PDL 2008:355, 4 kap. 3 §): a user's, a patient's, or the one's
 * with the other. A user's log is for log reviewers, who see the own care provider's, and for systems; never for residents, the own record's part of it neither.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { instantBounds } from '@vardkedjan/care/time/instant-bounds.ts';
import { type LogPeriod, readAccessLog } from '../../store/access-log/read-log.ts';
import type { OperationInput } from '../input.ts';
import { logAnswer } from '../log-answer.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { terms } from './terms.ts';

export const auditEventAccessLog: Operation = {
  terms,
  act: 'read-log',
  concerns: ({ caller }, input) => {
    const { patient, agent } = askedFor(input);
    // Who knows an employee's HSA-id would be told where one with protected personal data works.
    const isOfStaff = agent !== undefined && caller.kind === 'resident';
    if (patient !== undefined && !isOfStaff) return [{ act: 'read-log', patient }];
    return [{ act: 'read-log', agent: agent ?? '' }];
  },
  async handle(asked, input) {
    const { patient, agent, period } = askedFor(input);
    const page = { count: input.count(100, 1000), cursor: input.ofPage('_cursor'), period };
    const patientKey = patient === undefined ? undefined : (await patientConcerned(asked, patient)).key;
    const found = await readAccessLog(asked.wiring.database.lane, asked.caller, { patientKey, agent }, page);
    return logAnswer(asked, 'AuditEvent/$access-log', input, found);
  },
};

function askedFor(input: OperationInput): { patient?: string; agent?: string; period: LogPeriod } {
  const patient = input.text('patient')?.replace(/^Patient\//, '');
  const agent = input.text('agent');
  if (patient === undefined && agent === undefined)
    throw new Failure('invalid', '$access-log needs the parameter patient or agent');
  const [start, end] = ['start', 'end'].map((name) => input.text(name));
  const from = start === undefined ? undefined : instantBounds(start)?.low;
  const until = end === undefined ? undefined : instantBounds(end)?.high;
  return {
    ...(patient !== undefined && { patient }),
    ...(agent !== undefined && { agent }),
    period: { ...(from !== undefined && { from }), ...(until !== undefined && { until }) },
  };
}
