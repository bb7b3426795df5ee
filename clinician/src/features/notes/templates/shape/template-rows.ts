/**
 * A template's search words as the rows of a list, to be named, moved and removed one by one: a heading is a row, and what stands under it
 * are the rows of level 2 that follow it. Rows make the same items again.
 */
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { isHeading } from './template-kinds.ts';

export interface TemplateRow {
  level: 1 | 2;
  /** Without what has rows of its own. */
  item: QuestionnaireItem;
}

export type Rows = readonly TemplateRow[];

export function rowsOf(items: readonly QuestionnaireItem[] = []): TemplateRow[] {
  return items.flatMap((each): TemplateRow[] => {
    if (!isHeading(each)) return [{ level: 1, item: each }];
    const { item: below = [], ...heading } = each;
    return [{ level: 1, item: heading }, ...below.map((item): TemplateRow => ({ level: 2, item }))];
  });
}

export function itemsOfRows(rows: Rows): QuestionnaireItem[] {
  const items: QuestionnaireItem[] = [];
  for (const { level, item } of rows) {
    const heading = items.at(-1);
    if (level === 2 && heading && isHeading(heading)) heading.item = [...(heading.item ?? []), item];
    else items.push({ ...item });
  }
  return items;
}

/** What stands under no heading stands on its own. */
export function settled(rows: Rows): TemplateRow[] {
  let isUnder = false;
  return rows.map((row) => {
    if (row.level === 1) isUnder = isHeading(row.item);
    return row.level === 2 && !isUnder ? { ...row, level: 1 } : row;
  });
}

/** The row and, of a heading, what stands under it. */
function lengthAt(rows: Rows, at: number): number {
  const row = rows[at];
  if (!row || !isHeading(row.item) || row.level === 2) return 1;
  let length = 1;
  while (rows[at + length]?.level === 2) length++;
  return length;
}

/** One step up or down, past what stands there as a whole; the first under a heading comes out above it. */
export function moved(rows: Rows, at: number, step: -1 | 1): { rows: TemplateRow[]; at: number } {
  const length = lengthAt(rows, at);
  const block = rows.slice(at, at + length);
  const without = [...rows.slice(0, at), ...rows.slice(at + length)];
  const to = step === -1 ? startAbove(rows, at) : at + (rows[at]?.level === 1 ? lengthAt(without, at) : 1);
  if (to < 0 || to > without.length) return { rows: [...rows], at };
  return { rows: settled([...without.slice(0, to), ...block, ...without.slice(to)]), at: to };
}

function startAbove(rows: Rows, at: number): number {
  let to = at - 1;
  if (rows[at]?.level === 1) while (rows[to]?.level === 2) to--;
  return to;
}

/** In under the heading above, or out of it. */
export function indented(rows: Rows, at: number, level: 1 | 2): TemplateRow[] {
  return settled(rows.map((row, index) => (index === at && !isHeading(row.item) ? { ...row, level } : row)));
}

export const without = (rows: Rows, at: number): TemplateRow[] => settled(rows.filter((_row, index) => index !== at));

export function withRow(rows: Rows, after: number, row: TemplateRow): TemplateRow[] {
  return settled([...rows.slice(0, after + 1), row, ...rows.slice(after + 1)]);
}

/** A name for a search word that no other has and that stays when it is called something else. */
export function freeLinkId(rows: Rows, word: string): string {
  const taken = new Set(rows.flatMap(({ item }) => allLinkIds(item)));
  const stem =
    word
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'sokord';
  for (let number = 1; ; number++) {
    const linkId = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(linkId)) return linkId;
  }
}

export function allLinkIds({ linkId, item = [] }: QuestionnaireItem): string[] {
  return [linkId, ...item.flatMap(allLinkIds)];
}
