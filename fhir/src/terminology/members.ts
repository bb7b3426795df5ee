/**
 * A set of codes of one code system, as an expression: what a ValueSet's compose, an implicit value set or an ECL expression
 * comes to (http://hl7.org/fhir/R4/valueset.html#compositions). It is answered in memory (code-system.ts) or in SQL by
 * the server, with the same meaning.
 */
export type FilterOperator =
  | '='
  | 'is-a'
  | 'descendent-of'
  | 'is-not-a'
  | 'regex'
  | 'in'
  | 'not-in'
  | 'generalizes'
  | 'exists';

export type Members =
  | { is: 'all' }
  | { is: 'codes'; codes: readonly string[] }
  /** `concept` (or `code`) is the code itself; `parent` and `child` are the hierarchy; everything else is a property. */
  | { is: 'filter'; property: string; op: FilterOperator; value: string }
  /** Directly below (`<!`) or above (`>!`) what is in the other set. */
  | { is: 'step'; direction: 'down' | 'up'; of: Members }
  /** Everything above or below what is in the other set, itself included or not. */
  | { is: 'reach'; direction: 'down' | 'up'; self: boolean; of: Members }
  | Attribute
  /** Attributes in one and the same group of the concept's; `times`: in so many groups. */
  | { is: 'grouped'; of: InGroup; times?: Times }
  /** What the property of some member of `of` points at; `times`: of so many. */
  | { is: 'targets'; name: Members; of: Members; times?: Times }
  /** What has a term that passes all the tests. */
  | { is: 'termed'; tests: readonly TermTest[] }
  | { is: 'and'; of: readonly Members[] }
  | { is: 'or'; of: readonly Members[] }
  | { is: 'except'; from: Members; without: Members };

/** What has a property that points into `value`, or is as it says; `not`: a property that points elsewhere; `times`: so many of them. */
export interface Attribute {
  is: 'attribute';
  name: Members;
  not: boolean;
  value: Members | Concrete;
  times?: Times;
}

/** A value that is no concept. */
export interface Concrete {
  is: 'concrete';
  type: 'decimal' | 'string' | 'boolean';
  op: '=' | '!=' | '<' | '<=' | '>' | '>=';
  value: string;
}

/** How often; without it, at least once. */
export interface Times {
  least: number;
  /** Left out: however many. */
  most?: number;
}

export type InGroup = Attribute | { is: 'and' | 'or'; of: readonly InGroup[] };

/** `match`: every word of one of the texts begins a word of the term; `wild`: the term is as one of the patterns, `*` for anything. */
export interface TermTest {
  how: 'match' | 'wild';
  texts: readonly string[];
  not: boolean;
}

/** The property that a loaded concept has for each reference set it is a member of. */
export const memberOf = '^';

export const everything: Members = { is: 'all' };
export const nothing: Members = { is: 'or', of: [] };

export function allOf(parts: readonly Members[]): Members {
  const [only = everything] = parts;
  return parts.length <= 1 ? only : { is: 'and', of: parts };
}

export function anyOf(parts: readonly Members[]): Members {
  const [only = nothing] = parts;
  return parts.length <= 1 ? only : { is: 'or', of: parts };
}

export function isWithin(count: number, { least, most }: Times): boolean {
  return count >= least && (most === undefined || count <= most);
}

/** The codes in their order, when the set is a plain list of them: it needs no code system to be told. */
export function listed(members: Members): readonly string[] | undefined {
  switch (members.is) {
    case 'codes':
      return [...new Set(members.codes)];
    case 'or': {
      const lists = members.of.map(listed);
      return lists.includes(undefined) ? undefined : [...new Set(lists.flatMap((list) => list ?? []))];
    }
    case 'and': {
      const [first, ...others] = members.of.map(listed);
      if (first === undefined || others.includes(undefined)) return undefined;
      return first.filter((code) => others.every((list) => list?.includes(code)));
    }
    case 'except': {
      const [from, without] = [listed(members.from), listed(members.without)];
      return from === undefined || without === undefined ? undefined : from.filter((code) => !without.includes(code));
    }
    default:
      return undefined;
  }
}

/** Whether the code is in the set, as far as lists alone can tell; undefined: it depends on the code system. */
export function isListed(members: Members, code: string): boolean | undefined {
  switch (members.is) {
    case 'codes':
      return members.codes.includes(code);
    case 'or':
      return known(members.of, code, true);
    case 'and':
      return known(members.of, code, false);
    case 'except': {
      const [from, without] = [isListed(members.from, code), isListed(members.without, code)];
      if (from === false || without === true) return false;
      return from === true && without === false ? true : undefined;
    }
    default:
      return undefined;
  }
}

/** One part that says `decides` decides; else all must be known. */
function known(parts: readonly Members[], code: string, decides: boolean): boolean | undefined {
  const answers = parts.map((part) => isListed(part, code));
  if (answers.includes(decides)) return decides;
  return answers.includes(undefined) ? undefined : !decides;
}
