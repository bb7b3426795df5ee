/**
 * What is known about codes (http://hl7.org/fhir/R4/terminology-service.html), for operations, validation and search. R4's own systems and
 * value sets, those stored as resources, and the large ones that have been loaded are asked in one way.
 *
 *     const terminology = terminologyOf(database);
 *     const { result, message } = await terminology.validateCode('http://hl7.org/fhir/ValueSet/observation-status', { code: 'final' });
 *
 * It belongs to no patient and is open to every caller. What cannot be known is never a yes: an unknown value set or a system whose
 * codes are not here answers `result: undefined`.
 */
import type { CodeSystem, Coding, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import type { Concept } from '@vardkedjan/fhir/terminology/concept.ts';
import type { Expanding } from './expand.ts';
import type { Translated, Translating } from './translate.ts';
import type { SystemAbout } from './system-content.ts';

export interface CodeAsked {
  /** Left out for an element of type `code`: the system that the value set implies. */
  system?: string | undefined;
  version?: string | undefined;
  code: string;
  /** Checked when it is given. */
  display?: string | undefined;
}

export interface Validating {
  /** Whether a heading that is not to be chosen is accepted; it is unless this says no. */
  abstract?: boolean | undefined;
  /** The day (or instant) whose versions and codes count; today without. */
  date?: string | undefined;
  displayLanguage?: string | undefined;
}

export interface Validated {
  /** undefined: it cannot be known here, and the message says why. */
  result: boolean | undefined;
  /** What it is that is not known here, when the result is undefined. */
  unknown?: 'value-set' | 'code-system' | 'code';
  /** One sentence; never holds the code or the display that was asked about. */
  message?: string;
  /** What the code is called, when it is a code. */
  display?: string;
  /** Where the code was found. */
  system?: string;
  version?: string;
}

export type Subsumption = 'equivalent' | 'subsumes' | 'subsumed-by' | 'not-subsumed';

export interface SystemAsked {
  version?: string | undefined;
  date?: string | undefined;
}

export interface LookedUp {
  about: SystemAbout;
  concept: Concept;
}

export interface Terminology {
  /** Whether the code is in the value set: by canonical URL (implicit ones too), or the value set itself. */
  validateCode(valueSet: string | ValueSet, asked: CodeAsked, how?: Validating): Promise<Validated>;
  /** Whether the code is one of its system. */
  validateInSystem(system: string | CodeSystem, asked: CodeAsked, how?: Validating): Promise<Validated>;
  /** Fails with `not-found` when the system or the code is not known. */
  lookup(system: string, code: string, which?: SystemAsked): Promise<LookedUp>;
  /** Fails with `not-found` when the system or one of the codes is not known. */
  subsumes(system: string, codeA: string, codeB: string, which?: SystemAsked): Promise<Subsumption>;
  /** Fails with `not-found` (no such value set), `not-supported` (a system whose codes are not here), `too-costly`. */
  expand(valueSet: string | ValueSet, how?: Expanding): Promise<ValueSet>;
  /** Fails with `not-found` when there is no such map. */
  translate(map: string | ConceptMap | undefined, coding: readonly Coding[], how?: Translating): Promise<Translated>;
  /**
   * The codes of a value set, system by system, inactive ones too: what a search looks for. Fails with `not-found` (no such value set),
   * `not-supported` (a system whose codes are not here), `too-costly` (codes that cannot be listed, or more than `most`).
   */
  codesIn(valueSet: string | ValueSet, most: number): Promise<{ system: string; codes: string[] }[]>;
  /** A code and all that is above or below it. Fails with `not-found` when the system or the code is not known. */
  codesAround(system: string, code: string, direction: 'above' | 'below', most: number): Promise<string[]>;
  /** Every code system whose codes are here, R4's own among them, with its versions. */
  systems(): Promise<{ url: string; versions: string[] }[]>;
  /** Known value sets by URL: stored, implicit, or R4's own. */
  valueSet(canonical: string): Promise<ValueSet | undefined>;
}
