/**
 * Canonical references `url|version#fragment`, and which of several definitions with one URL is meant:
 * http://hl7.org/fhir/R4/references.html#canonical.
 */
export interface Canonical {
  url: string;
  version?: string;
  fragment?: string;
}

export function parseCanonical(text: string): Canonical {
  const hash = text.indexOf('#');
  const whole = hash === -1 ? text : text.slice(0, hash);
  const bar = whole.indexOf('|');
  return {
    url: bar === -1 ? whole : whole.slice(0, bar),
    ...(bar !== -1 && { version: whole.slice(bar + 1) }),
    ...(hash !== -1 && { fragment: text.slice(hash + 1) }),
  };
}

/** What there is to choose by. Left out is the same as empty. */
export interface Edition {
  version?: string | undefined;
  status?: string | undefined;
  date?: string | undefined;
}

const standing: Record<string, number> = { active: 3, draft: 2, unknown: 1, retired: 0 };

/**
 * The one that a canonical means: with a version exactly that one; without, an active one before a draft before a retired one, and
 * of these the newest by version, then by date. undefined: none of them.
 */
export function chosen<T extends Edition>(editions: readonly T[], version?: string): T | undefined {
  const fitting = version === undefined ? editions : editions.filter((each) => each.version === version);
  return fitting.reduce<T | undefined>(
    (best, each) => (best === undefined || isBefore(best, each) ? each : best),
    undefined,
  );
}

function isBefore(one: Edition, other: Edition): boolean {
  const byStanding = (standing[one.status ?? ''] ?? 1) - (standing[other.status ?? ''] ?? 1);
  if (byStanding !== 0) return byStanding < 0;
  const byVersion = orderVersions(one.version ?? '', other.version ?? '');
  if (byVersion !== 0) return byVersion < 0;
  return (one.date ?? '') < (other.date ?? '');
}

/** Part by part, numbers as numbers; a release is newer than its previews (`1.0.0` after `1.0.0-ballot`). */
export function orderVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((text) => text.split(/[.-]/)) as [string[], string[]];
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const order = orderParts(first[index], second[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function orderParts(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined) return isNumber(other) ? -1 : 1;
  if (other === undefined) return isNumber(one) ? 1 : -1;
  if (isNumber(one) && isNumber(other)) return Number(one) - Number(other);
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? 1 : -1;
  return one < other ? -1 : 1;
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}
