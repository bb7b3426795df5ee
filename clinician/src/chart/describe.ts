/** Any resource of a record in one line: what it is, when it was, who stands behind it, and on which page its whole is shown. */
import type { Resource } from '@medplum/fhirtypes';
import { firstCode, textOfConcept } from './concept.ts';
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

type Facts = Omit<Description, 'id' | 'reference' | 'isOpen' | 'end' | 'who'> & { end?: string | undefined; who?: string | undefined; status?: string | undefined };

export function describe(resource: Resource): Description {
  const facts = factsOf(resource);
  const end = facts.end;
  return {
    id: resource.id ?? '',
    reference: `${resource.resourceType}/${resource.id ?? ''}`,
    kind: facts.kind,
    title: facts.title,
    start: facts.start,
    end,
    isOpen: end === undefined && ongoing.has(facts.status ?? ''),
    who: facts.who ?? '',
  };
}

function factsOf(resource: Resource): Facts {
  switch (resource.resourceType) {
    case 'Encounter':
      return {
        kind: 'contact',
        title: [...new Set([textOfConcept(resource.type?.[0]), resource.reasonCode?.map(textOfConcept).join(', ')])].filter(Boolean).join(': '),
        start: resource.period?.start,
        end: resource.period?.end,
        status: resource.status,
        who: resource.serviceProvider?.display,
      };
    case 'Condition':
      return {
        kind: 'problem',
        title: textOfConcept(resource.code),
        start: resource.onsetDateTime ?? resource.onsetPeriod?.start ?? resource.recordedDate,
        end: resource.abatementDateTime ?? resource.abatementPeriod?.end,
        status: firstCode(resource.clinicalStatus),
        who: resource.recorder?.display,
      };
    case 'MedicationRequest':
      return {
        kind: 'medication',
        title: textOfConcept(resource.medicationCodeableConcept) || (resource.medicationReference?.display ?? ''),
        start: resource.authoredOn,
        end: resource.status === 'active' || resource.status === 'on-hold' ? undefined : (resource.dispenseRequest?.validityPeriod?.end ?? resource.authoredOn),
        status: resource.status,
        who: resource.requester?.display,
      };
    case 'QuestionnaireResponse':
      return { kind: 'note', title: templateNameOf(resource), start: resource.authored, who: resource.author?.display };
    case 'ServiceRequest':
      return {
        kind: 'referral',
        title: [textOfConcept(resource.category?.[0]), textOfConcept(resource.code)].filter(Boolean).join(': '),
        start: resource.authoredOn,
        who: resource.performer?.[0]?.display,
      };
    case 'DiagnosticReport':
      return { kind: 'report', title: textOfConcept(resource.code), start: resource.effectiveDateTime ?? resource.issued, who: resource.performer?.[0]?.display };
    case 'Immunization':
      return { kind: 'vaccination', title: textOfConcept(resource.vaccineCode), start: resource.occurrenceDateTime };
    case 'Procedure':
      return {
        kind: 'procedure',
        title: textOfConcept(resource.code),
        start: resource.performedDateTime ?? resource.performedPeriod?.start,
        end: resource.performedPeriod?.end,
        who: resource.performer?.[0]?.actor?.display,
      };
    case 'CarePlan':
      return { kind: 'plan', title: resource.title ?? textOfConcept(resource.category?.[0]), start: resource.period?.start, end: resource.period?.end, status: resource.status, who: resource.author?.display };
    case 'Observation':
      return {
        kind: hasCategory(resource, 'vital-signs') ? 'vital' : 'result',
        title: textOfConcept(resource.code),
        start: resource.effectiveDateTime ?? resource.effectivePeriod?.start,
        who: resource.performer?.[0]?.display,
      };
    case 'AllergyIntolerance':
      return { kind: 'warning', title: textOfConcept(resource.code), start: resource.recordedDate, who: resource.recorder?.display };
    case 'Flag':
      return { kind: 'warning', title: textOfConcept(resource.code), start: resource.period?.start, end: resource.period?.end, status: resource.status, who: resource.author?.display };
    case 'Appointment':
      return { kind: 'appointment', title: resource.description ?? textOfConcept(resource.appointmentType), start: resource.start, end: resource.end };
    default:
      return { kind: 'other', title: resource.resourceType, start: resource.meta?.lastUpdated };
  }
}

const displayUrl = 'http://hl7.org/fhir/StructureDefinition/display';

/** The template's name as the response carries it beside its canonical reference. */
export function templateNameOf(note: object): string {
  const { _questionnaire: beside } = note as { _questionnaire?: { extension?: { url: string; valueString?: string }[] } };
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
  warning: 'allergies',
  appointment: 'contacts',
};

/** The page that shows a resource whole, and what to tell it. */
export function sourceOf({ kind, id }: Pick<Description, 'kind' | 'id'>): Source {
  return { path: pathOf[kind] ?? 'timeline', params: kind === 'note' ? { note: id } : { focus: id } };
}
