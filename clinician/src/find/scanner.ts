/**
 * A barcode scanner is a keyboard that types very fast and ends with Enter. Told from a person by the pace: every key within 45 ms of the one
 * before. Ten or twelve digits, with or without the hyphen, are a personal number; any other code is told only to a page that
 * takes scans (scan-taker.ts), and is left alone elsewhere.
 */
export interface Scanned {
  typed: string;
  lastAt: number;
}

export const nothingScanned: Scanned = { typed: '', lastAt: 0 };

const pace = 45;
const personalNumber = /^(\d{2})?\d{6}[-+]?\d{4}$/;
const shortestCode = 8;
/** What parts a package's code: scanners send GS as Ctrl and this key. */
const groupKey = ']';
const group = '\u001d';

export interface ScanStep {
  state: Scanned;
  /** The whole number, once Enter has ended it. */
  number?: string;
  /** Any other code that came at a scanner's pace. */
  code?: string;
}

export function scanStep(state: Scanned, key: string, at: number, withControl = false): ScanStep {
  const fast = at - state.lastAt <= pace;
  if (key === 'Enter') {
    if (!fast) return { state: nothingScanned };
    if (personalNumber.test(state.typed)) return { state: nothingScanned, number: state.typed };
    return state.typed.length >= shortestCode
      ? { state: nothingScanned, code: state.typed }
      : { state: nothingScanned };
  }
  if (key.length > 1) return { state };
  const typed = withControl && key === groupKey ? group : key;
  return { state: { typed: fast ? state.typed + typed : typed, lastAt: at } };
}
