/**
 * `GET Patient/[id]/$access-log`: who has read what and why. The resident's own right (PDL 2008:355, 5 kap. 5 §, 8 kap. 5 §) and the
 * log reviewer's duty (4 kap. 3 §). That somebody has read the log is logged too.
 */
import { readAccessLog } from '../../store/access-log/read-log.ts';
import { logAnswer } from '../log-answer.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { terms } from './terms.ts';

export const patientAccessLog: Operation = {
  terms,
  act: 'read-log',
  concerns: ({ id }) => [{ act: 'read-log', patient: id }],
  async handle(asked, input) {
    const { key } = await patientConcerned(asked);
    const found = await readAccessLog(
      asked.wiring.database.lane,
      asked.caller,
      { patientKey: key },
      {
        count: input.count(100, 1000),
        cursor: input.ofPage('_cursor'),
      },
    );
    const answer = await logAnswer(asked, `Patient/${asked.id}/$access-log`, input, found);
    return { ...answer, shown: [{ patientKey: key }] };
  },
};
