/** Whom somebody asks to countersign what they sign at a unit, on this machine: a convenience, forgotten without harm. No patient data. */
const key = (unit: string, caller: string) => `vardkedjan.countersigner.${unit}.${caller}`;

/** `Practitioner/…` */
export const lastColleague = (unit: string, caller: string): string | undefined =>
  localStorage.getItem(key(unit, caller)) ?? undefined;

export function rememberColleague(unit: string, caller: string, colleague: string | undefined): void {
  if (colleague === undefined) localStorage.removeItem(key(unit, caller));
  else localStorage.setItem(key(unit, caller), colleague);
}
