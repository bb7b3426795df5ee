/**
 * From where the care relation came by which something was read, at the time of it. The record's filter asks whether there is one, not which: that
 * is asked for when somebody reads the log. What has been taken back since is not found, and the row says that there was one.
 */
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { careRelationOrStated } from '@vardkedjan/care/access/rules/care-relation-or-stated.ts';
import { ownOrChildsRecord } from '@vardkedjan/care/access/rules/own-or-childs-record.ts';
import type { Asked } from '../http/asked.ts';
import type { LogRow } from '../store/access-log/log-row.ts';
import { relationsThen } from '../store/access-log/review/circumstances.ts';

/** `practitioners`: keys of staff by HSA-id. */
export async function withRelations(
  asked: Asked,
  rows: readonly LogRow[],
  practitioners: ReadonlyMap<string, number>,
): Promise<LogRow[]> {
  const findings = rows.map((row) => (isReading(row) ? findingsIn(row.findings) : undefined));
  const lacking = rows.flatMap((row, at) => (lacksRelation(findings[at]) ? [{ row, at }] : []));
  const origins =
    lacking.length === 0
      ? []
      : await relationsThen(
          asked.wiring.database.lane,
          lacking.map(({ row: { patientKey, careUnit, caller, at } }) => ({
            patientKey,
            careUnit,
            practitioner: practitioners.get(caller) ?? -1,
            at,
          })),
        );
  const told = new Map(lacking.map(({ at }, index) => [at, origins[index]]));
  return rows.map((row, at) => {
    const origin = told.get(at);
    return origin === undefined
      ? ownOrChilds(row)
      : { ...row, findings: JSON.stringify(withOrigin(findings[at] ?? [], origin)) };
  });
}

/** Of a resident who reads nobody's but the own record and children's, whose it was. */
function ownOrChilds(row: LogRow): LogRow {
  if (row.callerKind !== 'resident' || !row.permitted) return row;
  const { name: rule, law } = ownOrChildsRecord;
  const findings = findingsIn(row.findings) ?? [];
  if (!findings.some((one) => one.rule === rule && one.facts['record'] === undefined)) return row;
  const others = findings.filter((one) => one.rule !== rule);
  const record = row.caller === row.patient ? 'own' : 'childs';
  return { ...row, findings: JSON.stringify([...others, { rule, law, outcome: 'met', facts: { record } }]) };
}

/** Only these are answered without a decision. */
function isReading({ act, permitted, callerKind, purpose, careUnit, patientKey }: LogRow): boolean {
  const isOfCare = purpose === 'care' || purpose === 'care-administration';
  return (
    (act === 'read' || act === 'search') &&
    permitted &&
    callerKind === 'staff' &&
    isOfCare &&
    careUnit > 0 &&
    patientKey > 0
  );
}

/** Of a changed row nothing is known. */
function findingsIn(json: string): Finding[] | undefined {
  try {
    const found: unknown = JSON.parse(json);
    return Array.isArray(found) ? (found as Finding[]) : undefined;
  } catch {
    return undefined;
  }
}

const isRelation = (finding: Finding): boolean => finding.rule === careRelationOrStated.name;

function lacksRelation(findings: readonly Finding[] | undefined): boolean {
  return findings !== undefined && findings.find(isRelation)?.facts['relation'] === undefined;
}

function withOrigin(findings: readonly Finding[], relation: string): Finding[] {
  const { name: rule, law } = careRelationOrStated;
  const others = findings.filter((finding) => !isRelation(finding));
  return [...others, { rule, law, outcome: 'met', facts: { relation } }];
}
