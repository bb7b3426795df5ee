/**
 * An act before it has its place in a chain: what it says, as the JSON that will be hashed, but for chain, number and time. What a caller says
 * of themselves in every act is put together once.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { AccessNote } from './access-log.ts';
import type { Act } from './act.ts';

export interface Unplaced {
  caller: string;
  /** Of those whose records it was in. */
  keys: readonly number[];
  said: string;
}

type Standing = Pick<Unplaced, 'caller' | 'said'>;

/** `idOf`: the FHIR id of a patient by key. */
export function unplacedAct(note: AccessNote, idOf: (patientKey: number) => string): Unplaced {
  const { caller, said } = standingOf(note.caller);
  const findings = note.decision?.findings ?? [];
  const patients =
    note.patients.length > 0
      ? note.patients.map(({ key, id, resources }) => [key, id ?? idOf(key), resources] as const)
      : ([[0, '', 0]] as const);
  const done = inside({ act: note.act, permitted: note.permitted });
  const rest = inside({
    reason: note.reason && storable(note.reason),
    what: note.what,
    request: note.request,
    findings: findings.length > 0 ? findings : undefined,
    patients,
  });
  return { caller, keys: patients.map(([key]) => key), said: `${done},${said},${rest}` };
}

/** Its line. */
export function lineOf({ chain, seq, at }: Pick<Act, 'chain' | 'seq' | 'at'>, { said }: Unplaced): string {
  return `{"chain":${chain},"seq":${seq},"at":"${at}",${said}}`;
}

const standings = new WeakMap<Caller, Standing>();

function standingOf(caller: Caller): Standing {
  const known = standings.get(caller);
  if (known !== undefined) return known;
  const assignment = caller.kind === 'staff' ? caller.assignment : undefined;
  const told = {
    callerKind: caller.kind,
    caller: storable(caller.id),
    callerName: storable(caller.name),
    ...(assignment !== undefined && {
      assignment: assignment.hsaId,
      assignmentTitle: assignment.title,
      careUnit: assignment.careUnit.key,
      careUnitName: assignment.careUnit.name,
      careProvider: assignment.careProvider.key,
      careProviderName: assignment.careProvider.name,
    }),
    purpose: assignment?.purpose ?? (caller.kind === 'resident' ? 'patient-access' : 'system'),
  };
  const standing = { caller: told.caller, said: inside(told) };
  standings.set(caller, standing);
  return standing;
}

/** JSON of some of an act's properties, without its braces. */
function inside(some: Partial<Act>): string {
  return JSON.stringify(some).slice(1, -1);
}

/** PostgreSQL's text takes every character but NUL, and no half of one. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
