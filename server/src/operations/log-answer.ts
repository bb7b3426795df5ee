/** Rows of the access log as a searchset of AuditEvents; whose records they are in is logged in its turn. */
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText } from '../http/form/bundle.ts';
import type { LogPage } from '../store/access-log/read-log.ts';
import { withoutProtectedStaff } from './protected-staff.ts';
import { auditEventOf } from './audit-event.ts';
import type { OperationInput } from './input.ts';
import { pageLinks } from './page-links.ts';

export async function logAnswer(
  asked: Asked,
  path: string,
  input: OperationInput,
  { rows: found, next }: LogPage,
): Promise<Answer> {
  const rows = asked.caller.kind === 'resident' ? await withoutProtectedStaff(asked, found) : found;
  const entries = rows.map((row) => {
    const event = auditEventOf(row);
    return `{"fullUrl":"${asked.base}/AuditEvent/${event.id}","resource":${JSON.stringify(event)},"search":{"mode":"match"}}`;
  });
  const links = pageLinks(asked, path, input.inAddress, next);
  const shown = [...new Set(rows.map(({ patientKey }) => patientKey))].map((patientKey) => ({ patientKey }));
  return { status: 200, text: bundleText({ type: 'searchset', links, entries }), shown };
}
