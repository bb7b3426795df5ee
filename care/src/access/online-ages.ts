/**
 * At which ages a record is read online, and by whom: the regions' common limits, which are not law and may change (a public inquiry
 * proposed other ones in 2022), so they are a setting with a first day for each set (`ONLINE_AGES`).
 */
export interface OnlineAges {
  /** First day, YYYY-MM-DD. */
  from: string;
  /** Guardians read until the day on which the child turns so many years. */
  guardianUntil: number;
  /** From the day on which one turns so many years one reads alone. */
  aloneFrom: number;
}

export const usualOnlineAges: readonly OnlineAges[] = [{ from: '0001-01-01', guardianUntil: 13, aloneFrom: 16 }];

/** Those that hold on a day; undefined: none do. */
export function onlineAgesOn(day: string, ages: readonly OnlineAges[]): OnlineAges | undefined {
  return ages.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
}

/** Written `2027-01-01:13:16`, several with commas between; undefined: it is written otherwise. */
export function parseOnlineAges(text: string): OnlineAges[] | undefined {
  const parsed = text.split(',').map((one): OnlineAges | undefined => {
    const match = /^\s*(\d{4}-\d\d-\d\d):(\d{1,2}):(\d{1,2})\s*$/.exec(one);
    if (match === null) return undefined;
    const [, from = '', until, alone] = match;
    const [guardianUntil, aloneFrom] = [Number(until), Number(alone)];
    return guardianUntil <= aloneFrom ? { from, guardianUntil, aloneFrom } : undefined;
  });
  return parsed.every((one) => one !== undefined) ? parsed : undefined;
}
