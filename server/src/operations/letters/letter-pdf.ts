/**
 * A letter on paper: A4, tagged for those who listen (PDF/UA-1, ISO 14289-1), its font in it. A text that the font cannot write whole is
 * refused: no letter leaves out what somebody wrote (F1).
 */
import { createRequire } from 'node:module';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { openSync } from 'fontkit';
import PDFDocument from 'pdfkit';

export interface LetterOnPaper {
  from: readonly string[];
  to: readonly string[];
  day: string;
  title: string;
  text: string;
  signedBy: readonly string[];
}

const { resolve } = createRequire(import.meta.url);
const fonts = {
  regular: resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  strong: resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
};
let letters: ReadonlySet<number> | undefined;

const millimetre = 72 / 25.4;
const margin = 25 * millimetre;

/** The bytes; the same letter gives the same. */
export async function letterPdf(letter: LetterOnPaper, at: Date): Promise<Buffer> {
  for (const line of [...letter.from, ...letter.to, letter.title, letter.text, ...letter.signedBy])
    requireLetters(line);
  const document = new PDFDocument({
    size: 'A4',
    margin,
    pdfVersion: '1.7',
    // Its types do not know it yet.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    displayTitle: true,
    lang: 'sv-SE',
    font: fonts.regular,
    info: { Title: letter.title, Author: letter.from[0] ?? '', CreationDate: at, ModDate: at },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((done) => document.on('end', done));
  write(document, letter);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

type Document = InstanceType<typeof PDFDocument>;

function write(document: Document, { from, to, day, title, text, signedBy }: LetterOnPaper): void {
  const root = document.struct('Document');
  document.addStructure(root);
  const add = (tag: 'P' | 'H1', draw: () => void) => root.add(document.struct(tag, {}, draw));
  const lines = (all: readonly string[], left = margin) =>
    all.forEach((line) => document.text(line, left, document.y, { lineGap: 1 }));
  add('P', () => {
    document.fontSize(10);
    lines(from);
  });
  // Where the window of an envelope is.
  add('P', () => {
    document.y = 45 * millimetre;
    document.fontSize(11);
    lines(to, 110 * millimetre);
  });
  add('P', () => {
    document.y = 85 * millimetre;
    lines([day]);
  });
  add('H1', () => {
    document.moveDown(1.5).font(fonts.strong).fontSize(15).text(title, margin);
  });
  document.font(fonts.regular).fontSize(11.5);
  for (const paragraph of text.split(/\r?\n/))
    add('P', () => {
      document.text(paragraph === '' ? ' ' : printable(paragraph), margin, document.y, {
        lineGap: 2.5,
        paragraphGap: 2,
      });
    });
  add('P', () => {
    document.moveDown(2);
    lines(signedBy);
  });
  root.end();
}

/** A word longer than the line is parted: to find where would take the library a minute. */
const printable = (text: string): string => text.replaceAll('\t', '    ').replaceAll(/\S{80}/gu, '$& ');

function requireLetters(text: string): void {
  letters ??= lettersOf(fonts.regular);
  const missing = [...new Set(text)].find(
    (letter) => !/[\n\r\t]/.test(letter) && !letters?.has(letter.codePointAt(0) ?? 0),
  );
  if (missing !== undefined)
    throw new Failure('invalid', `The letter has a character that cannot be printed: ${missing}`, { status: 422 });
}

function lettersOf(file: string): ReadonlySet<number> {
  const font = openSync(file);
  return new Set('characterSet' in font ? font.characterSet : []);
}
