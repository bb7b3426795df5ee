/**
 * Codes that are offered for what somebody has typed, the likeliest first: the very code, then what the patient has had before, then what is
 * coded most here, then as well as the code system's words fit.
 */
import { codeKey, rankOf, searchableText } from '@vardkedjan/fhir/terminology/search-words.ts';

export interface Code {
  code: string;
  display: string;
}

export interface Candidate extends Code {
  /** The patient has had it before. */
  isEarlier: boolean;
}

export interface ToRank {
  typed: string;
  /** As the server found them, the best first. */
  found: readonly Code[];
  /** What the patient has had. */
  earlier: readonly Code[];
  /** How often each code is chosen here. */
  chosen: Readonly<Record<string, number>>;
}

export function rankedCodes({ typed, found, earlier, chosen }: ToRank): Candidate[] {
  const had = new Map(earlier.map((each) => [each.code, each]));
  const fitting = [...had.values()].filter(
    ({ code, display }) => rankOf(code, searchableText(display), typed) !== undefined,
  );
  const all = new Map([...fitting, ...found].map((each) => [each.code, each]));
  const place = new Map(found.map(({ code }, index) => [code, index]));
  const isExact = ({ code }: Code) => codeKey(code) === codeKey(typed);
  return [...all.values()]
    .map((each) => ({ ...each, isEarlier: had.has(each.code) }))
    .toSorted(
      (a, b) =>
        Number(isExact(b)) - Number(isExact(a)) ||
        Number(b.isEarlier) - Number(a.isEarlier) ||
        (chosen[b.code] ?? 0) - (chosen[a.code] ?? 0) ||
        (place.get(a.code) ?? found.length) - (place.get(b.code) ?? found.length),
    );
}
