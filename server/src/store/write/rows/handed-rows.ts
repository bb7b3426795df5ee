/**
 * What is handed out to units of other care providers as rows (0042-handed-out.sql), made from the order, the answer or the sample and written in the same statement. Within
 * a care provider nothing is handed out: there inner secrecy says who reads.
 */
import { handedOut } from '@vardkedjan/care/coordination/orders/handed-out.ts';
import type { Resource, ServiceRequest } from '@medplum/fhirtypes';
import type { Columns } from '../../definitions/definition-row.ts';
import type { Part } from '../../search/index/write-index.ts';
import { resourceOf } from '../body.ts';
import type { Target } from '../linking/targets.ts';
import { type Known, keyOf } from './block-rows.ts';
import type { Organisation } from './organisations.ts';
import type { Row } from './row.ts';

export interface HandedRow {
  /** Key of what is handed out. */
  entry: number;
  /** Key of the unit that it is handed to. */
  careUnit: number;
  /** The unit says how it is handled. */
  liesThere: boolean;
}

type Keeper = Pick<Organisation, 'key' | 'careProvider'>;

/** `own`: what is written, and the unit that keeps it. Beside it goes only what the same unit keeps. */
export function handedRows(
  resource: Resource,
  own: { key: number; patientKey: number; unit: Keeper | undefined },
  { targets, organisations }: Known,
): HandedRow[] {
  const { key, patientKey, unit } = own;
  if (unit === undefined || patientKey === 0) return [];
  const requestAt = (name: string): ServiceRequest | undefined => {
    const body = targets.getByName(name)?.body;
    return body ? (resourceOf(body) as ServiceRequest) : undefined;
  };
  /** Made by the same unit of work, it may not be known yet whose it is; it is its writer's. */
  const goesToo = (target: Target | undefined): target is Target =>
    target !== undefined && target.patientKey === patientKey && (target.version === 0 || target.careUnit === unit.key);
  const rows = new Map<string, HandedRow>();
  for (const { to, beside, liesThere } of handedOut(resource, requestAt)) {
    const asked = to.startsWith('ServiceRequest/') ? targets.getByName(to) : undefined;
    const careUnit = asked === undefined ? keyOf(to, targets) : asked.patientKey === patientKey ? asked.careUnit : 0;
    const careProvider = organisations.get(careUnit ?? 0)?.careProvider ?? 0;
    if (!careUnit || careProvider === 0 || careProvider === unit.careProvider) continue;
    const entries = beside.flatMap((name) => targets.getByName(name) ?? []).filter(goesToo);
    rows.set(`${key} ${careUnit}`, { entry: key, careUnit, liesThere });
    for (const { key: entry } of entries) rows.set(`${entry} ${careUnit}`, { entry, careUnit, liesThere: false });
  }
  return [...rows.values()];
}

const handers: ReadonlySet<string> = new Set(['Task', 'DiagnosticReport', 'Specimen']);

export function handedParts(rows: readonly Row[], { fixed }: Columns): Part[] {
  const replaced = rows.filter(({ type, replaces }) => replaces !== 0 && handers.has(type));
  const handed = rows.flatMap((row) =>
    row.handedOut.map((one) => ({ ...one, patientKey: row.patientKey, source: row.key })),
  );
  const parts: Part[] = [];
  if (replaced.length > 0)
    parts.push({
      name: 'taken_back',
      sql: `delete from handed_out h using unnest(${fixed(replaced, 'int8', ({ patientKey }) => patientKey)}, ${fixed(replaced, 'int8', ({ key }) => key)})
        as o (patient_key, source) where h.patient_key = o.patient_key and h.source = o.source returning 1`,
    });
  if (handed.length > 0) {
    const columns = [
      fixed(handed, 'int8', ({ patientKey }) => patientKey),
      fixed(handed, 'int8', ({ source }) => source),
      fixed(handed, 'int8', ({ entry }) => entry),
      fixed(handed, 'int8', ({ careUnit }) => careUnit),
      fixed(handed, 'bool', ({ liesThere }) => Number(liesThere)),
    ];
    parts.push({
      name: 'handed_out_rows',
      // Old rows of the same source go first: reading their number makes the deletion come before.
      sql: `insert into handed_out (patient_key, source, entry, care_unit, lies_there)
        select n.* from unnest(${columns.join(', ')}) as n ${replaced.length > 0 ? 'where (select count(*) from taken_back) >= 0' : ''}`,
    });
  }
  return parts;
}
