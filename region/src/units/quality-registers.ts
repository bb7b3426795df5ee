/** Two quality registers, as invented as the region, and that a resident has been told of them. */
import type { Consent, Organization } from '@medplum/fhirtypes';
import { testDataTag } from '../people/patient.ts';
import * as systems from '../systems.ts';
import * as lists from './value-lists.ts';

const registers = [
  { id: 'register-diabetes', name: 'Diabetesregistret (påhittat)' },
  { id: 'register-hip', name: 'Höftregistret (påhittat)' },
];

export function qualityRegisters(): Organization[] {
  return registers.map(({ id, name }) => ({
    resourceType: 'Organization',
    id,
    meta: { tag: [{ ...testDataTag }] },
    active: true,
    type: [
      {
        coding: [{ system: systems.unitKindSystem, code: 'quality-register', display: lists.qualityRegister }],
        text: lists.qualityRegister,
      },
    ],
    name,
  }));
}

/** The resident has been told of all registers (PDL 7 kap. 3 §), at their health centre. */
export function informedOfRegisters(patient: string, when: string): Consent {
  return {
    resourceType: 'Consent',
    id: `${patient}-registers`,
    meta: { tag: [{ ...testDataTag }] },
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [
      {
        coding: [
          {
            system: 'https://vardkedjan.se/fhir/CodeSystem/consent',
            code: 'quality-register',
            display: 'Kvalitetsregister',
          },
        ],
      },
    ],
    patient: { reference: `Patient/${patient}` },
    dateTime: when,
    policy: [{ uri: 'https://selex.se/eli/sfs/2008/355#kap7.3' }],
    provision: { type: 'permit', period: { start: when } },
  };
}
