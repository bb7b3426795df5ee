/**
 * Staff whose personal data are protected, in what a resident is told of the log: at which unit, when, why and under which title
 * somebody read is what the resident needs to judge it; who it was, the log's reviewers see.
 */
import type { Patient, Practitioner, Reference } from '@medplum/fhirtypes';
import { protectedResident } from '../store/access-log/unplaced-act.ts';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../http/asked.ts';
import type { LogRow } from '../store/access-log/log-row.ts';

const register: SystemCaller = { kind: 'system', id: 'protected-staff', name: 'Protected staff' };
const mostAtOnce = 100;

const protectedStaffName = 'Medarbetare med skyddade personuppgifter';

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
      ? { ...row, caller: '', callerName: protectedStaffName }
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

/** Somebody of the staff, as a resident is told of them. */
export async function toldToPatient(asked: Asked, staff: Reference<Practitioner>): Promise<Reference<Practitioner>> {
  const id = staff.reference?.replace('Practitioner/', '') ?? '';
  const stored = await asked.wiring.openRecord(register).read('Practitioner', id);
  const isKnown =
    stored !== undefined && !stored.deleted && !isProtectedPerson(JSON.parse(stored.body) as Practitioner);
  return isKnown ? staff : { ...staff, display: protectedStaffName };
}

/** Other residents whose personal data are protected, guardians among them, are not named to who reads the log; that it was a resident is. */
export async function withoutProtectedResidents(asked: Asked, rows: readonly LogRow[]): Promise<LogRow[]> {
  const others = new Set(
    rows.flatMap(({ callerKind, caller }) => (callerKind === 'resident' && caller !== asked.caller.id ? [caller] : [])),
  );
  const hidden = new Set<string>();
  for (const id of others) {
    const stored = await asked.wiring.openRecord(register).read('Patient', id);
    if (stored === undefined || stored.deleted || isProtectedPerson(JSON.parse(stored.body) as Patient)) hidden.add(id);
  }
  return rows.map((row) =>
    row.callerKind === 'resident' && hidden.has(row.caller)
      ? { ...row, caller: '', callerName: protectedResident }
      : row,
  );
}
