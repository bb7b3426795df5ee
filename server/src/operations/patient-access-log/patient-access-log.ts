/**
 * `GET Patient/[id]/$access-log`: who has read what and why. The resident's own right (PDL 2008:355, 5 kap. 5 §, 8 kap. 5 §) and the
 * log reviewer's duty (4 kap. 3 §). That somebody has read the log is logged too.
 */
import { bundleText } from '../../http/form/bundle.ts';
import { readAccessLog } from '../../store/access-log/read-log.ts';
import type { Operation } from '../operation.ts';
import { pageLinks } from '../page-links.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { auditEventOf } from './audit-event.ts';
import { terms } from './terms.ts';

export const patientAccessLog: Operation = {
  terms,
  act: 'read-log',
  concerns: ({ id }) => [{ act: 'read-log', patient: id }],
  async handle(asked, input) {
    const { key } = await patientConcerned(asked);
    const { rows, next } = await readAccessLog(asked.wiring.database.lane, asked.caller, key, {
      count: input.count(100, 1000),
      cursor: input.ofPage('_cursor'),
    });
    const entries = rows.map((row) => {
      const event = auditEventOf(row);
      return `{"fullUrl":"${asked.base}/AuditEvent/${event.id}","resource":${JSON.stringify(event)},"search":{"mode":"match"}}`;
    });
    const links = pageLinks(asked, `Patient/${asked.id}/$access-log`, input.inAddress, next);
    return { status: 200, text: bundleText({ type: 'searchset', links, entries }), shown: [{ patientKey: key }] };
  },
};
