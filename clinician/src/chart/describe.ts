/** Any resource of a record in one line: what it is, when it was, who stands behind it, and on which page its whole is shown. */
import type { Resource } from '@medplum/fhirtypes';
import { firstCode, planKindOf, textOfConcept } from './concept.ts';
import { hasCategory } from './chart.ts';

export type Kind =
  | 'contact'
  | 'problem'
  | 'medication'
  | 'result'
  | 'vital'
  | 'note'
  | 'referral'
  | 'report'
  | 'vaccination'
  | 'procedure'
  | 'plan'
  | 'warning'
  | 'appointment'
  | 'other';

export interface Description {
  id: string;
  /** `Encounter/x` */
  reference: string;
  kind: Kind;
  title: string;
  start: string | undefined;
  end: string | undefined;
  /** Still goes on: it has no end and is not over. */
  isOpen: boolean;
  who: string;
}

const ongoing = new Set(['in-progress', 'active', 'arrived', 'onleave', 'triaged', 'recurrence', 'relapse']);

interface Facts {
  kind: Kind;
  title: string;
  start: string | undefined;
  end?: string | undefined;
  status?: string | undefined;
  who?: string | undefined;
}

type Describer<T extends Resource['resourceType']> = (resource: Extract<Resource, { resourceType: T }>) => Facts;

export function describe(resource: Resource): Description {
  const describer = describers[resource.resourceType] as ((resource: Resource) => Facts) | undefined;
  const facts = describer?.(resource) ?? {
    kind: 'other',
    title: resource.resourceType,
    start: resource.meta?.lastUpdated,
  };
  return {
    id: resource.id ?? '',
    reference: `${resource.resourceType}/${resource.id ?? ''}`,
    kind: facts.kind,
    title: facts.title,
    start: facts.start,
    end: facts.end,
    isOpen: facts.end === undefined && ongoing.has(facts.status ?? ''),
    who: facts.who ?? '',
  };
}

const joined = (...parts: (string | undefined)[]) => [...new Set(parts)].filter(Boolean).join(': ');
const lasting = new Set(['active', 'on-hold']);

const describers: { [T in Resource['resourceType']]?: Describer<T> } = {
  Encounter: ({ type, reasonCode, period, status, serviceProvider }) => ({
    kind: 'contact',
    title: joined(textOfConcept(type?.[0]), reasonCode?.map(textOfConcept).join(', ')),
    start: period?.start,
    end: period?.end,
    status,
    who: serviceProvider?.display,
  }),
  Condition: ({
    code,
    onsetDateTime,
    onsetPeriod,
    recordedDate,
    abatementDateTime,
    abatementPeriod,
    clinicalStatus,
    recorder,
  }) => ({
    kind: 'problem',
    title: textOfConcept(code),
    start: onsetDateTime ?? onsetPeriod?.start ?? recordedDate,
    end: abatementDateTime ?? abatementPeriod?.end,
    status: firstCode(clinicalStatus),
    who: recorder?.display,
  }),
  MedicationRequest: ({
    medicationCodeableConcept,
    medicationReference,
    authoredOn,
    status,
    dispenseRequest,
    requester,
  }) => ({
    kind: 'medication',
    title: textOfConcept(medicationCodeableConcept) || (medicationReference?.display ?? ''),
    start: authoredOn,
    end: lasting.has(status) ? undefined : (dispenseRequest?.validityPeriod?.end ?? authoredOn),
    status,
    who: requester?.display,
  }),
  QuestionnaireResponse: (note) => ({
    kind: 'note',
    title: templateNameOf(note),
    start: note.authored,
    who: note.author?.display,
  }),
  ServiceRequest: ({ category, code, authoredOn, performer }) => ({
    kind: 'referral',
    title: joined(textOfConcept(category?.[0]), textOfConcept(code)),
    start: authoredOn,
    who: performer?.[0]?.display,
  }),
  DiagnosticReport: ({ code, effectiveDateTime, issued, performer }) => ({
    kind: 'report',
    title: textOfConcept(code),
    start: effectiveDateTime ?? issued,
    who: performer?.[0]?.display,
  }),
  Immunization: ({ vaccineCode, occurrenceDateTime }) => ({
    kind: 'vaccination',
    title: textOfConcept(vaccineCode),
    start: occurrenceDateTime,
  }),
  Procedure: ({ code, performedDateTime, performedPeriod, performer }) => ({
    kind: 'procedure',
    title: textOfConcept(code),
    start: performedDateTime ?? performedPeriod?.start,
    end: performedPeriod?.end,
    who: performer?.[0]?.actor?.display,
  }),
  CarePlan: ({ title, category, period, status, author }) => ({
    kind: 'plan',
    title: title ?? planKindOf(category),
    start: period?.start,
    end: period?.end,
    status,
    who: author?.display,
  }),
  Observation: (observation) => ({
    kind: hasCategory(observation, 'vital-signs') ? 'vital' : 'result',
    title: textOfConcept(observation.code),
    start: observation.effectiveDateTime ?? observation.effectivePeriod?.start,
    who: observation.performer?.[0]?.display,
  }),
  AllergyIntolerance: ({ code, recordedDate, recorder }) => ({
    kind: 'warning',
    title: textOfConcept(code),
    start: recordedDate,
    who: recorder?.display,
  }),
  Flag: ({ code, period, status, author }) => ({
    kind: 'warning',
    title: textOfConcept(code),
    start: period?.start,
    end: period?.end,
    status,
    who: author?.display,
  }),
  Appointment: ({ description, appointmentType, start, end }) => ({
    kind: 'appointment',
    title: description ?? textOfConcept(appointmentType),
    start,
    end,
  }),
};

const displayUrl = 'http://hl7.org/fhir/StructureDefinition/display';

/** The template's name as the response carries it beside its canonical reference. */
export function templateNameOf(note: object): string {
  const { _questionnaire: beside } = note as {
    _questionnaire?: { extension?: { url: string; valueString?: string }[] };
  };
  return beside?.extension?.find((extension) => extension.url === displayUrl)?.valueString ?? '';
}

export interface Source {
  path: string;
  params: Record<string, string>;
}

const pathOf: Partial<Record<Kind, string>> = {
  contact: 'contacts',
  problem: 'problems',
  medication: 'medications',
  result: 'results',
  vital: 'results',
  note: 'notes',
  referral: 'referrals',
  report: 'referrals',
  vaccination: 'vaccinations',
  procedure: 'contacts',
  plan: 'plans',
  warning: 'warnings',
  appointment: 'contacts',
};

/** The page that shows a resource whole, and what to tell it. */
export function sourceOf({ kind, id }: Pick<Description, 'kind' | 'id'>): Source {
  return { path: pathOf[kind] ?? 'timeline', params: kind === 'note' ? { note: id } : { focus: id } };
}
