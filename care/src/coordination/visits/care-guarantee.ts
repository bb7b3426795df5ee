/**
 * How long somebody may have to wait: the care guarantee (vårdgaranti), hälso- och sjukvårdslagen (2017:30) 9 kap. 1 § with its times and
 * what is not counted in hälso- och sjukvårdsförordningen (2017:80) 6 kap. 1–2 §§ (https://selex.se/eli/sfs/2017/80). Return visits have none
 * (https://www.1177.se/sa-fungerar-varden/lagar-och-bestammelser/vardgaranti/). Days are Swedish calendar days; the day it began is not one
 * of them, and no day is added because the last is a holiday (docs/open-questions.md).
 */
export type Guarantee = 'contact' | 'assessment' | 'first-visit' | 'treatment';

/** Days from the day on which care was sought, the referral was issued or the care was decided. */
export const guaranteedDays: Readonly<Record<Guarantee, number>> = {
  contact: 0,
  assessment: 3,
  'first-visit': 90,
  treatment: 90,
};

/** 2 §: of 1 § 3 and 4 only. */
const mayPause: ReadonlySet<Guarantee> = new Set(['first-visit', 'treatment']);

export const pauseReasons = ['medical', 'other-region', 'declined'] as const;
export type PauseReason = (typeof pauseReasons)[number];
export const isPauseReason = (text: string | undefined): text is PauseReason =>
  pauseReasons.some((reason) => reason === text);

/** Days, both included, that are not counted; without an end it goes on. */
export interface WaitingPause {
  reason: PauseReason;
  from: string;
  until?: string;
  /** All that it takes to have declined: told of the guarantee, offered care within it, and said no. What is not known is not so. */
  informed?: boolean;
  offered?: boolean;
  said?: boolean;
}

export interface GuaranteeClock {
  guarantee: Guarantee;
  from: string;
  /** The last day within it; undefined while a pause goes on. */
  until: string | undefined;
  /** Days that are left; 0: today is the last, below: so many too many. */
  left: number;
  /** The pause that goes on today. */
  paused: PauseReason | undefined;
}

const aDay = 86_400_000;
const dayOf = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / aDay;
const textOf = (day: number): string => new Date(day * aDay).toISOString().slice(0, 10);

export function countsAsPause({ reason, informed, offered, said }: WaitingPause): boolean {
  return reason !== 'declined' || (informed === true && offered === true && said === true);
}

/** `from` and `today`: YYYY-MM-DD in Sweden. */
export function careGuarantee(
  guarantee: Guarantee,
  from: string,
  pauses: readonly WaitingPause[],
  today: string,
): GuaranteeClock {
  const counted = mayPause.has(guarantee) ? pauses.filter(countsAsPause) : [];
  const pauseOn = (day: number) =>
    counted.find((one) => dayOf(one.from) <= day && (one.until === undefined || day <= dayOf(one.until)));
  const now = dayOf(today);
  const isEndless = (day: number) => pauseOn(day) !== undefined && pauseOn(day)?.until === undefined;
  let left = guaranteedDays[guarantee];
  let last: number | undefined = dayOf(from);
  for (let day = dayOf(from) + 1, toGo = left; toGo > 0; day++) {
    if (isEndless(day)) {
      last = undefined;
      break;
    }
    last = day;
    if (pauseOn(day) === undefined) toGo--;
  }
  for (let day = dayOf(from) + 1; day <= now; day++) if (pauseOn(day) === undefined) left--;
  return {
    guarantee,
    from: from.slice(0, 10),
    until: last === undefined ? undefined : textOf(last),
    left,
    paused: pauseOn(now)?.reason,
  };
}
