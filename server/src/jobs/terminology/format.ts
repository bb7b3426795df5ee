/** A publisher's format: which code system it is, and how its files become rows. */
import type { SystemToLoad } from '../../store/terminology/load/load-system.ts';
import type { Staging } from '../../store/terminology/load/staging.ts';

export interface FormatOptions {
  version?: string | undefined;
  /** ISO days on which the version is valid, the last one excluded. */
  validFrom?: string | undefined;
  validUntil?: string | undefined;
  /** Of the names, for tables that are published in several. */
  language?: string | undefined;
}

export interface Format {
  /** What is loaded, as far as files and options tell. Fails when the version cannot be told. */
  system(files: readonly string[], options: FormatOptions): SystemToLoad;
  /** Fails with one sentence on a file that is not of the format. */
  fill(files: readonly string[], staging: Staging): Promise<void>;
}
