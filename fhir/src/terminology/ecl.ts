/**
 * SNOMED CT's Expression Constraint Language (http://snomed.org/ecl), as far as the loaded tables can answer it: the hierarchy
 * operators, members of reference sets, `*`, AND, OR, MINUS, attributes with groups, reverse attributes and dotted ones. Cardinalities,
 * concrete values and filters in braces are refused by name.
 */
import { Failure } from '../outcome.ts';
import { allOf, anyOf, everything, memberOf, type Members } from './members.ts';

type Attribute = Extract<Members, { is: 'attribute' }>;

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

const token =
  /\s+|\/\*[\s\S]*?\*\/|\|[^|]*\||(<<!|>>!|<<|>>|<!|>!|<|>|\^|\*|\(|\)|\{\{|\{|\}|\[|\]|:|,|\.\.|\.|!=|=|"(?:\\.|[^"\\])*"|#[-+\d.]+|\d+|AND\b|OR\b|MINUS\b|R\b)/iy;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (found === null) throw invalid();
    if (found[1] !== undefined) tokens.push(found[1].toUpperCase());
  }
  // `< <` is written with a space now and then.
  return tokens.flatMap((one, at) => {
    if ((one === '<' || one === '>') && tokens[at - 1] === one && tokens[at - 2] !== one) return [];
    return (one === '<' || one === '>') && tokens[at + 1] === one ? [one + one] : [one];
  });
}

function invalid(): Failure {
  return new Failure('invalid', 'The expression constraint is not ECL');
}

class EclParser {
  readonly #tokens: string[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at++;
    return true;
  }

  #need(wanted: string): void {
    if (!this.#take(wanted)) throw invalid();
  }

  end(): void {
    if (this.#peek() !== undefined) throw invalid();
  }

  /** Sub-constraints joined by one kind of operator; the first may have a refinement. */
  constraint(): Members {
    if (++this.#depth > deepest) throw new Failure('too-costly', 'The expression constraint is nested too deeply');
    let members = this.#dotted(this.#sub());
    if (this.#take(':')) members = allOf([members, this.#refinement()]);
    else members = this.#joined(members, () => this.#dotted(this.#sub()));
    this.#depth--;
    return members;
  }

  #joined(first: Members, next: () => Members): Members {
    const operator = this.#peek();
    if (operator === 'MINUS') {
      this.#at++;
      return { is: 'except', from: first, without: next() };
    }
    if (operator !== 'AND' && operator !== 'OR' && operator !== ',') return first;
    const parts = [first];
    while (this.#peek() === operator || (operator === 'AND' && this.#peek() === ',')) {
      this.#at++;
      parts.push(next());
    }
    // One kind of operator at a time; others need parentheses.
    if (['AND', 'OR', 'MINUS'].includes(this.#peek() ?? '')) throw invalid();
    return operator === 'OR' ? anyOf(parts) : allOf(parts);
  }

  /** `< 125605004 . 363698007`: what the attribute points at. */
  #dotted(start: Members): Members {
    let members = start;
    while (this.#take('.')) members = { is: 'targets', name: this.#sub(), of: members };
    return members;
  }

  #sub(): Members {
    const operator = this.#peek() ?? '';
    if (operator in reaches) {
      this.#at++;
      return this.#reach(operator, this.#sub());
    }
    if (this.#take('^')) {
      const set = this.#focus();
      return set.is === 'all'
        ? { is: 'filter', property: memberOf, op: 'exists', value: 'true' }
        : { is: 'attribute', name: { is: 'codes', codes: [memberOf] }, not: false, value: set };
    }
    return this.#focus();
  }

  #focus(): Members {
    let members: Members;
    if (this.#take('(')) {
      members = this.constraint();
      this.#need(')');
    } else if (this.#take('*')) members = everything;
    else {
      const id = this.#peek() ?? '';
      if (!/^\d{6,18}$/.test(id)) throw invalid();
      this.#at++;
      members = { is: 'codes', codes: [id] };
    }
    if (this.#peek() === '{{')
      throw new Failure('not-supported', 'Filters in an expression constraint are not supported');
    return members;
  }

  #reach(operator: string, of: Members): Members {
    const reach = reaches[operator as keyof typeof reaches];
    return reach.is === 'step' ? { ...reach, of } : { ...reach, of };
  }

  #refinement(): Members {
    return this.#joined(this.#refined(), () => this.#refined());
  }

  #refined(): Members {
    if (this.#peek() === '[') throw cardinality();
    if (this.#take('(')) {
      const inner = this.#refinement();
      this.#need(')');
      return inner;
    }
    if (!this.#take('{')) return this.#attribute();
    const attributes = [this.#attribute()];
    while (this.#take(',') || this.#take('AND')) attributes.push(this.#attribute());
    if (this.#peek() === 'OR') throw new Failure('not-supported', 'OR within an attribute group is not supported');
    this.#need('}');
    if (attributes.some(({ is }) => is !== 'attribute'))
      throw new Failure('not-supported', 'Reverse attributes within a group are not supported');
    return { is: 'grouped', of: attributes as Attribute[] };
  }

  #attribute(): Members {
    if (this.#peek() === '[') throw cardinality();
    const reverse = this.#take('R');
    const name = this.#sub();
    const not = this.#take('!=');
    if (!not) this.#need('=');
    if (/^["#]/.test(this.#peek() ?? ''))
      throw new Failure('not-supported', 'Concrete values in an expression constraint are not supported');
    const value = this.#sub();
    if (!reverse) return { is: 'attribute', name, not, value };
    if (not) throw new Failure('not-supported', 'A reverse attribute that is not equal is not supported');
    return { is: 'targets', name, of: value };
  }
}

function cardinality(): Failure {
  return new Failure('not-supported', 'Cardinalities in an expression constraint are not supported');
}

const reaches = {
  '<': { is: 'reach', direction: 'down', self: false },
  '<<': { is: 'reach', direction: 'down', self: true },
  '>': { is: 'reach', direction: 'up', self: false },
  '>>': { is: 'reach', direction: 'up', self: true },
  '<!': { is: 'step', direction: 'down' },
  '>!': { is: 'step', direction: 'up' },
} as const;
