/** Sorting of table rows: numbers as numbers, text in Swedish order, what is missing last whichever way it goes. */
export type SortValue = string | number | undefined;

export interface SortState {
  column: string;
  direction: 'ascending' | 'descending';
}

const swedish = new Intl.Collator('sv', { numeric: true, sensitivity: 'accent' });

export function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return swedish.compare(String(a), String(b));
}

const isMissing = (value: SortValue) =>
  value === undefined || value === '' || (typeof value === 'number' && Number.isNaN(value));

export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  direction: SortState['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const a = valueOf(left);
    const b = valueOf(right);
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
    return sign * compareValues(a, b);
  });
}
