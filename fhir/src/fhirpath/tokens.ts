/** FHIRPath text to tokens. Lexical grammar: http://hl7.org/fhirpath/N1/grammar.html. */

/** A path that cannot be read or uses what is not supported; the message names it. */
export class FhirPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FhirPathError';
  }
}

export interface Token {
  /** `quoted` is an identifier in back quotes: never a keyword. */
  kind: 'word' | 'quoted' | 'string' | 'number' | 'date' | 'variable' | 'symbol' | 'end';
  text: string;
  /** Place in the text, from 0. */
  at: number;
}

const pattern =
  /(?<space>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>[$A-Za-z_][A-Za-z0-9_]*)|`(?<quoted>(?:[^`\\]|\\.)*)`|'(?<string>(?:[^'\\]|\\[\s\S])*)'|(?<number>\d+(?:\.\d+)?)|@(?<date>T?[\d:.T+Z-]+)|%(?:(?<variable>[A-Za-z_][A-Za-z0-9_-]*)|`(?<variable2>[^`]+)`|'(?<variable3>[^']+)')|(?<symbol><=|>=|!=|!~|[.,()[\]{}+\-*/&|=~<>])/y;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw new FhirPathError(`unexpected character at ${at + 1} of the path ${text}`);
    const token = tokenOf(groups, at);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>, at: number): Token | undefined {
  if (groups['string'] !== undefined) return { kind: 'string', text: unescape(groups['string']), at };
  if (groups['quoted'] !== undefined) return { kind: 'quoted', text: unescape(groups['quoted']), at };
  const variable = groups['variable'] ?? groups['variable2'] ?? groups['variable3'];
  if (variable !== undefined) return { kind: 'variable', text: variable, at };
  for (const kind of ['word', 'number', 'date', 'symbol'] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text, at };
  }
  return undefined;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/** Unknown escapes stand for the character itself: R4's own rules write `\_` and `\@`. */
function unescape(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
