/**
 * Staff whose personal data are protected, in what a resident is told of the log: at which unit, when, why and under which title
 * somebody read is what the resident needs to judge it; who it was, the log's reviewers see.
 */
import type { Practitioner } from '@medplum/fhirtypes';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../http/asked.ts';
import type { LogRow } from '../store/access-log/log-row.ts';

const register: SystemCaller = { kind: 'system', id: 'protected-staff', name: 'Protected staff' };
const mostAtOnce = 100;

/** By who is protected now, whoever was when the row was written. */
export async function withoutProtectedStaff(asked: Asked, rows: readonly LogRow[]): Promise<LogRow[]> {
  const staff = [...new Set(rows.flatMap(({ callerKind, caller }) => (callerKind === 'staff' ? [caller] : [])))];
  const hidden = new Set<string>();
  for (let at = 0; at < staff.length; at += mostAtOnce)
    for (const id of await protectedAmong(asked, staff.slice(at, at + mostAtOnce))) hidden.add(id);
  return rows.map((row) =>
    row.callerKind === 'staff' && hidden.has(row.caller)
      ? { ...row, caller: '', callerName: 'Medarbetare med skyddade personuppgifter' }
      : row,
  );
}

async function protectedAmong(asked: Asked, hsaIds: readonly string[]): Promise<string[]> {
  const named = hsaIds.map((id) => id.replaceAll(/[\\,$|]/g, String.raw`\$&`)).join(',');
  const query = parseSearch(
    'Practitioner',
    [
      ['identifier', named],
      ['_count', '1000'],
    ],
    { lenient: false },
  );
  const { matches } = await asked.wiring.openRecord(register).search(query);
  return matches
    .map(({ body }) => JSON.parse(body) as Practitioner)
    .filter(isProtectedPerson)
    .flatMap(({ identifier = [] }) => identifier.flatMap(({ value }) => value ?? []));
}
