/**
 * An act before it has its place in a chain: what it says, as the JSON that will be hashed, but for chain, number and time. What a caller says
 * of themselves in every act is put together once, and so is what lets them ask for what the record's filter answers.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import type { AccessNote } from './access-log.ts';
import type { Act, ActPatient } from './act.ts';
import { nameOf, type Standing } from './standing.ts';

export interface Unplaced {
  caller: string;
  /** Of those whose records it was in. */
  keys: readonly number[];
  standing: Standing;
  /** The rest of its line. */
  told: string;
}

/** `idOf`: the FHIR id of a patient by key. */
export function unplacedAct(note: AccessNote, idOf: (patientKey: number) => string): Unplaced {
  const { caller, standing } = standingOf(note);
  const findings = note.decision?.findings ?? [];
  const patients =
    note.patients.length > 0
      ? note.patients.map(
          ({ key, id, resources, keepers, grounds = [] }): ActPatient =>
            keepers || grounds.length > 0
              ? [key, id ?? idOf(key), resources, keepers ?? [], ...grounds]
              : [key, id ?? idOf(key), resources],
        )
      : ([[0, '', 0]] as const);
  const told: Partial<Act> = {
    act: note.act,
    permitted: note.permitted,
    reason: note.reason && storable(note.reason),
    about: note.about && storable(note.about),
    what: note.what,
    request: note.request,
    findings: findings.length > 0 ? findings : undefined,
    patients,
  };
  return { caller, keys: patients.map(([key]) => key), standing, told: JSON.stringify(told).slice(1) };
}

/** Its line: what it names first, where a reader finds it by place. */
export function lineOf({ chain, seq, at }: Pick<Act, 'chain' | 'seq' | 'at'>, { standing, told }: Unplaced): string {
  return `{"by":"${standing.name}","chain":${chain},"seq":${seq},"at":"${at}",${told}`;
}

interface Known {
  caller: string;
  standing: Standing;
  /** With what lets them ask for what the record's filter answers. */
  filtered: WeakMap<readonly Finding[], Standing>;
}

const known = new WeakMap<Caller, Known>();

function standingOf({ caller, throughFilter = [] }: AccessNote): Pick<Unplaced, 'caller' | 'standing'> {
  const its = known.get(caller) ?? knownOf(caller);
  known.set(caller, its);
  if (throughFilter.length === 0) return its;
  let standing = its.filtered.get(throughFilter);
  if (standing === undefined) {
    standing = named(`${its.standing.said},"findings":${JSON.stringify(throughFilter)}`);
    its.filtered.set(throughFilter, standing);
  }
  return { caller: its.caller, standing };
}

function knownOf(caller: Caller): Known {
  const assignment = caller.kind === 'staff' ? caller.assignment : undefined;
  const told = {
    callerKind: caller.kind,
    caller: storable(caller.id),
    callerName: isProtected(caller) ? protectedResident : storable(caller.name),
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
  return {
    caller: told.caller,
    standing: named(JSON.stringify(told satisfies Partial<Act>).slice(1, -1)),
    filtered: new WeakMap(),
  };
}

/** A resident whose personal data are protected is named nowhere in clear: the id says who it was to those who may know. */
export const protectedResident = 'Person med skyddade personuppgifter';

function isProtected(caller: Caller): boolean {
  if (caller.kind !== 'resident') return false;
  return caller.online.find(({ facts }) => facts.record === 'own')?.facts.protectedPerson !== false;
}

const named = (said: string): Standing => ({ name: nameOf(said), said });

/** PostgreSQL's text takes every character but NUL, and no half of one. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
