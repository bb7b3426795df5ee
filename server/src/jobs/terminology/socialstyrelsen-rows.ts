/**
 * Socialstyrelsen's text files, tab separated: code, mark, title and, in some, a description; with or without a line that names
 * the columns (Kod:, nothing, Kodtext:, Beskrivning:).
 */
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import { tabbed } from './lines.ts';

export interface SocialstyrelsenRow {
  code: string;
  /** † or *, in ICD-10-SE; else empty. */
  mark: string;
  title: string;
  description?: string;
}

const headers = new Set(['Kod:||Kodtext:', 'Kod:||Kodtext:|Beskrivning:']);

export async function* socialstyrelsenRows(file: string): AsyncGenerator<SocialstyrelsenRow> {
  let number = 0;
  for await (const row of tabbed(file)) {
    number++;
    if (number === 1 && row[0] === 'Kod:') {
      if (!headers.has(row.join('|')))
        throw new StartFailure(`${path.basename(file)} has columns that are not known here: ${row.join(', ')}.`);
      continue;
    }
    const [code = '', mark = '', title = '', description = '', ...more] = row.map((field) => field.trim());
    if (code === '' || title === '' || !['', '†', '*'].includes(mark) || more.some((field) => field !== ''))
      throw new StartFailure(`Line ${number} of ${path.basename(file)} is not code, mark, title and description.`);
    yield { code, mark, title, ...(description !== '' && { description }) };
  }
}
