/**
 * What a role may do at a care unit as rows (0032-role-rights.sql), made from the signed needs-and-risk analysis that says it and written in the
 * same statement.
 */
import { signedAnalysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Columns } from '../../definitions/definition-row.ts';
import type { Part } from '../../search/index/write-index.ts';
import { channels } from '../../told/channels.ts';
import { type Known, keyOf } from './block-rows.ts';
import type { Row } from './row.ts';

export interface RoleRightRow {
  careUnit: number;
  profession: string;
  /** FHIR dateTime. */
  signed: string;
  /** YYYY-MM-DD. */
  reviewBy: string;
  /** Codes, with commas between. */
  rights: string;
}

/** What belongs to a patient gives nobody rights; nor does what cannot be followed. */
export function roleRightRow(resource: Resource, patientKey: number, { targets }: Known): RoleRightRow | undefined {
  const analysis = patientKey === 0 ? signedAnalysisOf(resource) : undefined;
  const careUnit = analysis && keyOf(analysis.unit, targets);
  if (analysis === undefined || careUnit === undefined) return undefined;
  const { role, signed, reviewBy, rights } = analysis;
  return { careUnit, profession: role, signed, reviewBy, rights: rights.join(',') };
}

/** Whether what roles may do changes with it, or may. */
export function changesRights({ type, patientKey, replaces, roleRight }: Row): boolean {
  return type === 'QuestionnaireResponse' && patientKey === 0 && (roleRight !== undefined || replaces !== 0);
}

export function roleRightParts(rows: readonly Row[], { fixed, text }: Columns): Part[] {
  const changed = rows.filter(changesRights);
  const replaced = changed.filter(({ replaces }) => replaces !== 0);
  const given = changed.flatMap(({ roleRight, key }) =>
    roleRight === undefined ? [] : [{ ...roleRight, source: key }],
  );
  const parts: Part[] = [];
  if (replaced.length > 0)
    parts.push({
      name: 'gone_role_right',
      sql: `delete from role_right t using unnest(${fixed(replaced, 'int8', ({ key }) => key)}) as o (source)
        where t.source = o.source returning 1`,
    });
  if (given.length > 0)
    parts.push({
      name: 'new_role_right',
      // Old rows of the same source go first: reading their number makes the deletion come before.
      sql: `insert into role_right (care_unit, profession, source, signed, review_by, rights)
        select n.care_unit, n.profession, n.source, n.signed, n.review_by::date, n.rights from unnest(${[
          fixed(given, 'int8', ({ careUnit }) => careUnit),
          text(given, ({ profession }) => profession),
          fixed(given, 'int8', ({ source }) => source),
          fixed(given, 'timestamptz', ({ signed }) => Date.parse(signed)),
          text(given, ({ reviewBy }) => reviewBy),
          text(given, ({ rights }) => rights),
        ].join(', ')}) as n (care_unit, profession, source, signed, review_by, rights)
        ${replaced.length > 0 ? 'where (select count(*) from gone_role_right) >= 0' : ''}`,
    });
  return parts;
}

/** All processes are told, in the transaction that changes what a role may do. */
export function tellRights(rows: readonly Row[]): { parts: Part[]; check?: Part } {
  if (!rows.some(changesRights)) return { parts: [] };
  const sql = `(select count(pg_notify('${channels.rights}', ''))) > 0`;
  return { parts: [], check: { name: 'told_rights', sql } };
}
