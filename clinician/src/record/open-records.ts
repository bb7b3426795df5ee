/**
 * The records that are open at once. Each keeps a number and a hue of its own for as long as it is open, on the strip, on its tab and on every
 * workspace that writes in it: two open records never look the same.
 */
export interface OpenRecord {
  patientId: string;
  mark: number;
}

export const marks = 4;

/** More than this and the one looked at longest ago is closed; its drafts are on the server. */
export const mostOpen = 8;

export function withRecord(open: readonly OpenRecord[], patientId: string): readonly OpenRecord[] {
  if (open.some((record) => record.patientId === patientId)) return open;
  const kept = open.length >= mostOpen ? open.slice(1) : open;
  const taken = new Set(kept.map((record) => record.mark));
  let mark = 1;
  while (taken.has(mark)) mark += 1;
  return [...kept, { patientId, mark }];
}

export const withoutRecord = (open: readonly OpenRecord[], patientId: string) =>
  open.filter((record) => record.patientId !== patientId);

/** Which of the hues in the tokens (`--series-1` …) a mark has; the number tells apart those that share one. */
export const hueOf = (mark: number) => ((mark - 1) % marks) + 1;

export function readOpenRecords(kept: unknown): readonly OpenRecord[] {
  const isRecord = (value: unknown): value is OpenRecord =>
    typeof value === 'object' &&
    value !== null &&
    typeof (value as OpenRecord).patientId === 'string' &&
    Number.isInteger((value as OpenRecord).mark) &&
    (value as OpenRecord).mark > 0;
  return Array.isArray(kept) && kept.every(isRecord) ? kept : [];
}
