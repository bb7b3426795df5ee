/**
 * What is known of a record that a resident might read online, their own or a child's, at the time of the request. The facts are
 * gathered anew for every request (server/src/sign-in/callers.ts): a birthday at midnight changes the next answer.
 */
import { ageOn } from '../people/age.ts';
import { instantBounds } from '../time/instant-bounds.ts';
import { stockholmDay } from '../time/stockholm.ts';
import { decide } from './decide.ts';
import type { Decision } from './finding.ts';
import { type OnlineAges, onlineAgesOn } from './online-ages.ts';
import type { Situation } from './situation.ts';

export interface OnlineRecord {
  /** The day on which the facts were gathered, YYYY-MM-DD in Sweden. */
  day: string;
  patientKey: number;
  /** FHIR id of the Patient. */
  id: string;
  name: string;
  facts: Pick<
    Situation,
    | 'record'
    | 'age'
    | 'guardianUntil'
    | 'aloneFrom'
    | 'protectedPerson'
    | 'guardianProtected'
    | 'guardianShutOut'
    | 'deceased'
  >;
  /** Keys of the clinics whose heads have decided that this resident reads what they keep. */
  clinics: readonly number[];
}

/**
 * Ages in whole years by the calendar day in Sweden. Whose birthday the year lacks is older from 1 March; for the guardians from
 * 28 February, so that neither reading of the day opens too much (docs/open-questions.md).
 */
export function agesAt(
  { record, birthDate }: { record: OnlineRecord['facts']['record']; birthDate: string | undefined },
  now: Date,
  ages: readonly OnlineAges[],
): Pick<Situation, 'age' | 'guardianUntil' | 'aloneFrom'> {
  const today = stockholmDay(now);
  const lacksIt = birthDate?.endsWith('-02-29') === true && instantBounds(`${today.slice(0, 4)}-02-29`) === undefined;
  const counted = lacksIt && record === 'childs' ? birthDate.replace(/29$/, '28') : birthDate;
  const age = counted === undefined ? undefined : ageOn(counted, today)?.years;
  const limits = onlineAgesOn(today, ages);
  return {
    ...(age !== undefined && { age }),
    ...(limits !== undefined && { guardianUntil: limits.guardianUntil, aloneFrom: limits.aloneFrom }),
  };
}

export function openingOf({ facts, day }: OnlineRecord, clinicDecision: boolean): Decision {
  return decide('open', { caller: 'resident', matter: 'record', ...facts, clinicDecision }, day);
}

/** `whole`; `clinics`: only what some clinics keep; `closed`. */
export function howOpen(record: OnlineRecord): 'whole' | 'clinics' | 'closed' {
  if (openingOf(record, false).permitted) return 'whole';
  return record.clinics.length > 0 && openingOf(record, true).permitted ? 'clinics' : 'closed';
}
