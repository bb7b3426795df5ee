/**
 * The codes of one version of a code system, wherever they are: in memory, in the tables, or given by a grammar.
 */
import type { CodeSystemProperty } from '@medplum/fhirtypes';
import type { Concept, Designation } from '@vardkedjan/fhir/terminology/concept.ts';
import type { Members } from '@vardkedjan/fhir/terminology/members.ts';

export interface SystemAbout {
  url: string;
  version?: string | undefined;
  name: string;
  title?: string | undefined;
  /** http://hl7.org/fhir/R4/valueset-codesystem-content-mode.html */
  content: string;
  caseSensitive: boolean;
  /** Of the displays, when it is said. */
  language?: string | undefined;
  properties: readonly CodeSystemProperty[];
  /** Of the whole version: ISO days, the last one excluded. */
  validFrom?: string | undefined;
  validUntil?: string | undefined;
}

/** A concept as lists have it. */
export interface Listed {
  code: string;
  display?: string | undefined;
  active: boolean;
  abstract: boolean;
  parents: readonly string[];
  designations: readonly Designation[];
}

/** A code that what was typed stands for by a name from elsewhere, and how well (search-words.ts). */
export interface Hit {
  code: string;
  rating: number;
  length: number;
}

export interface PageAsked {
  members: Members;
  /** What somebody has typed. */
  filter?: string | undefined;
  /** Besides those that the content finds by the filter. */
  hits?: readonly Hit[];
  activeOnly: boolean;
  /** ISO day on which the codes are to be valid. */
  date?: string | undefined;
  /** Only what may be chosen. */
  selectableOnly: boolean;
  offset: number;
  count: number;
  /** Whether terms in other languages and the concepts above are wanted. */
  detailed: boolean;
}

export interface Page {
  total: number;
  concepts: Listed[];
}

/** A statement that is being put together. */
export interface MembersQuery {
  /** Binds a value and gives its place. */
  bind(value: string | number | Buffer, type: string): string;
  alias(letter: string): string;
}

export interface SystemContent {
  about: SystemAbout;
  /** The concept that a code is, with everything known about it. */
  find(code: string, date?: string): Promise<Concept | undefined>;
  /** The concept, when the set has it. */
  member(members: Members, code: string, date?: string): Promise<Concept | undefined>;
  /** Fails with `too-costly` when the codes cannot be listed. */
  page(asked: PageAsked): Promise<Page>;
  /** Whether the first is above the second. */
  isAbove(code: string, below: string): Promise<boolean>;
  /** All codes of a set. Fails with `too-costly` when they cannot be listed, or are more than `most`. */
  codes(members: Members, how: { most: number; activeOnly: boolean }): Promise<string[]>;
}
