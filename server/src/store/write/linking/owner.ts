/**
 * Whose record a resource belongs to. First the element that names the patient (the owning parameters of R4's Patient
 * compartment, https://hl7.org/fhir/R4/compartmentdefinition-patient.html); then the first reference to a Patient wherever it
 * stands; then the patient of the first thing referred to, so that what is said about a patient's resource stays with that
 * patient (Provenance of an Observation, a Group of patients); of a Bundle also the Patient in it who has the id of one here. What refers to nobody belongs to no patient and is open to
 * all staff: therefore a subject that cannot be followed (a bare identifier, another server's patient, a contained one) is refused, and so is what holds a
 * Patient and refers to none here.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { eachReference, localReference, pathOf, peopleIn } from '../../references.ts';
import type { Targets } from './targets.ts';

const owningElements = [
  'subject',
  'patient',
  'beneficiary',
  'for',
  'individual',
  'candidate',
  'deliverTo',
  'securityContext',
] as const;

/** Key of the patient; 0: nobody's. Not for the Patient resource itself, which owns itself. */
export function ownerOf(resource: Resource, targets: Targets): number {
  const named = namedElements(resource);
  for (const element of named) {
    const reference = localReference(element.reference ?? '');
    if (reference?.type === 'Patient') {
      return targets.get(reference)?.patientKey ?? 0;
    }
  }
  let byPatient = 0;
  let byOther = 0;
  eachReference(resource, ({ reference }) => {
    const target = localReference(reference);
    if (target !== undefined && byPatient === 0) {
      const patientKey = targets.get(target)?.patientKey ?? 0;
      byPatient = target.type === 'Patient' ? patientKey : 0;
      byOther ||= patientKey;
    }
  });
  const owner = byPatient || byOther || ofPeopleIn(resource, targets);
  if (owner === 0) {
    const astray = named.find((element) => isAstray(resource, element.reference ?? ''));
    if (astray !== undefined) {
      throw unfollowable(pathOf(resource, astray));
    }
    if (holdsPerson(resource))
      throw unfollowable(
        resource.resourceType,
        'holds a Patient, who must be one of this server by id, or it must refer to one (Patient/…)',
      );
  }
  return owner;
}

/** A document holds the patient whom it is about. */
function ofPeopleIn(resource: Resource, targets: Targets): number {
  for (const id of peopleIn(resource)) {
    const patientKey = targets.get({ type: 'Patient', id })?.patientKey ?? 0;
    if (patientKey !== 0) return patientKey;
  }
  return 0;
}

/** A Bundle or a resource with others contained, with a Patient among them who is none of this server's. */
function holdsPerson(resource: Resource): boolean {
  const { contained = [], entry } = resource as { contained?: Resource[]; entry?: unknown };
  const entries =
    resource.resourceType === 'Bundle' && Array.isArray(entry) ? (entry as { resource?: Resource }[]) : [];
  const inside = [...contained, ...entries.flatMap((each) => each.resource ?? [])];
  return inside.some((each) => each.resourceType === 'Patient' || holdsPerson(each));
}

/** Leads nowhere that is known; a contained Group or Device is known, and so is whom it refers to. */
function isAstray(resource: Resource, reference: string): boolean {
  if (!reference.startsWith('#')) return localReference(reference) === undefined;
  const { contained = [] } = resource as { contained?: Resource[] };
  const target = contained.find(({ id }) => id === reference.slice(1));
  return target === undefined || target.resourceType === 'Patient';
}

function namedElements(resource: Resource): { reference?: string }[] {
  const found: { reference?: string }[] = [];
  for (const name of owningElements) {
    const value = (resource as unknown as Record<string, unknown>)[name];
    for (const element of Array.isArray(value) ? (value as unknown[]) : [value]) {
      // `subject` of definitional resources is a code, not a reference.
      if (typeof element === 'object' && element !== null && ('reference' in element || 'identifier' in element)) {
        found.push(element as { reference?: string });
      }
    }
  }
  return found;
}

function unfollowable(
  path: string,
  must = 'must be a literal reference to a resource of this server (Patient/…)',
): Failure {
  const diagnostics = `${path} ${must}: a record whose patient is not known cannot be guarded.`;
  return new Failure('invalid', diagnostics, {
    status: 422,
    issues: [{ severity: 'error', code: 'business-rule', diagnostics, expression: [path] }],
  });
}
