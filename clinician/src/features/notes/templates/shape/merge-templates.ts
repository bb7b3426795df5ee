/**
 * Two who change one draft of a template (F13): what each has done since they had the same, put together row by row. Nothing that was written is
 * lost: of a row that both have changed the other's stands, and mine stands after it as a row of its own.
 */
import type { Questionnaire } from '@medplum/fhirtypes';
import { canonicalJson } from '@vardkedjan/care/record-keeping/note-items.ts';
import { freeLinkId, itemsOfRows, rowsOf, settled, type TemplateRow } from './template-rows.ts';

/** `base`: what both had. What `theirs` says of its version and status is kept. */
export function mergeTemplates<T extends Questionnaire>(base: T, mine: T, theirs: T): T {
  const rows = mergedRows(rowsOf(base.item), rowsOf(mine.item), rowsOf(theirs.item));
  const { item: _theirs, ...rest } = theirs;
  const merged = { ...rest, ...changedOf(base, mine) } as T;
  return rows.length === 0 ? merged : { ...merged, item: itemsOfRows(rows) };
}

function mergedRows(base: readonly TemplateRow[], mine: readonly TemplateRow[], theirs: readonly TemplateRow[]) {
  const [was, own] = [byLinkId(base), byLinkId(mine)];
  // What I took away is gone, unless the other has changed it meanwhile.
  let rows = theirs.filter((row) => {
    const before = was.get(row.item.linkId);
    return before === undefined || own.has(row.item.linkId) || !isSame(before, row);
  });
  mine.forEach((row, index) => {
    const before = was.get(row.item.linkId);
    if (before !== undefined && isSame(before, row)) return;
    const at = rows.findIndex(({ item }) => item.linkId === row.item.linkId);
    const there = rows[at];
    if (there !== undefined && isSame(there, row)) return;
    const isMineAlone = there !== undefined && before !== undefined && isSame(before, there);
    rows = isMineAlone ? rows.with(at, row) : putIn(rows, row, at >= 0 ? at : placeOf(rows, mine, index));
  });
  return settled(rows);
}

/** After the row at `at`, by a name that is free. */
function putIn(rows: readonly TemplateRow[], row: TemplateRow, at: number): TemplateRow[] {
  const isTaken = rows.some(({ item }) => item.linkId === row.item.linkId);
  const item = isTaken ? { ...row.item, linkId: freeLinkId(rows, row.item.linkId) } : row.item;
  return rows.toSpliced(at + 1, 0, { ...row, item });
}

/** The nearest row before it of mine that is still there; -1: first. */
function placeOf(rows: readonly TemplateRow[], mine: readonly TemplateRow[], index: number): number {
  for (let before = index - 1; before >= 0; before--) {
    const at = rows.findIndex(({ item }) => item.linkId === mine[before]?.item.linkId);
    if (at >= 0) return at;
  }
  return -1;
}

/** What I have said of the template as a whole: its name, for whom it is. */
function changedOf<T extends Questionnaire>(base: T, mine: T): Partial<T> {
  const own = Object.entries(mine).filter(
    ([key, value]) => !['item', 'meta', 'status'].includes(key) && !isSame(value, base[key as keyof T]),
  );
  return Object.fromEntries(own) as Partial<T>;
}

const byLinkId = (rows: readonly TemplateRow[]) => new Map(rows.map((row) => [row.item.linkId, row]));

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null);
