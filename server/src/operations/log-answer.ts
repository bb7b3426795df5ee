/** Rows of the access log as a searchset of AuditEvents; whose records they are in is logged in its turn. */
import type { Organization, Reference } from '@medplum/fhirtypes';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText } from '../http/form/bundle.ts';
import type { LogRow } from '../store/access-log/log-row.ts';
import type { LogPage } from '../store/access-log/read-log.ts';
import { unitIds } from '../store/access-log/review/circumstances.ts';
import { staffOf, withoutProtectedResidents, withoutProtectedStaff } from './protected-staff.ts';
import { withRelations } from './relation-then.ts';
import { auditEventOf } from './audit-event.ts';
import type { OperationInput } from './input.ts';
import { pageLinks } from './page-links.ts';

export async function logAnswer(
  asked: Asked,
  path: string,
  input: OperationInput,
  { rows: found, next }: LogPage,
): Promise<Answer> {
  const staff = await staffOf(asked, found);
  const related = await withRelations(asked, found, new Map([...staff].map(([hsaId, { key }]) => [hsaId, key])));
  const rows =
    asked.caller.kind === 'resident'
      ? await withoutProtectedResidents(asked, withoutProtectedStaff(staff, related))
      : related;
  const keepers = await keepersOf(asked, rows);
  const entries = rows.map((row) => {
    const event = auditEventOf(row, keepers);
    return `{"fullUrl":"${asked.base}/AuditEvent/${event.id}","resource":${JSON.stringify(event)},"search":{"mode":"match"}}`;
  });
  const links = pageLinks(asked, path, input.inAddress, next);
  const shown = [...new Set(rows.map(({ patientKey }) => patientKey))].map((patientKey) => ({ patientKey }));
  return { status: 200, text: bundleText({ type: 'searchset', links, entries }), shown };
}

/** Those who kept what the rows say was shown, by key. */
async function keepersOf(asked: Asked, rows: readonly LogRow[]): Promise<Map<number, Reference<Organization>>> {
  const keys = new Set(rows.flatMap((row) => row.keepers ?? []));
  if (keys.size === 0) return new Map();
  const ids = await unitIds(asked.wiring.database.lane, [...keys]);
  const named = [...ids].map(async ([key, id]): Promise<[number, Reference<Organization>]> => {
    const stored = await asked.record.read('Organization', id);
    const { name } = stored === undefined || stored.deleted ? {} : (JSON.parse(stored.body) as Organization);
    return [key, { reference: `Organization/${id}`, ...(name !== undefined && { display: name }) }];
  });
  return new Map(await Promise.all(named));
}
