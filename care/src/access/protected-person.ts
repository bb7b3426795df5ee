/**
 * Protected personal data as HL7 Sweden's base profiles mark them on the Patient
 * (http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel): sekretessmarkering and skyddad folkbokföring.
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

export function isProtectedPerson(resource: Pick<Resource, 'meta'>): boolean {
  return protectionOf(resource) !== undefined;
}
