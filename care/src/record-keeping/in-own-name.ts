/**
 * Who staff may say has made an entry: themselves. PDL (2008:355) 3 kap. 6 §: the record says who made an entry, and when. What says who answers for it
 * (recorder, author) names whoever writes; who has done something may be a colleague, as when one measures and another records, and then the entry says
 * who recorded it: by its own `recorder`, or by a Provenance (http://hl7.org/fhir/R4/provenance.html) in the same unit of work. Who was named before stays.
 * What is held elsewhere is not here: notes, orders, doses, answers, samples (docs/open-questions.md 265).
 */
import type { Provenance, Reference, Resource } from '@medplum/fhirtypes';
import { canonicalJson } from './note-items.ts';

type Elements = Readonly<Partial<Record<Resource['resourceType'], readonly string[]>>>;

const responsible: Elements = {
  AllergyIntolerance: ['recorder'],
  CarePlan: ['author'],
  ClinicalImpression: ['assessor'],
  Communication: ['sender'],
  CommunicationRequest: ['requester', 'sender'],
  Composition: ['author', 'attester.party'],
  Condition: ['recorder'],
  DetectedIssue: ['author', 'mitigation.author'],
  DeviceRequest: ['requester'],
  DocumentReference: ['author', 'authenticator'],
  Flag: ['author'],
  Goal: ['expressedBy'],
  NutritionOrder: ['orderer'],
  Procedure: ['recorder'],
  VisionPrescription: ['prescriber'],
};

const done: Elements = {
  AllergyIntolerance: ['asserter'],
  Condition: ['asserter'],
  Immunization: ['performer.actor'],
  Media: ['operator'],
  MedicationDispense: ['performer.actor'],
  MedicationStatement: ['informationSource'],
  Observation: ['performer'],
  Procedure: ['asserter', 'performer.actor'],
  RiskAssessment: ['performer'],
};

/** Why it may not be written so, as a sentence; undefined: it may. `practitioner`: `Practitioner/x`; `name`: its own, where it has one. */
export function ownNameFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
  together: readonly (Resource | undefined)[],
  name: string | undefined,
): string | undefined {
  if (after === undefined) return undefined;
  const type = after.resourceType;
  const isNewlyNamed = (element: string): boolean => {
    const had = namedIn(before, element).map(canonicalJson);
    return namedIn(after, element).some(
      (one) => isAnother(one, practitioner, after) && !had.includes(canonicalJson(one)),
    );
  };
  const forged = responsible[type]?.find(isNewlyNamed);
  if (forged !== undefined) return `${type}.${forged}: an entry is made in one’s own name.`;
  const remarks = remarksIn(before).map(canonicalJson);
  if (
    remarksIn(after).some(
      (one) => isAnother(one.authorReference, practitioner, after) && !remarks.includes(canonicalJson(one)),
    )
  )
    return 'A remark is made in one’s own name, and those of others stay as they are.';
  const byColleague = done[type]?.find(isNewlyNamed);
  return byColleague === undefined || isRecordedBy(practitioner, after, together, name)
    ? undefined
    : `${type}.${byColleague}: what a colleague has done says who recorded it, in their own name: its recorder, or a Provenance in the same unit of work.`;
}

/** A member of staff who is not the one who writes, or whom it is not known to be: a role is somebody’s too, one named by a number may be anybody. */
export function isAnother(one: Reference | undefined, practitioner: string, within?: Resource): boolean {
  if (one === undefined || one.reference === practitioner) return false;
  if (one.reference?.startsWith('#')) {
    const { contained = [] } = (within ?? {}) as { contained?: Resource[] };
    const inside = contained.find(({ id }) => `#${id}` === one.reference);
    return inside === undefined || isStaff(inside.resourceType);
  }
  if (one.reference === undefined) return one.identifier !== undefined && (one.type === undefined || isStaff(one.type));
  return /(^|\/)Practitioner(Role)?\//.test(one.reference);
}

const isStaff = (type: string): boolean => type === 'Practitioner' || type === 'PractitionerRole';

/** References in an element that may repeat on the way: `performer.actor`. */
function namedIn(resource: Resource | undefined, element: string): Reference[] {
  const [first = '', ...more] = element.split('.');
  let found = [(resource as unknown as Record<string, unknown> | undefined)?.[first]].flat();
  for (const next of more) found = found.flatMap((each) => (each as Record<string, unknown> | undefined)?.[next]);
  return found.filter((each): each is Reference => typeof each === 'object' && each !== null);
}

interface Remark {
  authorReference?: Reference;
}

/** Annotations (http://hl7.org/fhir/R4/datatypes.html#Annotation) that say whose they are, wherever they stand. */
function remarksIn(value: unknown): Remark[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'authorReference' in value ? [value as Remark] : [];
  return [...own, ...Object.values(value).flatMap(remarksIn)];
}

function isRecordedBy(
  practitioner: string,
  after: Resource,
  together: readonly (Resource | undefined)[],
  name: string | undefined,
): boolean {
  const { recorder } = after as { recorder?: Reference };
  if (recorder?.reference === practitioner) return true;
  return together.some(
    (each) =>
      each?.resourceType === 'Provenance' &&
      each.target.some(({ reference }) => reference === name) &&
      (each as Provenance).agent.some(({ who }) => who.reference === practitioner),
  );
}
