/** `_pretty`: the same JSON text, indented. Works on the text, so that no number loses a digit (fhir/src/json.ts). */
const opening = '{[';
const closing = '}]';

export function prettyJson(text: string): string {
  let out = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '"') {
      const end = endOfString(text, at);
      out += text.slice(at, end);
      at = end - 1;
    } else if (opening.includes(character)) {
      if (closing.includes(text[at + 1] ?? ' ')) {
        out += character + (text[at + 1] ?? '');
        at++;
      } else out += character + newline(++depth);
    } else if (closing.includes(character)) out += newline(--depth) + character;
    else if (character === ',') out += character + newline(depth);
    else if (character === ':') out += ': ';
    else if (character > ' ') out += character;
  }
  return `${out}\n`;
}

function newline(depth: number): string {
  return `\n${'  '.repeat(Math.max(depth, 0))}`;
}

/** Position after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}
