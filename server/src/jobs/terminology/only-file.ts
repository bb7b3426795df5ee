import { StartFailure } from '../../store/start-failure.ts';

/** The one file of a format that has one. */
export function onlyFile(files: readonly string[]): string {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new StartFailure('This format is one file.');
  return file;
}
