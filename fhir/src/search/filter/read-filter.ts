/**
 * The text of a `_filter` as a tree: https://hl7.org/fhir/R4/search_filter.html. `and` and `or` are taken from the left and bind
 * alike, as the page says; parentheses decide otherwise. Throws Failure('invalid') that tells where, and never what stood there.
 */
import { Failure } from '../../outcome.ts';

const filterOperators = 'eq ne co sw ew gt lt ge le ap sa eb pr po ss sb in ni re';
export type FilterOperator =
  | ('eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le' | 'ap' | 'sa' | 'eb')
  | ('pr' | 'po' | 'ss' | 'sb' | 'in' | 'ni' | 're');
const operators = filterOperators.split(' ') as FilterOperator[];

/** `name` or `name[filter]`. */
export interface FilterStep {
  name: string;
  filter?: Filter;
}

export interface FilterTest {
  kind: 'test';
  path: FilterStep[];
  operator: FilterOperator;
  value: string;
}

export type Filter = FilterTest | { kind: 'and' | 'or'; left: Filter; right: Filter } | { kind: 'not'; filter: Filter };

const deepest = 50;
const most = 200;

export function readFilter(text: string): Filter {
  const reader = new FilterReader(text);
  const filter = reader.filter(0);
  reader.end();
  return filter;
}

/** What an escape in a JSON string may say, and no text has. */
const noText = /\0|[\u{d800}-\u{dfff}]/u;

class FilterReader {
  readonly #text: string;
  #at = 0;
  #tests = 0;

  constructor(text: string) {
    this.#text = text;
  }

  filter(depth: number): Filter {
    if (depth > deepest) throw this.#fault(`more than ${deepest} filters within each other`);
    let left = this.#term(depth);
    for (;;) {
      const word = this.#take(/(and|or)(?=[\s(]|$)/iy)?.toLowerCase();
      if (word !== 'and' && word !== 'or') return left;
      left = { kind: word, left, right: this.#term(depth) };
    }
  }

  end(): void {
    this.#blank();
    if (this.#at < this.#text.length) throw this.#fault('and, or, or the end');
  }

  #term(depth: number): Filter {
    const negated = this.#take(/not(?=\s*\()/iy) !== undefined;
    if (this.#take(/\(/y) === undefined) return this.#test(depth);
    const filter = this.filter(depth + 1);
    if (this.#take(/\)/y) === undefined) throw this.#fault(')');
    return negated ? { kind: 'not', filter } : filter;
  }

  #test(depth: number): Filter {
    this.#tests++;
    if (this.#tests > most) throw this.#fault(`more than ${most} tests`);
    const path = [this.#step(depth)];
    while (this.#next(/\./y) !== undefined) path.push(this.#step(depth));
    if (path.at(-1)?.filter !== undefined) throw this.#fault('a dot and a name after ]');
    const word = this.#take(/[a-z]{2}(?=\s)/iy)?.toLowerCase();
    const operator = operators.find((known) => known === word);
    if (operator === undefined) throw this.#fault(`an operator (${filterOperators}) and a value`);
    return { kind: 'test', path, operator, value: this.#value() };
  }

  #step(depth: number): FilterStep {
    const name = this.#take(/[A-Za-z_][A-Za-z0-9_-]*/y);
    if (name === undefined) throw this.#fault('the name of a search parameter');
    if (this.#next(/\[/y) === undefined) return { name };
    const filter = this.filter(depth + 1);
    if (this.#take(/\]/y) === undefined) throw this.#fault(']');
    return { name, filter };
  }

  #value(): string {
    const quoted = this.#take(/"(?:[^"\\]|\\.)*"/y);
    if (quoted !== undefined) return this.#unquoted(quoted);
    const token = this.#take(/[^\s)\]"][^\s)\]]*/y);
    if (token === undefined) throw this.#fault('a value');
    return token;
  }

  #unquoted(quoted: string): string {
    let value = '';
    try {
      value = JSON.parse(quoted) as string;
    } catch {
      throw this.#fault('a JSON string before here');
    }
    if (noText.test(value)) throw this.#fault('text before here: no NUL, no half of a character');
    return value;
  }

  /** The pattern's text when it comes next, after blanks. */
  #take(pattern: RegExp): string | undefined {
    this.#blank();
    return this.#next(pattern);
  }

  #next(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #blank(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #fault(expected: string): Failure {
    return new Failure('invalid', `Search parameter _filter: at character ${this.#at + 1}, expected ${expected}`);
  }
}
