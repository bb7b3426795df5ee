/** Who takes shares: this process itself (own-taker.ts), or another (taker-process.ts). */
import type { CareUnit, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import type { Refusal } from './refusal.ts';
import type { Share } from './source.ts';

export type Importer = SystemCaller & { careUnit: CareUnit };

export interface Counts {
  loaded: number;
  present: number;
  differs: number;
  /** Since the pass began. */
  waiting: number;
}

/** `first`: every entry. `again`: those that wait. `look`: again, and what each lacks is kept. `last`: those that wait, for the last time. */
export type Pass = 'first' | 'again' | 'look' | 'last';

export interface Taker {
  readonly counts: Counts;
  /** Of the first pass. Resolves when there is room for the next. */
  take(share: Share): Promise<void>;
  /** Another pass over those that wait; the names are those that may refer to each other. */
  pass(pass: Pass, together: readonly string[]): Promise<void>;
  /** Resolves when everything is durable that was not left waiting or refused. */
  finish(): Promise<void>;
  /** What each of those that wait lacks, after a pass that looked. */
  lacking(): Promise<[name: string, missing: string[]][]>;
}

/** Who is told what becomes of it. Each resolves when there is room for more. */
export interface Hearer {
  refused(refusals: readonly Refusal[]): Promise<void>;
  /** Resources of each patient that have been loaded since it was told last. */
  loaded(patients: readonly LoadedOf[]): Promise<void>;
}

export type LoadedOf = [patientKey: number, resources: number];
