/**
 * The care unit of an import: what does not say whose it is belongs to it, and it takes the patients on.
 */
import type { CareUnit } from '@vardkedjan/care/access/caller.ts';
import type { EpisodeOfCare, Extension } from '@medplum/fhirtypes';
import { careUnitExtension, namedCareUnit } from '../../store/write/body.ts';
import type { Identified } from '../../store/write/load/load.ts';

const catalogue = new Set([
  'CodeSystem',
  'Endpoint',
  'HealthcareService',
  'InsurancePlan',
  'Location',
  'Medication',
  'Organization',
  'OrganizationAffiliation',
  'Patient',
  'Person',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
  'Schedule',
  'Slot',
  'Substance',
  'ValueSet',
]); // prettier-ignore

export function belongingTo(careUnit: CareUnit, resource: Identified): Identified {
  if (catalogue.has(resource.resourceType) || namedCareUnit(resource) !== undefined) {
    return resource;
  }
  const extension: Extension = { url: careUnitExtension, valueReference: { reference: `Organization/${careUnit.id}` } };
  return { ...resource, meta: { ...resource.meta, extension: [...(resource.meta?.extension ?? []), extension] } };
}

/** The care relation in which the unit's staff open the patient's record: without it nobody could. */
export function listing(careUnit: CareUnit, patientId: string): EpisodeOfCare & { id: string } {
  return {
    resourceType: 'EpisodeOfCare',
    id: `listed-${patientId}`.slice(0, 64),
    status: 'active',
    type: [
      {
        coding: [
          {
            system: 'https://vardkedjan.se/fhir/CodeSystem/episode-kind',
            code: 'listing',
            display: 'Listad på vårdcentral',
          },
        ],
      },
    ],
    patient: { reference: `Patient/${patientId}` },
    managingOrganization: { reference: `Organization/${careUnit.id}` },
  };
}
