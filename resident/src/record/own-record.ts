/**
 * My record as one answer, `GET /fhir/Patient/{id}/$chart`, grouped by kind. What the resident may not see (drafts, what is kept
 * back) is not in it: that is decided and filtered on the server.
 */
import type {
  AllergyIntolerance,
  Appointment,
  Bundle,
  CarePlan,
  Condition,
  DiagnosticReport,
  Encounter,
  EpisodeOfCare,
  Flag,
  Immunization,
  MedicationRequest,
  Observation,
  Patient,
  QuestionnaireResponse,
  Reference,
  Resource,
  ServiceRequest,
} from '@medplum/fhirtypes';

export interface OwnRecord {
  patient: Patient | undefined;
  conditions: Condition[];
  allergies: AllergyIntolerance[];
  flags: Flag[];
  drugs: MedicationRequest[];
  observations: Observation[];
  contacts: Encounter[];
  notes: QuestionnaireResponse[];
  plans: CarePlan[];
  vaccinations: Immunization[];
  referrals: ServiceRequest[];
  answers: DiagnosticReport[];
  appointments: Appointment[];
  episodes: EpisodeOfCare[];
  nameOf: (reference: Reference | undefined) => string;
}

export function ownRecordOf(bundle: Bundle): OwnRecord {
  const all = (bundle.entry ?? []).flatMap((entry) => (entry.resource ? [entry.resource] : []));
  const of = <T extends Resource>(type: T['resourceType']) =>
    all.filter((resource): resource is T => resource.resourceType === type);
  const names = new Map<string, string>();
  for (const resource of all) {
    const named = resource as { name?: unknown };
    if (typeof named.name === 'string') names.set(`${resource.resourceType}/${resource.id}`, named.name);
  }
  return {
    patient: of<Patient>('Patient')[0],
    conditions: of<Condition>('Condition'),
    allergies: of<AllergyIntolerance>('AllergyIntolerance'),
    flags: of<Flag>('Flag'),
    drugs: of<MedicationRequest>('MedicationRequest'),
    observations: of<Observation>('Observation'),
    contacts: of<Encounter>('Encounter'),
    notes: of<QuestionnaireResponse>('QuestionnaireResponse'),
    plans: of<CarePlan>('CarePlan'),
    vaccinations: of<Immunization>('Immunization'),
    referrals: of<ServiceRequest>('ServiceRequest'),
    answers: of<DiagnosticReport>('DiagnosticReport'),
    appointments: of<Appointment>('Appointment'),
    episodes: of<EpisodeOfCare>('EpisodeOfCare'),
    nameOf: (reference) => reference?.display ?? names.get(reference?.reference ?? '') ?? '',
  };
}
