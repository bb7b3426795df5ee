/** The board as values: a row for each bed in the order of the rooms, then for those who have none. */
import type { Encounter, Location, Observation, Patient } from '@medplum/fhirtypes';
import { risksNow, type RiskNow } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import {
  hoursToNext,
  isTooYoungForNews2,
  type News2,
  news2Risk,
  type News2Risk,
} from '@vardkedjan/care/clinical/vitals/news2.ts';
import { news2Of } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { bedOf, isBed, isOutOfUse, plannedEndOf, responsibleOf } from '@vardkedjan/care/coordination/stays/stay.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { localTime, timeOf } from '@vardkedjan/ui/dates.ts';
import type { Ward } from './ward-query.ts';

export interface ScoreAt {
  at: number;
  score: News2 & { total: number };
  risk: News2Risk;
}

export interface WardRow {
  key: string;
  bed: string;
  bedReference: string | undefined;
  isOutOfUse: boolean;
  stay: (Encounter & { id: string }) | undefined;
  patientId: string;
  /** undefined of somebody whom the caller may not see. */
  patient: Patient | undefined;
  doctor: string;
  nurse: string;
  /** The oldest first. */
  scores: readonly ScoreAt[];
  latest: ScoreAt | undefined;
  /** When vital signs are to be taken at the latest; undefined of somebody whom NEWS2 is not for, or who may not be seen. Milliseconds since 1970. */
  dueBy: number | undefined;
  isLate: boolean;
  /** What infects others first. */
  warnings: readonly { text: string; isInfection: boolean }[];
  /** Those that there is, and those that are to be assessed anew; what is high first. */
  risks: readonly RiskNow[];
  home: string;
  reason: string;
}

const idOf = (reference: string | undefined) => reference?.split('/').at(-1) ?? '';
/** `Sara Lindqvist, distriktsläkare`: the board has room for the name. */
const shortName = (display: string | undefined) => display?.split(',')[0] ?? '';

export function wardRows(ward: Ward, now: Date): WardRow[] {
  const patients = new Map(ward.patients.map((each) => [each.id ?? '', each]));
  const scores = Map.groupBy(ward.scores, ({ subject }) => idOf(subject?.reference));
  const flags = Map.groupBy(ward.flags.filter(isActive), ({ subject }) => idOf(subject.reference));
  const assessed = Map.groupBy(ward.risks, ({ subject }) => idOf(subject?.reference));
  const day = localTime(now).date;
  const beds = ward.places.filter(isBed).toSorted((a, b) => byNumber(a.name ?? '', b.name ?? ''));
  const lying = new Map(
    ward.stays.flatMap((stay) => (bedOf(stay) ? [[idOf(bedOf(stay)?.reference), stay]] : [])) as [string, Encounter][],
  );
  const known = new Set(beds.map(({ id }) => id));
  const row = (bed: Location | undefined, stay: Encounter | undefined): WardRow => {
    const patientId = idOf(stay?.subject?.reference);
    const own = (scores.get(patientId) ?? []).flatMap(scoreAt).toSorted((a, b) => a.at - b.at);
    return {
      key: bed?.id ?? stay?.id ?? '',
      bed: bed?.name ?? (stay && bedOf(stay)?.display) ?? '',
      bedReference: bed && `Location/${bed.id}`,
      isOutOfUse: bed !== undefined && isOutOfUse(bed),
      stay: stay?.id === undefined ? undefined : { ...stay, id: stay.id },
      patientId,
      patient: patients.get(patientId),
      doctor: shortName(stay && responsibleOf(stay, 'doctor')?.display),
      nurse: shortName(stay && responsibleOf(stay, 'nurse')?.display),
      scores: own,
      latest: own.at(-1),
      ...dueOf(own.at(-1), { stay, patient: patients.get(patientId) }, now),
      warnings: (flags.get(patientId) ?? [])
        .map(warningOf)
        .toSorted((a, b) => Number(b.isInfection) - Number(a.isInfection)),
      risks: risksNow(assessed.get(patientId) ?? [], day)
        .filter(({ level, isLate }) => level !== 'none' || isLate)
        .toSorted((a, b) => Number(b.level === 'high') - Number(a.level === 'high')),
      home: (stay && plannedEndOf(stay))?.slice(0, 10) ?? '',
      reason: stay?.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
    };
  };
  const others = ward.stays.filter((stay) => !known.has(idOf(bedOf(stay)?.reference)));
  return [...beds.map((bed) => row(bed, lying.get(bed.id ?? ''))), ...others.map((stay) => row(undefined, stay))];
}

const warningOf = (flag: Ward['flags'][number]): WardRow['warnings'][number] => ({
  text: textOfConcept(flag.code),
  isInfection: flag.category?.some(({ coding }) => coding?.some(({ code }) => code === 'infection')) ?? false,
});

const isActive = ({ status, period }: Ward['flags'][number]) => status === 'active' && period?.end === undefined;

export const byNumber = (a: string, b: string): number => a.localeCompare(b, 'sv', { numeric: true });

export function scoreAt(observation: Observation): ScoreAt[] {
  const score = news2Of(observation);
  const at = timeOf(observation.effectiveDateTime);
  const risk = score && news2Risk(score);
  if (score?.total === undefined || risk === undefined || !Number.isFinite(at)) return [];
  if (observation.status === 'entered-in-error' || observation.status === 'cancelled') return [];
  return [{ at, score: { ...score, total: score.total }, risk }];
}

/** The shortest time between two rounds. Who is watched all the time, and who has just been admitted, is to have one within it: docs/open-questions.md 307. */
const shortest = 1;

/** By the latest score, else from the admission: who has no score is not known to be well. */
function dueOf(
  latest: ScoreAt | undefined,
  { stay, patient }: { stay: Encounter | undefined; patient: Patient | undefined },
  now: Date,
): Pick<WardRow, 'dueBy' | 'isLate'> {
  const from = latest?.at ?? timeOf(stay?.period?.start);
  const isForNews2 = patient !== undefined && !isTooYoungForNews2(patient.birthDate, localTime(now).date);
  if (!Number.isFinite(from) || (latest === undefined && !isForNews2)) return { dueBy: undefined, isLate: false };
  const dueBy = from + Math.max(shortest, (latest && hoursToNext(latest.score)) ?? 0) * 3_600_000;
  return { dueBy, isLate: dueBy < now.getTime() };
}

/** Beds that somebody may be given, in the board's order. */
export const freeBeds = (rows: readonly WardRow[]): WardRow[] =>
  rows.filter((row) => row.bedReference !== undefined && row.stay === undefined && !row.isOutOfUse);
