/**
 * Code systems that are published as one table, which differ in what the columns are called. A column that is not known stops the load:
 * what it means is not guessed.
 */
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import type { Staging } from '../../store/terminology/load/staging.ts';
import { columnsOf, delimited } from './lines.ts';

/** What a column can be. A name with a language, as `term-sv`, is a further term. */
export type Column =
  | 'code'
  | 'title'
  | 'parent'
  | 'valid-from'
  | 'valid-until'
  | 'description'
  | `term-${string}`
  | `property-${string}`;

export interface TableOptions {
  columns: Readonly<Record<string, Column | null>>;
  isCode: (code: string) => boolean;
  parentOf?: (code: string) => string | undefined;
}

export async function fillFromTable(
  file: string,
  { columns, isCode, parentOf }: TableOptions,
  staging: Staging,
): Promise<void> {
  let places: Partial<Record<Column, number>> | undefined;
  let number = 0;
  for await (const fields of delimited(file)) {
    number++;
    if (places === undefined) {
      places = columnsOf(fields, columns, ['code', 'title'], file);
      continue;
    }
    const at = places;
    const value = (column: Column): string => fields[at[column] ?? -1]?.trim() ?? '';
    const code = value('code');
    if (!isCode(code) || value('title') === '')
      throw new StartFailure(`Line ${number} of ${path.basename(file)} has no code of this system with a title.`);
    const [validFrom, validUntil] = [dayOf(value('valid-from')), dayOf(value('valid-until'))];
    if (validFrom === null || validUntil === null)
      throw new StartFailure(`Line ${number} of ${path.basename(file)} has a date that is none.`);
    const description = value('description');
    await staging.concept({
      code,
      display: value('title'),
      ...(description !== '' && { definition: description }),
      validFrom,
      validUntil,
    });
    const parent = value('parent') || parentOf?.(code);
    if (parent !== undefined) await staging.parent(code, parent);
    for (const column of Object.keys(places) as Column[]) {
      const [kind, name = ''] = column.split(/-(.*)/s);
      if (value(column) === '') continue;
      if (kind === 'term') await staging.term({ code, language: name, value: value(column) });
      if (kind === 'property') await staging.property(code, name, 'string', value(column));
    }
  }
}

/** `2026-01-01` or `20260101`; undefined for nothing, null for what is no day. */
function dayOf(text: string): string | undefined | null {
  if (text === '') return undefined;
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  return year === undefined || Number.isNaN(Date.parse(iso)) ? null : iso;
}
