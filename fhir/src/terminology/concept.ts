/**
 * A code as a code system defines it (http://hl7.org/fhir/R4/codesystem.html#concept): the same shape whether it stands in a
 * CodeSystem resource or in the tables of a large code system.
 */
export interface Designation {
  language?: string;
  use?: { system?: string; code?: string; display?: string };
  value: string;
}

export interface ConceptProperty {
  code: string;
  /** The choice's type as FHIR names it: `code`, `string`, `boolean`, `integer`, `decimal`, `dateTime`, `Coding`. */
  type: string;
  value: unknown;
}

export interface Concept {
  code: string;
  display?: string;
  definition?: string;
  /** Still to be chosen; one that is not active is still a code of the system. */
  active: boolean;
  /** A heading that groups others and is not to be chosen itself. */
  abstract: boolean;
  designations: readonly Designation[];
  properties: readonly ConceptProperty[];
  /** Codes of what it is directly below. */
  parents: readonly string[];
  /** Codes of what is directly below it. */
  children: readonly string[];
}
