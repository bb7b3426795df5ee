/**
 * The record as one answer: `GET /fhir/Patient/{id}/$chart`, a Bundle of type collection, grouped by what a page asks for. FHIR resources are the
 * data model; nothing is renamed or flattened here.
 */
import type {
  AllergyIntolerance,
  Appointment,
  Bundle,
  CarePlan,
  CareTeam,
  Condition,
  DiagnosticReport,
  Encounter,
  EpisodeOfCare,
  Flag,
  Immunization,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Patient,
  Procedure,
  QuestionnaireResponse,
  Reference,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { offeredTag, shownTag } from '@vardkedjan/care/access/offered-tags.ts';
import { sharedTag } from '@vardkedjan/care/access/shared-records.ts';
import { blocksTag } from '@vardkedjan/care/access/blocks.ts';
import { linkedTag } from '@vardkedjan/care/people/linked-persons.ts';
import { isOrderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { fullName } from '@vardkedjan/care/people/person-name.ts';

export interface Chart {
  patient: Patient & { id: string };
  conditions: Condition[];
  allergies: AllergyIntolerance[];
  flags: Flag[];
  medicationRequests: MedicationRequest[];
  medicationStatements: MedicationStatement[];
  /** category vital-signs (http://terminology.hl7.org/CodeSystem/observation-category). */
  vitals: Observation[];
  /** category laboratory. */
  labs: Observation[];
  /** category survey: scores, such as NEWS2. */
  scores: Observation[];
  otherObservations: Observation[];
  encounters: Encounter[];
  /** Drafts included; the newest first. */
  notes: QuestionnaireResponse[];
  carePlans: CarePlan[];
  careTeams: CareTeam[];
  immunizations: Immunization[];
  procedures: Procedure[];
  serviceRequests: ServiceRequest[];
  /** Where the requests stand: the Task with the same id. */
  orderTasks: Task[];
  diagnosticReports: DiagnosticReport[];
  appointments: Appointment[];
  episodes: EpisodeOfCare[];
  /** Whether other care units have blocked data. `lifted`: some of it is open to whoever asked. */
  blocks: 'none' | 'in-force' | 'lifted';
  /** Of other care providers' entries: that there are, and that something opens them to me. */
  shared: { elsewhere: boolean; open: boolean };
  /** What whoever asked may be offered to do: acts of the law (care/src/access/offered.ts). */
  offers: ReadonlySet<string>;
  /** What is not shown may be there all the same, and it is not told. */
  isPart: boolean;
  /** A record of the same person, under a reserve number, is not open to me. */
  hasHiddenLinked: boolean;
  /** All that came. */
  resources: readonly Resource[];
  /** When the answer was put together. */
  asOf: string;
  /** What a reference is called: its own display, else the name of what it points at if that came along. */
  nameOf: (reference: Reference | undefined) => string;
  find: <T extends Resource>(reference: string | undefined) => T | undefined;
}

export function chartOf(bundle: Bundle, receivedAt: string): Chart {
  const all = (bundle.entry ?? []).flatMap((entry) => (entry.resource ? [entry.resource] : []));
  const patient = all.find(
    (resource): resource is Patient & { id: string } =>
      resource.resourceType === 'Patient' && resource.id !== undefined,
  );
  if (!patient) throw new Error('A chart without its patient');
  const byReference = new Map(all.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const of = <T extends Resource>(type: T['resourceType']) =>
    all.filter((resource): resource is T => resource.resourceType === type);
  const observations = of<Observation>('Observation');
  const vitals = observations.filter((observation) => hasCategory(observation, 'vital-signs'));
  const labs = observations.filter((observation) => hasCategory(observation, 'laboratory'));
  const scores = observations.filter((observation) => hasCategory(observation, 'survey'));
  const sorted = new Set([...vitals, ...labs, ...scores]);
  const find = <T extends Resource>(reference: string | undefined) =>
    byReference.get(localReference(reference)) as T | undefined;
  return {
    patient,
    conditions: of<Condition>('Condition'),
    allergies: of<AllergyIntolerance>('AllergyIntolerance'),
    flags: of<Flag>('Flag'),
    medicationRequests: of<MedicationRequest>('MedicationRequest'),
    medicationStatements: of<MedicationStatement>('MedicationStatement'),
    vitals,
    labs,
    scores,
    otherObservations: observations.filter((observation) => !sorted.has(observation)),
    encounters: of<Encounter>('Encounter'),
    notes: of<QuestionnaireResponse>('QuestionnaireResponse'),
    carePlans: of<CarePlan>('CarePlan'),
    careTeams: of<CareTeam>('CareTeam'),
    immunizations: of<Immunization>('Immunization'),
    procedures: of<Procedure>('Procedure'),
    serviceRequests: of<ServiceRequest>('ServiceRequest'),
    orderTasks: of<Task>('Task').filter(isOrderTask),
    diagnosticReports: of<DiagnosticReport>('DiagnosticReport'),
    appointments: of<Appointment>('Appointment'),
    episodes: of<EpisodeOfCare>('EpisodeOfCare'),
    blocks: blocksOf(bundle),
    shared: { elsewhere: isTagged(bundle, 'elsewhere'), open: isTagged(bundle, 'open') },
    offers: new Set(tagged(bundle, offeredTag)),
    isPart: tagged(bundle, shownTag).includes('part'),
    hasHiddenLinked: tagged(bundle, linkedTag).includes('hidden'),
    resources: all,
    asOf: bundle.timestamp ?? bundle.meta?.lastUpdated ?? receivedAt,
    nameOf: (reference) => reference?.display ?? nameOfResource(find(reference?.reference)) ?? '',
    find,
  };
}

function blocksOf({ meta }: Bundle): Chart['blocks'] {
  const state = meta?.tag?.find(({ system }) => system === blocksTag)?.code;
  return state === 'lifted' ? 'lifted' : state === undefined ? 'none' : 'in-force';
}

function isTagged({ meta }: Bundle, wanted: 'elsewhere' | 'open'): boolean {
  return meta?.tag?.some(({ system, code }) => system === sharedTag && code === wanted) ?? false;
}

function tagged({ meta }: Bundle, wanted: string): string[] {
  return (meta?.tag ?? []).flatMap(({ system, code }) => (system === wanted && code !== undefined ? [code] : []));
}

const localReference = (reference: string | undefined) => (reference ?? '').split('/_history/')[0] ?? '';

export function hasCategory(resource: { category?: { coding?: { code?: string }[] }[] }, code: string): boolean {
  return (resource.category ?? []).some((category) => (category.coding ?? []).some((coding) => coding.code === code));
}

function nameOfResource(resource: Resource | undefined): string | undefined {
  switch (resource?.resourceType) {
    case 'Practitioner':
      return fullName(resource.name);
    case 'Organization':
    case 'Location':
      return resource.name;
    default:
      return undefined;
  }
}
