/**
 * FHIRPath text to syntax tree. Grammar and precedence: http://hl7.org/fhirpath/N1/grammar.html.
 * Not read: quantities with calendar units (`4 days`), for no path or rule of R4 has them.
 */
import { FhirPathError, tokenize, type Token } from './tokens.ts';

export type Ast =
  | { kind: 'literal'; value: string | number | boolean; date: boolean }
  | { kind: 'empty' }
  | { kind: 'this' }
  | { kind: 'variable'; name: string }
  | { kind: 'member'; of?: Ast; name: string }
  | { kind: 'call'; of?: Ast; name: string; args: Ast[] }
  | { kind: 'index'; of: Ast; index: Ast }
  | { kind: 'type'; operator: 'is' | 'as'; of: Ast; type: string }
  | { kind: 'negative'; of: Ast }
  | { kind: 'binary'; operator: string; left: Ast; right: Ast };

/** From the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '~', '!=', '!~'],
  ['<=', '<', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

/** Throws FhirPathError with the place of the fault. */
export function parsePath(text: string): Ast {
  return new Parser(text).whole();
}

class Parser {
  private readonly text: string;
  private readonly tokens: Token[];
  private at = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  whole(): Ast {
    const ast = this.level(0);
    if (this.peek().kind !== 'end') this.fail('unexpected');
    return ast;
  }

  private level(depth: number): Ast {
    const operators = levels[depth];
    if (operators === undefined) return this.signed();
    let left = this.level(depth + 1);
    for (;;) {
      const token = this.peek();
      if (token.kind === 'string' || token.kind === 'quoted' || !operators.includes(token.text)) return left;
      this.at++;
      const operator = token.text;
      if (operator === 'is' || operator === 'as') left = { kind: 'type', operator, of: left, type: this.typeName() };
      else left = { kind: 'binary', operator, left, right: this.level(depth + 1) };
    }
  }

  private signed(): Ast {
    const sign = this.peek();
    if (sign.kind !== 'symbol' || (sign.text !== '-' && sign.text !== '+')) return this.invocations();
    this.at++;
    const of = this.signed();
    return sign.text === '-' ? { kind: 'negative', of } : of;
  }

  private invocations(): Ast {
    let ast = this.term();
    for (;;) {
      if (this.take('.')) ast = this.invocation(ast);
      else if (this.take('[')) {
        ast = { kind: 'index', of: ast, index: this.level(0) };
        this.expect(']');
      } else return ast;
    }
  }

  private term(): Ast {
    const token = this.peek();
    if (token.kind === 'string') return this.literal(token.text);
    if (token.kind === 'number') return this.literal(Number(token.text));
    if (token.kind === 'date') return this.literal(token.text, true);
    if (token.kind === 'variable') {
      this.at++;
      return { kind: 'variable', name: token.text };
    }
    if (token.kind === 'word' && (token.text === 'true' || token.text === 'false'))
      return this.literal(token.text === 'true');
    if (token.kind === 'word' && token.text === '$this') {
      this.at++;
      return { kind: 'this' };
    }
    if (this.take('(')) {
      const inner = this.level(0);
      this.expect(')');
      return inner;
    }
    if (this.take('{')) {
      this.expect('}');
      return { kind: 'empty' };
    }
    return this.invocation();
  }

  private literal(value: string | number | boolean, date = false): Ast {
    this.at++;
    return { kind: 'literal', value, date };
  }

  private invocation(of?: Ast): Ast {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'quoted') return this.fail('a name is expected');
    this.at++;
    const on = of === undefined ? {} : { of };
    if (token.kind === 'quoted' || !this.take('(')) return { kind: 'member', ...on, name: token.text };
    const args: Ast[] = [];
    if (!this.take(')')) {
      do args.push(this.level(0));
      while (this.take(','));
      this.expect(')');
    }
    return { kind: 'call', ...on, name: token.text, args };
  }

  private typeName(): string {
    const parts: string[] = [];
    do {
      const token = this.peek();
      if (token.kind !== 'word' && token.kind !== 'quoted') this.fail('a type name is expected');
      parts.push(token.text);
      this.at++;
    } while (this.take('.'));
    return parts.join('.');
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', at: this.text.length };
  }

  private take(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.at++;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(`${symbol} is expected`);
  }

  private fail(what: string): never {
    throw new FhirPathError(`${what} at character ${this.peek().at + 1} of the path ${this.text}`);
  }
}
