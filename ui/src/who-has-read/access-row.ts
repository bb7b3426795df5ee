/**
 * One line of the access log as it comes from `Patient/{id}/$access-log`: an AuditEvent (http://hl7.org/fhir/R4/auditevent.html)
 * taken apart into who, where, when, what, for what purpose, and by which findings it was permitted or refused.
 */
import type { AuditEvent } from '@medplum/fhirtypes';

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
  /** Where not all that was shown was kept by that provider: who kept it. */
  keepers: readonly string[];
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
  const entity = event.entity?.[0];
  const said = (name: string) => agent?.extension?.find(({ url }) => url === base + name)?.valueString ?? '';
  const detail = (type: string) => entity?.detail?.find((each) => each.type === type)?.valueString;
  return {
    id: event.id ?? event.recorded,
    at: event.recorded,
    permitted: event.outcome !== '4',
    act: event.subtype?.[0]?.code ?? '',
    what: entity?.name ?? '',
    callerKind: callerKindOf(said('caller-kind')),
    name: agent?.name ?? agent?.who?.display ?? '',
    caller: agent?.who?.identifier?.value ?? agent?.who?.reference ?? '',
    title: said('assignment-title'),
    unit: said('care-unit'),
    provider: said('care-provider'),
    keepers: event.agent.flatMap(({ type, who }) => (type?.coding?.[0]?.code === 'CST' ? (who?.display ?? []) : [])),
    purpose: agent?.purposeOfUse?.[0]?.coding?.[0]?.code ?? '',
    reason: event.purposeOfEvent?.[0]?.text ?? '',
    findings: detail('findings') ?? '[]',
    count: Number(detail('resources') ?? 0),
  };
}

function callerKindOf(said: string): CallerKind {
  return said === 'staff' || said === 'resident' ? said : 'system';
}
