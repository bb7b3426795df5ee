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

export interface KnownStaff {
  key: number;
  isProtected: boolean;
}

/** Those whose acts the rows are, by HSA-id. */
export async function staffOf(asked: Asked, rows: readonly LogRow[]): Promise<Map<string, KnownStaff>> {
  const staff = [...new Set(rows.flatMap(({ callerKind, caller }) => (callerKind === 'staff' ? [caller] : [])))];
  const known = new Map<string, KnownStaff>();
  for (let at = 0; at < staff.length; at += mostAtOnce)
    for (const [id, one] of await staffNamed(asked, staff.slice(at, at + mostAtOnce))) known.set(id, one);
  return known;
}

/** By who is protected now, whoever was when the row was written. */
export function withoutProtectedStaff(staff: ReadonlyMap<string, KnownStaff>, rows: readonly LogRow[]): LogRow[] {
  return rows.map((row) =>
    row.callerKind === 'staff' && staff.get(row.caller)?.isProtected === true
      ? { ...row, caller: '', callerName: 'Medarbetare med skyddade personuppgifter' }
      : row,
  );
}

async function staffNamed(asked: Asked, hsaIds: readonly string[]): Promise<[string, KnownStaff][]> {
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
  return matches.flatMap(({ key, body }) => {
    const practitioner = JSON.parse(body) as Practitioner;
    const known = { key, isProtected: isProtectedPerson(practitioner) };
    return (practitioner.identifier ?? []).flatMap(({ value }): [string, KnownStaff][] =>
      value ? [[value, known]] : [],
    );
  });
}
