/** What `Patient/[id]/$blocks` and `$blocking-units` tell, as values. */
import type { Parameters, ParametersParameter, Reference } from '@medplum/fhirtypes';

export interface BlockedUnit {
  /** FHIR id of the Organization. */
  id: string;
  name: string;
}

export interface OpenUnit extends BlockedUnit {
  /** ISO 8601, by the server's clock. */
  until: string;
}

export interface BlocksTold {
  /** There is something blocked that is not open. */
  isBlocked: boolean;
  /** What is open to the one who asks; what closes first is first. */
  open: readonly OpenUnit[];
}

export function blocksTold({ parameter = [] }: Parameters): BlocksTold {
  const open = parameter.flatMap(({ name, part = [] }) => {
    const until = part.find((each) => each.name === 'until')?.valueInstant;
    const unit = part.find((each) => each.name === 'unit')?.valueReference;
    return name === 'open' && unit && until ? [{ ...unitOf(unit), until }] : [];
  });
  return {
    isBlocked: parameter.find(({ name }) => name === 'blocked')?.valueBoolean === true,
    open: open.toSorted((a, b) => a.until.localeCompare(b.until)),
  };
}

export function unitsTold({ parameter = [] }: Parameters): BlockedUnit[] {
  return parameter
    .flatMap(({ name, valueReference }) => (name === 'unit' && valueReference ? [unitOf(valueReference)] : []))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

function unitOf({ reference = '', display }: Reference): BlockedUnit {
  const id = reference.split('/').at(-1) ?? '';
  return { id, name: display ?? id };
}

/** By which of the law's two grounds (PDL 2008:355, 4 kap. 5 §). */
export type Ground = 'given' | 'cannot-be-had';

export function groundParameters(ground: Ground, reason: string): ParametersParameter[] {
  return [
    { name: 'consent', valueCode: ground },
    ...(ground === 'cannot-be-had' ? [{ name: 'matters', valueBoolean: true }] : []),
    { name: 'reason', valueString: reason },
  ];
}

/** Hours and minutes that are left, to the nearest minute, and never less than one while any time is. */
export function timeLeft(milliseconds: number): { hours: number; minutes: number } {
  const all = Math.max(milliseconds > 0 ? 1 : 0, Math.round(milliseconds / 60_000));
  return { hours: Math.floor(all / 60), minutes: all % 60 };
}
