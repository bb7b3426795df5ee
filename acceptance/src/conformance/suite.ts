/** What a suite of cases written by others is to the runner. */
import type { RunningStore } from './running-store.ts';

export interface CaseResult {
  /** The suite's id. */
  suite: string;
  name: string;
  passed: boolean;
  /** What happened instead, when it has not passed. */
  why?: string;
}

export interface Suite {
  /** Short, as in acceptance/conformance-known.json and `--suite`. */
  id: string;
  /** What it shows, for the page. */
  title: string;
  /** Its folder or file, below the folder of data. */
  path: string;
  /** Where it comes from, and under which licence. */
  source: string;
  /** What the runner adds to make the cases run, and what it does not look at. */
  remarks?: string;
  run(at: string, world: World): Promise<CaseResult[]> | CaseResult[];
}

export interface World {
  /** A running product with nobody in it, started when the first suite asks. */
  store(): Promise<RunningStore>;
}
