/** What is to be done on the ward as rows, what is most late first: doses, vital signs, samples, measures and evaluations of nursing plans, risks to assess anew. */
import type { ServiceRequest } from '@medplum/fhirtypes';
import type { DosesWaiting } from '@vardkedjan/care/clinical/giving/doses-waiting.ts';
import { measuresDone, measuresDue } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { nursingDayAt } from '@vardkedjan/care/clinical/nursing/measure-pace.ts';
import { type NursingPlan, nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { startOfDay, addDays, localTime } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import type { ToDo } from './to-do-query.ts';
import type { WardRow } from './ward-rows.ts';

export const toDoKinds = ['dose', 'vitals', 'sample', 'measure', 'plan', 'risk'] as const;
export type ToDoKind = (typeof toDoKinds)[number];

export interface ToDoRow {
  key: string;
  kind: ToDoKind;
  /** Milliseconds since 1970; undefined: no time is said. */
  at: number | undefined;
  isLate: boolean;
  /** What it is, where it has a name of its own. */
  what: string;
  /** How many, of doses. */
  count: number;
  isUrgent: boolean;
  /** Who is to do it, in words of the plan. */
  who: string;
  row: WardRow;
}

type Said = Partial<ToDoRow> & Pick<ToDoRow, 'key' | 'kind'>;

export interface Known {
  rows: readonly WardRow[];
  /** undefined: not known. */
  doses: ReadonlyMap<string, DosesWaiting> | undefined;
  toDo: ToDo | undefined;
  now: number;
}

const idOf = (reference: string | undefined) => reference?.split('/').at(-1) ?? '';

const soon = 2 * 3_600_000;

/** What is to be done in the shift that goes on or within two hours, and what should have been. */
export function toDoRows({ rows, doses, toDo, now }: Known): ToDoRow[] {
  const there = rows.filter(({ stay, patient }) => stay !== undefined && patient !== undefined);
  const samples = Map.groupBy(toDo?.samples ?? [], ({ subject }) => idOf(subject.reference));
  const plans = Map.groupBy(toDo?.plans ?? [], ({ subject }) => idOf(subject.reference));
  const until = Math.max(nursingDayAt(now).shift.end, now + soon);
  return there
    .flatMap((row) => {
      const own = (plans.get(row.patientId) ?? []).flatMap((plan) => nursingPlanOf(plan, toDo?.goals ?? []) ?? []);
      return [
        ...dosesOf(doses?.get(row.patientId)),
        ...vitalsOf(row),
        ...(samples.get(row.patientId) ?? []).filter((each) => isForNow(each, now)).map(sampleOf),
        ...measuresOf(own, toDo, now),
        ...own.flatMap((plan) => evaluationOf(plan, now)),
        ...row.risks
          .filter(({ isLate }) => isLate)
          .map(({ kind, form, dueBy }): Said => ({ key: `risk ${kind}`, kind: 'risk', what: form, at: endOf(dueBy) })),
      ].map((said) => whole(said, row, now));
    })
    .filter(({ at }) => at === undefined || at <= until)
    .toSorted((a, b) => Number(b.isLate) - Number(a.isLate) || (a.at ?? now) - (b.at ?? now));
}

const whole = (said: Said, row: WardRow, now: number): ToDoRow => ({
  at: undefined,
  isLate: said.at !== undefined && said.at < now,
  what: '',
  count: 1,
  isUrgent: false,
  who: '',
  ...said,
  key: `${row.key} ${said.key}`,
  row,
});

function dosesOf(doses: DosesWaiting | undefined): Said[] {
  if (doses === undefined) return [];
  const late = doses.lateSince;
  return [
    ...(late ? [{ key: 'late doses', kind: 'dose' as const, at: Date.parse(late), count: doses.late }] : []),
    ...(doses.now > 0 ? [{ key: 'doses', kind: 'dose' as const, count: doses.now, isLate: false }] : []),
    ...(doses.next ? [{ key: 'next dose', kind: 'dose' as const, at: Date.parse(doses.next) }] : []),
  ];
}

/** Somebody without a score has vital signs to take. */
const vitalsOf = ({ dueBy }: WardRow): Said[] => [{ key: 'vitals', kind: 'vitals', at: dueBy }];

/** Not before the day that it is ordered for. */
function isForNow({ occurrenceDateTime }: ServiceRequest, now: number): boolean {
  return occurrenceDateTime === undefined || occurrenceDateTime.slice(0, 10) <= localTime(new Date(now)).date;
}

const sampleOf = (request: ServiceRequest): Said => ({
  key: `sample ${request.id}`,
  kind: 'sample',
  what: textOfConcept(request.code),
  isUrgent: request.priority === 'stat' || request.priority === 'urgent',
});

const measuresOf = (plans: readonly NursingPlan[], toDo: ToDo | undefined, now: number): Said[] =>
  measuresDue(plans, measuresDone(toDo?.done ?? []), now)
    .filter(({ dueBy }) => dueBy !== undefined)
    .map(({ plan, measure, dueBy }) => ({
      key: `measure ${plan.id} ${measure.id}`,
      kind: 'measure',
      what: measure.text,
      who: measure.who,
      at: dueBy,
    }));

function evaluationOf({ id, title, evaluateBy }: NursingPlan, now: number): Said[] {
  if (evaluateBy === undefined || evaluateBy > localTime(new Date(now)).date) return [];
  const at = endOf(evaluateBy);
  const isLate = at !== undefined && at < now;
  return [{ key: `plan ${id}`, kind: 'plan', what: title, isLate, at: isLate ? at : undefined }];
}

const endOf = (day: string | undefined): number | undefined =>
  day === undefined ? undefined : Date.parse(startOfDay(addDays(day, 1)));

/** Of one patient, for the board: what is done by the nurses beside doses and vital signs. */
export interface NursingToDo {
  late: number;
  now: number;
  samples: number;
}

export function nursingToDo(rows: readonly ToDoRow[]): ReadonlyMap<string, NursingToDo> {
  const byPatient = Map.groupBy(rows, ({ row }) => row.patientId);
  return new Map(
    [...byPatient].map(([id, own]) => {
      const nursing = own.filter(({ kind }) => kind === 'measure' || kind === 'plan' || kind === 'risk');
      return [
        id,
        {
          late: nursing.filter(({ isLate }) => isLate).length,
          now: nursing.filter(({ isLate }) => !isLate).length,
          samples: own.filter(({ kind }) => kind === 'sample').length,
        },
      ];
    }),
  );
}
