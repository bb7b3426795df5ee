/**
 * A search as a value: what `GET [type]?…` asked for, checked against R4's search parameters, with nothing left as text
 * to be parsed again (https://hl7.org/fhir/R4/search.html). Made by parse.ts; compiled to SQL by the server.
 */
import type { SearchParameter } from './parameters.ts';
import type { SearchParameters } from './search-parameters.ts';

/** https://hl7.org/fhir/R4/search.html#prefix */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

export interface TokenValue {
  /** undefined: any system. '': a code without system (`|code`). */
  system?: string;
  /** undefined: any code of the system (`system|`). */
  code?: string;
  /** Only with `:of-type` (`system|code|value`): the identifier's value. */
  value?: string;
}

export interface ReferenceValue {
  /** Present for `Type/id` and `:[type]`; a bare id has none. */
  type?: string;
  /** Present unless the value is an absolute URL of another server, or a canonical. */
  id?: string;
  /** An absolute URL that is not this server's own, or a canonical with or without version. */
  url?: string;
}

/** The instants a date value covers, milliseconds since 1970, both ends included. */
export interface DateValue {
  /** `po` and `co` are of `_filter`: overlaps the value's period, contains all of it. */
  prefix: Prefix | 'po' | 'co';
  low: number;
  high: number;
}

/** A number with the precision it was written with: `low` ≤ what counts as equal < `high`. */
export interface NumberValue {
  prefix: Prefix;
  value: number;
  low: number;
  high: number;
}

export interface QuantityValue extends NumberValue {
  /** Without code: any unit. '' with a code: any system, the code or the printed unit. */
  system?: string;
  code?: string;
}

interface Named {
  parameter: SearchParameter;
}

export type TokenCriterion = Named & {
  kind: 'token';
  /** `unequal` is `ne` of `_filter`: some value is another than these. `media-type` is `:below` of those, whatever their parameters. */
  modifier?: 'not' | 'of-type' | 'text' | 'unequal' | 'media-type';
  values: TokenValue[];
};
export type ReferenceCriterion = Named & { kind: 'reference'; values: ReferenceValue[] };
/** `:above` and `:below`: what lies above or below in a hierarchy (partOf), itself included. Worked out before it is compiled. */
export type HierarchyCriterion = Named & { kind: 'hierarchy'; modifier: 'above' | 'below'; values: ReferenceValue[] };
/** `:text`: the reference's display starts with these. */
export type DisplayCriterion = Named & { kind: 'display'; values: string[] };
/** `:identifier`: the reference carries such an identifier, whether or not it also leads somewhere. */
export type ReferenceIdentifierCriterion = Named & { kind: 'identifier'; values: TokenValue[] };
/** Without modifier: from the start. The last ones are those of `_filter`. */
export type StringModifier = 'exact' | 'contains' | 'eq' | 'ne' | 'ew' | 'gt' | 'lt' | 'ge' | 'le';
export type StringCriterion = Named & { kind: 'string'; modifier?: StringModifier; values: string[] };
export type DateCriterion = Named & { kind: 'date'; values: DateValue[] };
export type NumberCriterion = Named & { kind: 'number'; values: NumberValue[] };
export type QuantityCriterion = Named & { kind: 'quantity'; values: QuantityValue[] };
export type UriCriterion = Named & { kind: 'uri'; modifier?: 'above' | 'below' | 'unequal'; values: string[] };
export type SimpleCriterion =
  | TokenCriterion
  | ReferenceCriterion
  | ReferenceIdentifierCriterion
  | DisplayCriterion
  | StringCriterion
  | DateCriterion
  | NumberCriterion
  | QuantityCriterion
  | UriCriterion;

/**
 * Tokens by what terminology says of them: `:in` and `:not-in` a value set (its URL is the value's `code`), `:above` and `:below` a
 * concept. Worked out to codes before it is compiled (server/src/store/search/codes/resolve.ts).
 */
export type ConceptCriterion = Named & {
  kind: 'concept';
  modifier: 'in' | 'not-in' | 'above' | 'below';
  values: TokenValue[];
};

/** A point on the earth (WGS84, degrees) and how far from it, in metres. */
export interface Place {
  latitude: number;
  longitude: number;
  metres: number;
}

/** `a$b`: one criterion (with one value) for each component, for each of the values that comma separates. */
export type CompositeCriterion = Named & { kind: 'composite'; values: SimpleCriterion[][] };

export type Criterion =
  | SimpleCriterion
  | CompositeCriterion
  | ConceptCriterion
  | HierarchyCriterion
  | (Named & { kind: 'missing'; missing: boolean })
  /** The reference leads to a resource of one of the types that meets that type's criterion. */
  | (Named & { kind: 'chain'; targets: { type: string; criterion: Criterion }[] })
  /** Some resource of the type refers here by the parameter and meets the criterion. */
  | (Named & { kind: 'has'; type: string; criterion: Criterion })
  | { kind: 'id'; values: string[] }
  | { kind: 'last-updated'; values: DateValue[] }
  /** Words in the narrative (`_text`) or anywhere in the resource (`_content`). */
  | { kind: 'words'; where: 'narrative' | 'anywhere'; values: string[] }
  /** Location's `near`: within the distance of one of the places. */
  | { kind: 'near'; places: Place[] }
  /** `near:missing`: whether the location has a position. */
  | { kind: 'placed'; placed: boolean }
  | { kind: 'and' | 'or'; criteria: Criterion[] }
  | { kind: 'not'; criterion: Criterion };

export type SortKey =
  | { by: 'id'; descending: boolean }
  | { by: 'last-updated'; descending: boolean }
  | { by: 'parameter'; parameter: SearchParameter; descending: boolean };

/** `_include` follows references of `type` outwards, `_revinclude` those of `type` that point here. */
export interface Include {
  /** The type that holds the reference; undefined only for `_include=*`. */
  type?: string;
  /** undefined: every reference parameter of the type (`*`). */
  parameter?: SearchParameter;
  /** Only targets of this type. */
  target?: string;
  iterate: boolean;
}

export type Summary = 'true' | 'text' | 'data' | 'count' | 'false';
export type Total = 'none' | 'accurate' | 'estimate';

/** What is asked of one type. */
export interface TypedSearch {
  type: string;
  criteria: Criterion[];
  sort: SortKey[];
}

export interface SearchQuery extends TypedSearch {
  /** The type that is searched; '' when several are, as `across` says. */
  type: string;
  /** One search for each type, whose matches come in one order. */
  across?: TypedSearch[];
  /** Below the server's base: `Observation`, `Patient/1/Observation`, '' for the whole system. */
  path: string;
  include: Include[];
  revinclude: Include[];
  /** Matches a page; 0: only the number of them. */
  count: number;
  total: Total;
  summary?: Summary;
  /** Of the matches; `Type.element` for matches and what comes along of that type. */
  elements?: string[];
  cursor?: string;
  /** Parameters that were not understood and that `Prefer: handling=lenient` let pass; not in `self`. */
  ignored: string[];
  /** What the search was done by, in the order asked, without the cursor: for the self and next links. */
  self: [name: string, value: string][];
  /** The parameters it was read against. */
  parameters?: SearchParameters;
  /** FHIR id of the patient, when the search names exactly one (`patient=`, `subject=`, `Patient?_id=`, its compartment). */
  patientReference?: string;
}

export const defaultCount = 20;
export const maximumCount = 1000;
