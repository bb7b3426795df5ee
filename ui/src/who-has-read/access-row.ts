/**
 * One line of the access log as it comes from `Patient/{id}/$access-log`: an AuditEvent (http://hl7.org/fhir/R4/auditevent.html)
 * taken apart into who, where, when, what, for what purpose, and by which findings it was permitted or refused.
 */
import type { AuditEvent, AuditEventEntityDetail, Extension } from '@medplum/fhirtypes';

export type CallerKind = 'staff' | 'resident' | 'system';

export interface AccessRow {
  id: string;
  /** ISO 8601. */
  at: string;
  permitted: boolean;
  /** open, read, search, write, sign, correct, state-relation, read-log, load. */
  act: string;
  /** The request without values: `GET Patient/$chart`. */
  what: string;
  callerKind: CallerKind;
  name: string;
  /** HSA-id, FHIR id of a resident, or client name. */
  caller: string;
  title: string;
  unit: string;
  provider: string;
  purpose: string;
  /** In the reader's own words, when a relation was stated. */
  reason: string;
  /** JSON of care/access findings. */
  findings: string;
  /** How many entries were shown or written. */
  count: number;
}

const base = 'https://vardkedjan.se/fhir/StructureDefinition/';

export function accessRowOf(event: AuditEvent): AccessRow {
  const agent = event.agent.find((each) => each.requestor) ?? event.agent[0];
  const entity = event.entity?.find((each) => each.query || each.detail) ?? event.entity?.[0];
  const details = detailsOf(event.entity?.flatMap((each) => each.detail ?? []) ?? [], [
    ...(event.extension ?? []),
    ...(agent?.extension ?? []),
    ...(event.entity ?? []).flatMap((each) => each.extension ?? []),
  ]);
  return {
    id: event.id ?? `${event.recorded}${details['request'] ?? ''}`,
    at: event.recorded,
    permitted: event.outcome === undefined || event.outcome === '0',
    act: event.subtype?.[0]?.code ?? details['act'] ?? '',
    what: details['what'] ?? entity?.name ?? entity?.description ?? '',
    callerKind: callerKindOf(details['caller-kind'] ?? details['callerKind'], agent?.type?.coding?.[0]?.code, agent?.who?.reference),
    name: agent?.name ?? agent?.who?.display ?? '',
    caller: agent?.who?.identifier?.value ?? agent?.altId ?? agent?.who?.reference ?? '',
    title: details['assignment-title'] ?? details['assignmentTitle'] ?? agent?.role?.[0]?.text ?? '',
    unit: details['care-unit'] ?? details['careUnit'] ?? details['unit'] ?? agent?.location?.display ?? '',
    provider: details['care-provider'] ?? details['careProvider'] ?? event.source.observer?.display ?? '',
    purpose: agent?.purposeOfUse?.[0]?.coding?.[0]?.code ?? agent?.purposeOfUse?.[0]?.text ?? details['purpose'] ?? '',
    reason: details['reason'] ?? event.purposeOfEvent?.[0]?.text ?? '',
    findings: details['findings'] ?? '[]',
    count: Number(details['resources'] ?? details['count'] ?? 0),
  };
}

function detailsOf(details: readonly AuditEventEntityDetail[], extensions: readonly Extension[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const detail of details) if (detail.type) found[detail.type] = detail.valueString ?? '';
  for (const extension of extensions) {
    const value = extension.valueString ?? extension.valueCode ?? extension.valueReference?.display ?? extension.valueInteger;
    if (value !== undefined && extension.url.startsWith(base)) found[extension.url.slice(base.length)] = String(value);
  }
  return found;
}

function callerKindOf(said: string | undefined, type: string | undefined, reference: string | undefined): CallerKind {
  const kind = said ?? type;
  if (kind === 'staff' || kind === 'resident' || kind === 'system') return kind;
  if (reference?.startsWith('Patient/')) return 'resident';
  return reference?.startsWith('Practitioner') ? 'staff' : 'system';
}
