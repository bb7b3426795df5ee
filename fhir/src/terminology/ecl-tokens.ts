/** The words and signs of an expression constraint, comments and the names between bars left out. */
import { Failure } from '../outcome.ts';

export function invalidEcl(): Failure {
  return new Failure('invalid', 'The expression constraint is not ECL');
}

const token =
  /\s+|\/\*[\s\S]*?\*\/|\|[^|]*\||(!!<|!!>|<<!|>>!|<<|>>|<!|>!|<=|>=|<|>|\^|\*|\(|\)|\{\{|\}\}|\{|\}|\[|\]|:|,|\.\.|\.|!=|=|\+|"(?:\\.|[^"\\])*"|#[-+]?\d+(?:\.\d+)?|\d+|[A-Za-z]+(?:-[A-Za-z]+)*)/y;

/** Fails with `invalid`. Words of the language are in capitals. */
export function eclTokens(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (found === null) throw invalidEcl();
    if (found[1] !== undefined) tokens.push(/^[A-Za-z]/.test(found[1]) ? found[1].toUpperCase() : found[1]);
  }
  // `< <` is written with a space now and then.
  return tokens.flatMap((one, at) => {
    if ((one === '<' || one === '>') && tokens[at - 1] === one && tokens[at - 2] !== one) return [];
    return (one === '<' || one === '>') && tokens[at + 1] === one ? [one + one] : [one];
  });
}

/** Tokens as they are read, one after another. */
export class EclTokens {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = eclTokens(text);
  }

  peek(ahead = 0): string | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw invalidEcl();
    return token;
  }

  take(wanted: string): boolean {
    if (this.peek() !== wanted) return false;
    this.#at++;
    return true;
  }

  need(wanted: string): void {
    if (!this.take(wanted)) throw invalidEcl();
  }

  /** What stands behind the parenthesis that opens here. */
  behindParenthesis(): string | undefined {
    let open = 0;
    for (let at = this.#at; at < this.#tokens.length; at++) {
      if (this.#tokens[at] === '(') open++;
      else if (this.#tokens[at] === ')' && --open === 0) return this.#tokens[at + 1];
    }
    return undefined;
  }

  /** The text of a string. */
  text(): string {
    const token = this.next();
    if (!token.startsWith('"')) throw invalidEcl();
    return token.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
  }
}
