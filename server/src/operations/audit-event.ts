/**
 * A row of the access log as an AuditEvent (http://hl7.org/fhir/R4/auditevent.html), the patient as IHE's BALP has it: an event for each
 * patient of an act (https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery). What R4 has no element for stands in extensions
 * of ours: the assignment's title, the care unit, the findings of the law.
 */
import type { AuditEvent, AuditEventAgent, Extension, Organization, Reference } from '@medplum/fhirtypes';
import type { LogRow } from '../store/access-log/log-row.ts';

const own = 'https://vardkedjan.se/fhir/StructureDefinition';
const hsaSystem = 'urn:oid:1.2.752.29.4.19';

/** http://terminology.hl7.org/CodeSystem/v3-ParticipationType: who is in charge of the information. */
const custodian = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'CST', display: 'custodian' }],
};

/** http://hl7.org/fhir/R4/valueset-audit-event-action.html */
const actions: Record<string, NonNullable<AuditEvent['action']>> = {
  write: 'U',
  sign: 'U',
  correct: 'U',
  'state-relation': 'C',
  block: 'C',
  'lift-block': 'C',
  'register-consent': 'C',
  'withdraw-consent': 'U',
  'open-without-capacity': 'C',
  emergency: 'C',
  'ask-to-lift': 'C',
  'lift-for-another': 'C',
  'ask-unit-to-lift': 'C',
  'lift-for-colleague': 'C',
  load: 'C',
  search: 'E',
};

/** `keepers`: by key, those that rows say kept what was shown. */
export function auditEventOf(row: LogRow, keepers: ReadonlyMap<number, Reference<Organization>>): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    id: `${row.chain}-${row.seq}-${row.patientKey}`,
    type: {
      system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
      code: 'rest',
      display: 'RESTful Operation',
    },
    subtype: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/act', code: row.act }],
    action: actions[row.act] ?? 'R',
    recorded: row.at,
    ...outcomeOf(row),
    ...(row.reason !== '' && { purposeOfEvent: [{ text: row.reason }] }),
    agent: [
      {
        extension: texts({
          'caller-kind': row.callerKind,
          'assignment-title': row.assignmentTitle,
          'care-unit': row.careUnitName,
          'care-provider': row.careProviderName,
        }),
        who: whoOf(row),
        name: row.callerName,
        requestor: true,
        ...(row.purpose !== '' && {
          purposeOfUse: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/purpose', code: row.purpose }] }],
        }),
      },
      ...(row.keepers ?? []).flatMap((key): AuditEventAgent[] => {
        const who = keepers.get(key);
        return who === undefined ? [] : [{ type: custodian, who, requestor: false }];
      }),
    ],
    source: {
      observer: { display: 'Vårdkedjan' },
      type: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/security-source-type',
          code: '4',
          display: 'Application Server',
        },
      ],
    },
    entity: [
      {
        ...(row.patient !== '' && { what: { reference: `Patient/${row.patient}` } }),
        type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1', display: 'Person' },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
        ...(row.what !== '' && { name: row.what }),
        detail: [
          { type: 'resources', valueString: String(row.resources) },
          { type: 'findings', valueString: row.findings },
          ...(row.request === '' ? [] : [{ type: 'request', valueString: row.request }]),
        ],
      },
    ],
  };
}

/** http://hl7.org/fhir/R4/valueset-audit-event-outcome.html */
function outcomeOf({ act, permitted }: LogRow): Pick<AuditEvent, 'outcome' | 'outcomeDesc'> {
  if (act === 'unreadable') return { outcome: '8', outcomeDesc: 'The row of the log was changed and cannot be read' };
  return { outcome: permitted ? '0' : '4' };
}

function whoOf({ callerKind, caller, callerName }: LogRow): NonNullable<AuditEventAgent['who']> {
  switch (callerKind) {
    case 'staff':
      if (caller === '') return { type: 'Practitioner', display: callerName };
      return { type: 'Practitioner', identifier: { system: hsaSystem, value: caller }, display: callerName };
    case 'resident':
      return caller === ''
        ? { type: 'Patient', display: callerName }
        : { reference: `Patient/${caller}`, display: callerName };
    case 'system':
      return { type: 'Device', identifier: { value: caller }, display: callerName };
    default:
      return { identifier: { value: caller } };
  }
}

function texts(values: Record<string, string>): Extension[] {
  return Object.entries(values).flatMap(([name, valueString]) =>
    valueString === '' ? [] : [{ url: `${own}/${name}`, valueString }],
  );
}
