/**
 * The words on each page of a PDF that Chromium (Skia) has written: its content streams are deflated, its fonts carry ToUnicode
 * tables (ISO 32000-1, 9.10.3). Enough for that writer; not a reader of any PDF.
 */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  dictionary: string;
  stream: string;
}

export function pdfText(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/Page\b(?!s)/.test(dictionary));
  return pages.map((page) => {
    const fonts = fontsOf(page.dictionary, objects);
    const contents = /\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(page.dictionary)?.[1] ?? '';
    return [...contents.matchAll(/(\d+) 0 R/g)]
      .map(([, id]) => wordsOf(objects.get(Number(id))?.stream ?? '', fonts))
      .join('');
  });
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) {
    const body = match[2] ?? '';
    const start = /stream\r?\n/.exec(body);
    const dictionary = start === null ? body : body.slice(0, start.index);
    const raw = start === null ? '' : body.slice(start.index + start[0].length, body.lastIndexOf('endstream'));
    const isDeflated =
      dictionary.includes('/FlateDecode') && !/\/Subtype\s*\/Image|\/FontFile|\/Length1/.test(dictionary);
    const stream = isDeflated ? inflateSync(Buffer.from(raw, 'latin1'), { finishFlush: 2 }).toString('latin1') : raw;
    objects.set(Number(match[1]), { dictionary, stream });
  }
  return objects;
}

type Letters = Map<number, string>;

/** The page's fonts by the names its content calls them. */
function fontsOf(page: string, objects: Map<number, PdfObject>): Map<string, Letters> {
  const resources = /\/Resources\s*(\d+) 0 R/.exec(page);
  const scope = resources === null ? page : (objects.get(Number(resources[1]))?.dictionary ?? '');
  const named = /\/Font\s*<<([\s\S]*?)>>/.exec(scope)?.[1] ?? '';
  const fonts = new Map<string, Letters>();
  for (const [, name = '', id] of named.matchAll(/\/(\w+)\s+(\d+) 0 R/g)) {
    const table = /\/ToUnicode\s+(\d+) 0 R/.exec(objects.get(Number(id))?.dictionary ?? '')?.[1];
    fonts.set(name, lettersOf(objects.get(Number(table))?.stream ?? ''));
  }
  return fonts;
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function lettersOf(table: string): Letters {
  const letters: Letters = new Map();
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      letters.set(Number.parseInt(from, 16), utf16(to));
  }
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', until = '', to = ''] of block.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g,
    )) {
      const first = Number.parseInt(from, 16);
      const letter = Number.parseInt(to, 16);
      for (let code = first; code <= Number.parseInt(until, 16); code += 1)
        letters.set(code, String.fromCodePoint(letter + code - first));
    }
  }
  return letters;
}

/** Letters in the order they are drawn; a new line or a jump to the side parts words. */
function wordsOf(content: string, fonts: Map<string, Letters>): string {
  let letters: Letters | undefined;
  let text = '';
  for (const token of content.matchAll(/\/(\w+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>|\bET\b/g)) {
    const [whole, font, hex] = token;
    if (font !== undefined) letters = fonts.get(font);
    else if (hex !== undefined) {
      for (let at = 0; at < hex.length; at += 4) text += letters?.get(Number.parseInt(hex.slice(at, at + 4), 16)) ?? '';
    } else if (whole === 'ET') text += '\n';
  }
  return text;
}
