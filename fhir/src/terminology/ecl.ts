/**
 * SNOMED CT's Expression Constraint Language in its brief syntax (http://snomed.org/ecl): hierarchy, reference sets, AND, OR, MINUS,
 * attributes with their groups, cardinalities and concrete values, reversed and dotted ones, filters by terms (ecl-filters.ts).
 * What it leaves out is refused by name.
 */
import { Failure } from '../outcome.ts';
import { eclFilter } from './ecl-filters.ts';
import { EclTokens, invalidEcl } from './ecl-tokens.ts';
import {
  allOf,
  anyOf,
  type Attribute,
  type Concrete,
  everything,
  type InGroup,
  memberOf,
  type Members,
  type Times,
} from './members.ts';

const longest = 10_000;
/** Parentheses within parentheses. */
const deepest = 50;

/** Fails with `invalid` on what is not ECL, with `not-supported` on the parts of it that are not answered. */
export function parseEcl(text: string): Members {
  if (text.length > longest)
    throw new Failure('too-costly', `An expression constraint has at most ${longest} characters`);
  const parser = new EclParser(text);
  const members = parser.constraint();
  parser.end();
  return members;
}

class EclParser {
  readonly #tokens: EclTokens;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = new EclTokens(text);
  }

  end(): void {
    if (this.#tokens.peek() !== undefined) throw invalidEcl();
  }

  /** Sub-constraints joined by one kind of operator; the first may have a refinement. */
  constraint(): Members {
    let members = this.#dotted(this.#sub());
    if (this.#tokens.take(':')) members = allOf([members, this.#refinement()]);
    else {
      const first = members;
      if (this.#tokens.take('MINUS')) members = { is: 'except', from: first, without: this.#dotted(this.#sub()) };
      else members = this.#joined(first, () => this.#dotted(this.#sub()), allOf, anyOf);
    }
    return members;
  }

  /** Parts joined by one kind of operator, as long as `goes` says so; others need parentheses. */
  #joined<T>(
    first: T,
    next: () => T,
    all: (parts: T[]) => T,
    any: (parts: T[]) => T,
    goes: () => boolean = () => true,
  ): T {
    const parts = [first];
    let by: string | undefined;
    for (;;) {
      const operator = this.#tokens.peek() === ',' ? 'AND' : this.#tokens.peek();
      if ((operator !== 'AND' && operator !== 'OR') || !goes()) break;
      if ((by ??= operator) !== operator) throw invalidEcl();
      this.#tokens.next();
      parts.push(next());
    }
    return by === 'OR' ? any(parts) : all(parts);
  }

  /** `< 125605004 . 363698007`: what the attribute points at. */
  #dotted(start: Members): Members {
    let members = start;
    while (this.#tokens.take('.')) members = { is: 'targets', name: this.#sub(), of: members };
    return members;
  }

  /** What each opening parenthesis and each operator comes to. */
  #deeper<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new Failure('too-costly', 'The expression constraint is nested too deeply');
    const found = read();
    this.#depth--;
    return found;
  }

  /** An operator, `^`, what it is about, and filters of what comes of all that. */
  #sub(): Members {
    return this.#deeper(() => {
      const reach = reaches.get(this.#tokens.peek() ?? '');
      if (reach !== undefined) this.#tokens.next();
      const start = this.#tokens.take('^') ? this.#memberOf() : this.#focus();
      return this.#filtered(reach === undefined ? start : reach(start));
    });
  }

  #memberOf(): Members {
    if (this.#tokens.peek() === '[')
      throw new Failure('not-supported', 'Fields of reference sets in an expression constraint are not supported');
    const set = this.#focus();
    return set.is === 'all'
      ? { is: 'filter', property: memberOf, op: 'exists', value: 'true' }
      : { is: 'attribute', name: { is: 'codes', codes: [memberOf] }, not: false, value: set };
  }

  #filtered(members: Members): Members {
    const filters: Members[] = [];
    while (this.#tokens.take('{{')) filters.push(eclFilter(this.#tokens));
    return allOf([members, ...filters]);
  }

  #focus(): Members {
    if (this.#tokens.take('*')) return everything;
    if (this.#tokens.take('(')) {
      const members = this.constraint();
      this.#tokens.need(')');
      return members;
    }
    const id = this.#tokens.next();
    if (!/^\d{6,18}$/.test(id)) throw invalidEcl();
    return { is: 'codes', codes: [id] };
  }

  /** Sets of attributes and groups; attributes side by side are one set, whatever joins it to the groups. */
  #refinement(): Members {
    return this.#joined(this.#refined(), () => this.#refined(), allOf, anyOf);
  }

  #refined(): Members {
    if (this.#isGroup()) return this.#group();
    return this.#joined(
      this.#attributes(),
      () => this.#attributes(),
      allOf,
      anyOf,
      () => !this.#isGroup(1),
    );
  }

  #attributes(): Members {
    if (!this.#isParenthesis()) return this.#attribute();
    return this.#deeper(() => {
      this.#tokens.next();
      const inner = this.#refinement();
      this.#tokens.need(')');
      return inner;
    });
  }

  /** A parenthesis around attributes, as against one around the name of an attribute. */
  #isParenthesis(): boolean {
    return this.#tokens.peek() === '(' && !comparisons.has(this.#tokens.behindParenthesis() ?? '');
  }

  #isGroup(ahead = 0): boolean {
    // `[`, a number, `..`, a number or `*`, `]`.
    return this.#tokens.peek(this.#tokens.peek(ahead) === '[' ? ahead + 5 : ahead) === '{';
  }

  #group(): Members {
    const times = this.#times();
    this.#tokens.need('{');
    const of = this.#inGroup();
    this.#tokens.need('}');
    return { is: 'grouped', of, ...(times !== undefined && { times }) };
  }

  #inGroup(): InGroup {
    const one = (): InGroup =>
      this.#isParenthesis()
        ? this.#deeper(() => {
            this.#tokens.next();
            const inner = this.#inGroup();
            this.#tokens.need(')');
            return inner;
          })
        : this.#groupedAttribute();
    return this.#joined<InGroup>(
      one(),
      one,
      (of) => (of.length === 1 ? (of[0] as InGroup) : { is: 'and', of }),
      (of) => ({ is: 'or', of }),
    );
  }

  #groupedAttribute(): Attribute {
    const attribute = this.#attribute();
    if (attribute.is !== 'attribute')
      throw new Failure('not-supported', 'Reverse attributes within a group are not supported');
    return attribute;
  }

  #attribute(): Members {
    const counted = this.#times();
    const times = counted && { times: counted };
    const reverse = this.#tokens.take('R');
    const name = this.#sub();
    const comparison = this.#tokens.next();
    if (!comparisons.has(comparison)) throw invalidEcl();
    const concrete = this.#concrete(comparison as Concrete['op']);
    if (concrete !== undefined) {
      if (reverse) throw invalidEcl();
      return { is: 'attribute', name, not: false, value: concrete, ...times };
    }
    if (comparison !== '=' && comparison !== '!=') throw invalidEcl();
    const not = comparison === '!=';
    const value = this.#sub();
    if (!reverse) return { is: 'attribute', name, not, value, ...times };
    return { is: 'targets', name, of: not ? { is: 'except', from: everything, without: value } : value, ...times };
  }

  #concrete(op: Concrete['op']): Concrete | undefined {
    const token = this.#tokens.peek() ?? '';
    if (token.startsWith('#')) return { is: 'concrete', type: 'decimal', op, value: this.#tokens.next().slice(1) };
    if (op !== '=' && op !== '!=') return undefined;
    if (token.startsWith('"')) return { is: 'concrete', type: 'string', op, value: this.#tokens.text() };
    if (token === 'TRUE' || token === 'FALSE')
      return { is: 'concrete', type: 'boolean', op, value: this.#tokens.next().toLowerCase() };
    if (token === '(' && /^["#]/.test(this.#tokens.peek(1) ?? ''))
      throw new Failure('not-supported', 'Sets of concrete values in an expression constraint are not supported');
    return undefined;
  }

  /** `[1..3]`; undefined where nothing is said, or at least one. */
  #times(): Times | undefined {
    if (!this.#tokens.take('[')) return undefined;
    const [from, between, to] = [this.#tokens.next(), this.#tokens.next(), this.#tokens.next()];
    this.#tokens.need(']');
    const number = /^\d{1,9}$/;
    if (between !== '..' || !number.test(from) || (to !== '*' && !number.test(to))) throw invalidEcl();
    const times = { least: Number(from), ...(to !== '*' && { most: Number(to) }) };
    return times.least === 1 && times.most === undefined ? undefined : times;
  }
}

const comparisons: ReadonlySet<string> = new Set<Concrete['op']>(['=', '!=', '<', '<=', '>', '>=']);

const below =
  (self: boolean) =>
  (of: Members): Members => ({ is: 'reach', direction: 'down', self, of });
const above =
  (self: boolean) =>
  (of: Members): Members => ({ is: 'reach', direction: 'up', self, of });
const step =
  (direction: 'down' | 'up') =>
  (of: Members): Members => ({ is: 'step', direction, of });

const reaches: ReadonlyMap<string, (of: Members) => Members> = new Map<string, (of: Members) => Members>([
  ['<', below(false)],
  ['<<', below(true)],
  ['>', above(false)],
  ['>>', above(true)],
  ['<!', step('down')],
  ['>!', step('up')],
  ['<<!', (of) => anyOf([of, step('down')(of)])],
  ['>>!', (of) => anyOf([of, step('up')(of)])],
  // The top and the bottom of a set: what has nothing of the set above it, or below it.
  ['!!>', (of) => ({ is: 'except', from: of, without: below(false)(of) })],
  ['!!<', (of) => ({ is: 'except', from: of, without: above(false)(of) })],
]);
