/** Many notes signed or countersigned. What was signed stays in sight until the page is left; my work and the records are asked for anew. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import type { Note } from '../queries.ts';
import { type Outcome, signMany } from './sign-many.ts';

export interface SigningMany {
  outcomes: ReadonlyMap<string, Outcome>;
  isSigning: boolean;
  sign: (notes: readonly Note[]) => Promise<void>;
}

/** `stale`: first words of the lists that are asked for anew. */
export function useSigning(signOne: (note: Note) => Promise<unknown>, stale: readonly string[][]): SigningMany {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [isSigning, setSigning] = useState(false);
  const queries = useQueryClient();
  const recordChanged = useRecordChanged();
  const sign = async (notes: readonly Note[]) => {
    setSigning(true);
    await signMany(notes, signOne, (id, outcome) => setOutcomes((before) => new Map(before).set(id, outcome)));
    setSigning(false);
    await Promise.all([
      ...new Set(notes.map(patientIdOf)).values().map((id) => recordChanged(id)),
      ...stale.map((queryKey) => queries.invalidateQueries({ queryKey })),
    ]);
  };
  return { outcomes, isSigning, sign };
}

export const patientIdOf = ({ subject }: Note): string => subject?.reference?.replace('Patient/', '') ?? '';

export function withOrWithout(before: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  if (before.has(id) === isIn) return before;
  const next = new Set(before);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}
