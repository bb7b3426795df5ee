/**
 * What comes from a register, and is nobody's record whoever it names: who works where, units and beds, delegations, catalogues, templates,
 * definitions, and the log. Named in a patient's record it would be that patient's (server/src/store/write/linking/owner.ts), and still be
 * read as a register's by sign-in and by the gates: so what comes from registers is told by its kind.
 */
import type { Resource } from '@medplum/fhirtypes';
import { isDelegation } from '../clinical/giving/delegation.ts';

const ofRegisters: ReadonlySet<string> = new Set<Resource['resourceType']>([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'OrganizationAffiliation',
  'HealthcareService',
  'Location',
  'Endpoint',
  'Schedule',
  'Slot',
  'MedicationKnowledge',
  'AuditEvent',
  'Subscription',
  'ActivityDefinition',
  'CapabilityStatement',
  'ChargeItemDefinition',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'EventDefinition',
  'ExampleScenario',
  'GraphDefinition',
  'ImplementationGuide',
  'Library',
  'Measure',
  'MessageDefinition',
  'NamingSystem',
  'ObservationDefinition',
  'OperationDefinition',
  'PlanDefinition',
  'Questionnaire',
  'SearchParameter',
  'SpecimenDefinition',
  'StructureDefinition',
  'StructureMap',
  'TerminologyCapabilities',
  'TestScript',
  'ValueSet',
]);

export const isOfRegister = (resource: Resource): boolean =>
  ofRegisters.has(resource.resourceType) || isDelegation(resource);
