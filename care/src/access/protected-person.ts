/**
 * Protected personal data as HL7 Sweden's base profiles mark them on the Patient
 * (http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel): sekretessmarkering and skyddad folkbokföring. Staff with protected personal data bear
 * the same marks on their Practitioner and PractitionerRole.
 */
import type { Resource } from '@medplum/fhirtypes';

export const securityLabelSystem = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';

export type Protection = 'sekretessmarkering' | 'skyddadFolkbokforing';

/** The stronger of the marks: behind skyddad folkbokföring there is no real address anywhere. */
export function protectionOf(resource: Pick<Resource, 'meta'>): Protection | undefined {
  const codes = new Set(
    (resource.meta?.security ?? []).filter(({ system }) => system === securityLabelSystem).map(({ code }) => code),
  );
  if (codes.has('skyddadFolkbokforing')) return 'skyddadFolkbokforing';
  return codes.has('sekretessmarkering') ? 'sekretessmarkering' : undefined;
}

/** Types that tell who somebody is, for a mark on them to hide them where who they are is not needed. */
const ofPersons = new Set<Resource['resourceType']>(['Patient', 'Practitioner', 'PractitionerRole']);

export function isOfProtectedPerson(resource: Resource): boolean {
  return ofPersons.has(resource.resourceType) && isProtectedPerson(resource);
}

export function isProtectedPerson(resource: Pick<Resource, 'meta'>): boolean {
  return protectionOf(resource) !== undefined;
}
