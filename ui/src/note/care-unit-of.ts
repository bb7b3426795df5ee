/** The care unit that an entry belongs to, as the server stamped it. */
import type { Organization, Reference, Resource } from '@medplum/fhirtypes';

const careUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

export function careUnitOf(resource: Resource): Reference<Organization> | undefined {
  return resource.meta?.extension?.find((extension) => extension.url === careUnitUrl)?.valueReference as
    | Reference<Organization>
    | undefined;
}
