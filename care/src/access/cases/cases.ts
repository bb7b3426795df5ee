/** The cases of this folder, read for the tests: a situation in YAML, and the answer that the law gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Act, LawfulStep, Outcome } from '../finding.ts';
import { rights } from '../needs-and-risks/rights.ts';
import type { CallerKind, Matter, Situation } from '../situation.ts';

export interface Case {
  file: string;
  case: string;
  /** The day of the act, YYYY-MM-DD; where it does not say, one on which the law was as it is. */
  on?: string;
  act: Act;
  about: Matter;
  by: CallerKind;
  given: Omit<Situation, 'caller' | 'matter'>;
  answer: 'permitted' | 'refused';
  because?: { rule: string; law: string; outcome: Outcome };
  steps?: LawfulStep[];
}

export function readCases(): Case[] {
  const folder = new URL('.', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((file) =>
      (parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Case, 'file'>[]).map((one) => ({ ...one, file })),
    );
}

export function dayOf({ on }: Case): string {
  return on ?? '2026-11-01';
}

/**
 * A case of staff that says nothing of the needs-and-risk analysis is of one whose role has every right by an analysis in force;
 * `analysis: ~` is one that nobody could establish.
 */
export function situationOf({ by, about, given }: Case): Situation {
  const all: Partial<Situation> = by === 'staff' ? { analysis: 'in-force', rights } : {};
  const said: Situation = { caller: by, matter: about, ...all, ...given };
  if ((said.analysis as unknown) === null) delete said.analysis;
  return said;
}
