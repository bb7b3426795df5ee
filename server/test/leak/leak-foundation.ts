/** Who keeps and who works where in the leak test’s world: two care providers with their units, their staff and what each role may do. */
import type { Organization, Resource } from '@medplum/fhirtypes';
import { registerType } from '@vardkedjan/care/access/quality-registers.ts';
import { analysis } from './analysis-of-role.ts';

/** Written in this order: a resource that comes again is its next version, one with `gone` is deleted. */
export interface Step {
  resource: Resource;
  gone?: boolean;
}

const ours = 'https://vardkedjan.se/fhir';
export const units = ['ward', 'clinic', 'home', 'school'] as const;
export type Unit = (typeof units)[number];

/** Who works where, and for what: their PractitionerRole has the same id. */
export const staff: Record<string, { unit: Unit; purpose: string; profession?: string }> = {
  'nurse-of-the-ward': { unit: 'ward', purpose: 'care' },
  'secretary-of-the-clinic': { unit: 'clinic', purpose: 'care-administration' },
  'nurse-of-the-school': { unit: 'school', purpose: 'care' },
  'nurse-of-the-town': { unit: 'home', purpose: 'care' },
  'reviewer-of-quality': { unit: 'ward', purpose: 'quality' },
  'assistant-of-the-ward': { unit: 'ward', purpose: 'care', profession: 'assistant-nurse' },
};

export function foundation(): Step[] {
  const organisation = (id: string, partOf?: string): Organization => ({
    resourceType: 'Organization',
    id,
    name: `Enheten ${id}`,
    identifier: [{ system: 'urn:oid:1.2.752.29.4.19', value: `SE-${id}` }],
    ...(partOf === undefined
      ? { type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }] }
      : { partOf: { reference: `Organization/${partOf}` } }),
  });
  const people = Object.entries(staff).flatMap(([id, { unit, purpose, profession = 'nurse' }]): Resource[] => [
    {
      resourceType: 'Practitioner',
      id,
      active: true,
      name: [{ family: id.split('-').at(-1) ?? id, given: ['Eva'] }],
      identifier: [{ system: 'urn:oid:1.2.752.29.4.19', value: id }],
    },
    {
      resourceType: 'PractitionerRole',
      id,
      active: true,
      practitioner: { reference: `Practitioner/${id}` },
      organization: { reference: `Organization/${unit}` },
      code: [
        { coding: [{ system: `${ours}/CodeSystem/profession`, code: profession }] },
        { coding: [{ system: `${ours}/CodeSystem/purpose`, code: purpose }] },
      ],
    },
    analysis(id, unit, profession),
  ]);
  return [
    organisation('region'),
    organisation('ward', 'region'),
    organisation('clinic', 'region'),
    organisation('town'),
    organisation('home', 'town'),
    {
      ...organisation('school', 'region'),
      type: [{ coding: [{ system: `${ours}/CodeSystem/unit-kind`, code: 'school-health' }] }],
    },
    {
      resourceType: 'Organization' as const,
      id: 'register-diabetes',
      name: 'Registret',
      type: [{ coding: [registerType] }],
    },
    ...people,
  ].map((resource) => ({ resource }));
}
