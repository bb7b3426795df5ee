/** The version of what is loaded: as told, else as the files or their folder are called. */
import path from 'node:path';
import { StartFailure } from '../../store/start-failure.ts';
import type { FormatOptions } from './format.ts';

/** @param pattern of the version within the name of a file or of its folder; the first group is the version */
export function versionOf(files: readonly string[], { version }: FormatOptions, pattern: RegExp): string {
  if (version !== undefined) return version;
  const names = files.map((file) => path.join(path.basename(path.dirname(file)), path.basename(file)));
  const found = new Set(names.map((name) => pattern.exec(name)?.[1]));
  const [only] = found;
  if (found.size !== 1 || only === undefined)
    throw new StartFailure('The files do not say which version they are: give --version.');
  return only;
}
