/**
 * Says what is wrong with a JSON text and where: run only after JSON.parse has refused it, because the engine's own message
 * quotes the text (patient data) and does not always give a position. Grammar: RFC 8259.
 */

type Found = { fault: string };

/** One sentence with line and column, or undefined when the text is sound. Never quotes values. */
export function findJsonFault(text: string, maxDepth: number): string | undefined {
  try {
    new Scan(text, maxDepth).document();
    return undefined;
  } catch (found) {
    if (isFound(found)) return found.fault;
    throw found;
  }
}

function isFound(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

const space = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
// oxlint-disable-next-line no-control-regex -- RFC 8259: control characters must be escaped
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

class Scan {
  private readonly text: string;
  private readonly maxDepth: number;
  private at = 0;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  document(): void {
    this.skip(space);
    if (this.at === this.text.length) this.stop('the text is empty');
    this.value('', 0);
    if (this.at < this.text.length) this.stop('something follows after the end of the value');
  }

  private value(path: string, depth: number): void {
    if (depth >= this.maxDepth) this.stop(`nested deeper than ${this.maxDepth} levels`);
    const first = this.text[this.at];
    if (first === '{') this.object(path, depth);
    else if (first === '[') this.array(path, depth);
    else if (first === '"') this.string('a string');
    else if (!this.skip(word) && !this.skip(number)) this.stop('a value is expected');
    this.skip(space);
  }

  private object(path: string, depth: number): void {
    const names = new Set<string>();
    this.step();
    while (this.text[this.at] !== '}') {
      if (names.size > 0) this.expect(',', 'a comma or } is expected');
      const start = this.at;
      if (this.text[this.at] !== '"') this.stop('a property name in double quotes is expected');
      this.string('a property name');
      const name = JSON.parse(this.text.slice(start, this.at)) as string;
      const childPath = path === '' ? name : `${path}.${name}`;
      if (names.has(name)) this.stop(`the property ${childPath} occurs twice`, start);
      names.add(name);
      this.skip(space);
      this.expect(':', 'a colon is expected');
      this.value(childPath, depth + 1);
    }
    this.step();
  }

  private array(path: string, depth: number): void {
    let length = 0;
    this.step();
    while (this.text[this.at] !== ']') {
      if (length > 0) this.expect(',', 'a comma or ] is expected');
      this.value(`${path}[${length}]`, depth + 1);
      length++;
    }
    this.step();
  }

  private string(what: string): void {
    if (!this.skip(string)) this.stop(`${what} is not closed or holds a character that must be escaped`);
  }

  private expect(character: string, otherwise: string): void {
    if (this.text[this.at] !== character) this.stop(otherwise);
    this.step();
  }

  private step(): void {
    this.at++;
    this.skip(space);
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private stop(what: string, at: number = this.at): never {
    const before = this.text.slice(0, at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const found: Found = { fault: `The body is not valid JSON: at line ${before.length}, column ${column}, ${what}.` };
    throw found;
  }
}
