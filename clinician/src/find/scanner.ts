/**
 * A barcode scanner is a keyboard that types very fast and ends with Enter. Told from a person by the pace: every key within 45 ms of the one
 * before. Ten or twelve digits, with or without the hyphen, are a personal number; anything else is left alone.
 */
export interface Scanned {
  typed: string;
  lastAt: number;
}

export const nothingScanned: Scanned = { typed: '', lastAt: 0 };

const pace = 45;
const personalNumber = /^(\d{2})?\d{6}[-+]?\d{4}$/;

export interface ScanStep {
  state: Scanned;
  /** The whole number, once Enter has ended it. */
  number?: string;
}

export function scanStep(state: Scanned, key: string, at: number): ScanStep {
  const fast = at - state.lastAt <= pace;
  if (key === 'Enter')
    return fast && personalNumber.test(state.typed)
      ? { state: nothingScanned, number: state.typed }
      : { state: nothingScanned };
  if (!/^[\d+-]$/.test(key)) return { state: key.length === 1 ? nothingScanned : state };
  return { state: { typed: fast ? state.typed + key : key, lastAt: at } };
}
