/**
 * A request that a block is lifted, as the Tasks that say it to each that is to know (care/src/access/lift-request.ts), and what ties them together. Those
 * that are asked have a care relation by it while it waits; the unit that is staffed around the clock from when nobody has answered.
 */
import type { CareTeam, Organization, Reference, Task } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import {
  answerMinutes,
  headMinutes,
  type LiftRequestKind,
  liftRequests,
} from '@vardkedjan/care/access/lift-request.ts';
import { emergencyHours } from '@vardkedjan/care/access/shared-records.ts';
import { randomUUID } from 'node:crypto';
import { careUnitExtension } from '../../store/write/body.ts';
import { personOf, unitOf } from '../shared-records/asked-about-sharing.ts';

/** On which ground a colleague asks; another care provider's is danger. */
export interface GroundAsked {
  consent: string;
  matters?: boolean;
}

export interface Asking {
  kind: Extract<LiftRequestKind, 'another' | 'colleague'>;
  patient: string;
  by: StaffCaller;
  /** Whose block it is: the care provider that is asked, or units of the own. */
  of: readonly Reference<Organization>[];
  /** Units that answer, the first first. */
  units: readonly Reference<Organization>[];
  /** Of the care provider that is asked, the unit that is staffed around the clock. */
  staffed: Reference<Organization> | undefined;
  ground?: GroundAsked;
  reason: string;
  at: Date;
}

export const groupSystem = 'https://vardkedjan.se/fhir/lift-request';
/** The one who asked sees that there is an answer until it has been read. */
export const statusAnswered = {
  waiting: 'requested',
  done: 'completed',
  declined: 'rejected',
  toBeRead: 'ready',
} as const;

export function requestOf(asking: Asking): [Task, ...(Task | CareTeam)[]] {
  const { kind, units, of, staffed } = asking;
  const group = { system: groupSystem, value: randomUUID() };
  const task = (as: LiftRequestKind, unit: Reference<Organization>, those: typeof of) => ({
    ...taskOf(asking, those),
    meta: keptBy(unit),
    groupIdentifier: group,
    code: { coding: [liftRequests[as]], text: liftRequests[as].display },
    owner: as === 'asked' ? personOf(asking.by) : unit,
  });
  const asked =
    kind === 'another' ? [task(kind, units[0] ?? of[0] ?? {}, of)] : units.map((unit) => task(kind, unit, [unit]));
  const [first, ...others] = asked;
  if (first === undefined) throw new Error('a request asks somebody');
  const told =
    staffed === undefined
      ? []
      : [task('unanswered', staffed, of), relation(asking, [staffed], answerMinutes + headMinutes)];
  return [
    first,
    ...others,
    ...units.map((unit) => relation(asking, [unit], 0)),
    ...told,
    // Which units have blocked is not told to who asks.
    task('asked', unitOf(asking.by), kind === 'another' ? of : []),
  ];
}

function taskOf({ patient, by, staffed, ground, reason, at }: Asking, of: readonly Reference<Organization>[]) {
  const given = (text: string, value: object) => ({ type: { text }, ...value });
  const { consent, matters } = ground ?? {};
  return {
    resourceType: 'Task' as const,
    status: statusAnswered.waiting,
    intent: 'order' as const,
    priority: 'stat' as const,
    description: `${by.assignment.careUnit.name} begär att spärren hävs: ${reason}`,
    for: { reference: `Patient/${patient}` },
    authoredOn: at.toISOString(),
    requester: personOf(by),
    restriction: { period: { end: after(at, answerMinutes) } },
    input: [
      given('for-unit', { valueReference: unitOf(by) }),
      ...of.map((one) => given('blocked', { valueReference: one })),
      ...(consent === undefined ? [] : [given('consent', { valueCode: consent })]),
      ...(matters === undefined ? [] : [given('matters', { valueBoolean: matters })]),
      ...(staffed === undefined ? [] : [given('staffed-unit', { valueReference: staffed })]),
    ],
  };
}

function relation(
  { patient, at, units: [first], of }: Asking,
  units: Reference<Organization>[],
  minutes: number,
): CareTeam {
  return {
    resourceType: 'CareTeam',
    meta: keptBy(units[0] ?? first ?? of[0] ?? {}),
    status: 'active',
    subject: { reference: `Patient/${patient}` },
    period: { start: after(at, minutes), end: after(at, emergencyHours * 60) },
    name: liftRequests.another.display,
    participant: units.map((member) => ({ member })),
  };
}

const keptBy = (unit: Reference<Organization>) => ({
  extension: [{ url: careUnitExtension, valueReference: unit }],
});
const after = (at: Date, minutes: number): string => new Date(at.getTime() + minutes * 60_000).toISOString();
