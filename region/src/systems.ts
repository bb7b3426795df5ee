/**
 * The identifier and code systems of the region's resources. Public ones are marked with where they are published; those
 * under https://vardkedjan.se/ are our own, defined in value-lists.ts and part of the foundation.
 */

/** HL7 Sweden's base profiles (hl7se.fhir.base 1.1.0). */
export const personalNumberSystem = 'http://electronichealth.se/identifier/personnummer';
export const hsaSystem = 'urn:oid:1.2.752.29.4.19';
export const securityLabelSystem = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';
export const addressKindUrl = 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseAddressPersonExtension';
/** Västra Götaland's local reserve numbers (OID 1.2.752.113.11.0.2.1.1.1). */
export const reserveNumberSystem = 'urn:oid:1.2.752.113.11.0.2.1.1.1';
/** Swedish company registration numbers. */
export const organisationNumberSystem = 'urn:oid:2.5.4.97';

/** ICD-10-SE (OID 1.2.752.116.1.1.1.1.3), by the NamingSystem of Inera's EHDS bridge. */
export const icdSystem = 'https://www.icd10.se/';
/** KVÅ (OID 1.2.752.116.1.3.2.1.4). */
export const kvaSystem = 'urn:oid:1.2.752.116.1.3.2.1.4';
/** ATC, HL7's URI for it (http://terminology.hl7.org). */
export const atcSystem = 'http://www.whocc.no/atc';
/** NPU (OID 1.2.752.108.1). */
export const npuSystem = 'urn:oid:1.2.752.108.1';
export const loincSystem = 'http://loinc.org';
export const snomedSystem = 'http://snomed.info/sct';
export const ucumSystem = 'http://unitsofmeasure.org';

const own = 'https://vardkedjan.se/fhir/CodeSystem';
export const professionSystem = `${own}/profession`;
export const purposeSystem = `${own}/purpose`;
export const roleSystem = `${own}/role`;
export const unitKindSystem = `${own}/unit-kind`;
export const contactKindSystem = `${own}/contact-kind`;
export const labSystem = `${own}/lab`;
export const taskKindSystem = `${own}/task-kind`;
export const flagKindSystem = `${own}/flag-kind`;
export const episodeKindSystem = `${own}/episode-kind`;
export const referralKindSystem = `${own}/referral-kind`;
export const containerSystem = `${own}/specimen-container`;
export const orderCatalogueSystem = `${own}/order-catalogue`;
export const orderStateSystem = `${own}/order-state`;
export const planKindSystem = `${own}/plan-kind`;

const hl7 = 'http://terminology.hl7.org/CodeSystem';
export const organizationTypeSystem = `${hl7}/organization-type`;
export const actCodeSystem = `${hl7}/v3-ActCode`;
export const actReasonSystem = `${hl7}/v3-ActReason`;

export const careUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';
/** On a PractitionerRole: who sees to what waits for its holder when the holder is away. */
export const deputyUrl = 'https://vardkedjan.se/fhir/StructureDefinition/deputy';
export const questionnaireUrl = 'https://vardkedjan.se/fhir/Questionnaire';
export const displayUrl = 'http://hl7.org/fhir/StructureDefinition/display';
