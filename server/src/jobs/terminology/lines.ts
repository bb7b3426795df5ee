/** The lines of a text file in UTF-8, one at a time, and the rows of delimited ones (RFC 4180), without holding the file. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { StartFailure } from '../../store/start-failure.ts';

export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, { encoding: 'utf8' });
  let first = true;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = first ? line.replace(/^\uFEFF/, '') : line;
    first = false;
    if (text.includes('\uFFFD')) throw new StartFailure(`${path.basename(file)} is not in UTF-8.`);
    yield text;
  }
}

/** Tab separated, without quotes. */
export async function* tabbed(file: string): AsyncGenerator<string[]> {
  for await (const line of linesOf(file)) if (line !== '') yield line.split('\t');
}

/** Fields in quotes may hold the separator, quotes (doubled) and line ends. */
export async function* delimited(file: string, separator?: string): AsyncGenerator<string[]> {
  for await (const { fields } of delimitedLines(file, separator)) yield fields;
}

/** With the line on which each row begins, from 1. */
export async function* delimitedLines(
  file: string,
  separator?: string,
): AsyncGenerator<{ fields: string[]; line: number }> {
  let open = '';
  let by = separator;
  let at = 0;
  let begins = 1;
  for await (const line of linesOf(file)) {
    at++;
    if (open === '') begins = at;
    by ??= [';', '\t', ','].find((each) => line.includes(each)) ?? ';';
    const text = open === '' ? line : `${open}\n${line}`;
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) {
      open = text;
      continue;
    }
    open = '';
    if (text !== '') yield { fields: fieldsOf(text, by), line: begins };
  }
  if (open !== '') throw new StartFailure(`${path.basename(file)} ends within quotes.`);
}

function fieldsOf(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const next = text.indexOf(separator, at);
      fields.push(text.slice(at, next === -1 ? undefined : next));
      at = next === -1 ? text.length + 1 : next + 1;
    }
  }
  return fields;
}

/**
 * Where each wanted column stands. `known`: column by the names it may have, without regard to case; `null`: known and not read.
 * Fails when a column is not known (the format has changed: nothing is guessed) or a needed one is missing.
 */
export function columnsOf<Name extends string>(
  header: readonly string[],
  known: Readonly<Record<string, Name | null>>,
  needed: readonly Name[],
  file: string,
): Partial<Record<Name, number>> {
  const byName = new Map(Object.entries(known).map(([name, column]) => [name.toLowerCase(), column]));
  const found: Partial<Record<Name, number>> = {};
  header.forEach((title, at) => {
    const name = title.trim().replace(/:$/, '').toLowerCase();
    const column = byName.get(name);
    if (column === undefined)
      throw new StartFailure(`${path.basename(file)} has a column "${title}" that is not known here.`);
    if (column !== null) found[column] ??= at;
  });
  for (const column of needed) {
    if (found[column] === undefined) throw new StartFailure(`${path.basename(file)} has no column for ${column}.`);
  }
  return found;
}
