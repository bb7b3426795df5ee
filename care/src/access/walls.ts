/**
 * What no other unit sees, whatever its relation to the patient: what school health (elevhälsan) keeps, and insurance-medicine
 * investigations (2018:744). A unit says by its type (Organization.type) that everything it keeps is so; an entry by a label in
 * meta.security, for investigations at a unit that also gives care. The codes are ours (docs/open-questions.md).
 */
import type { Organization, Resource } from '@medplum/fhirtypes';

const unitKind = 'https://vardkedjan.se/fhir/CodeSystem/unit-kind';
const walledKinds = new Set<string | undefined>(['school-health', 'insurance-medicine']);

export const wallLabel = {
  system: 'https://vardkedjan.se/fhir/CodeSystem/wall',
  code: 'insurance-medicine',
  display: 'Försäkringsmedicinsk utredning',
};

export function isWalledUnit({ type = [] }: Organization): boolean {
  return type.some(({ coding }) => coding?.some(({ system, code }) => system === unitKind && walledKinds.has(code)));
}

/** The system alone puts up the wall, whatever its code says: a slip in a label must not take it down. */
export function isWalledEntry(resource: Pick<Resource, 'meta'>): boolean {
  return resource.meta?.security?.some(({ system }) => system === wallLabel.system) ?? false;
}
