/**
 * The first reading of a file: every entry is parsed and validated, so that the second reading knows what is coming, in
 * which order to take it, and what not to take. Kept of an entry: one byte, and its name.
 */
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { entryOf, nameOf, rankOf } from './entry.ts';
import { BrokenJson } from './entry-splitter.ts';
import { NoBundle, type Source, textsOf } from './source.ts';

export interface Scanned {
  source: Source;
  /** Rank of each entry in the order of the file; `refused` for those that are not taken. */
  ranks: number[];
  /** What entries call each other within the file, and what that is here. */
  aliases: Map<string, string>;
  refusals: Refusal[];
}

export interface Refusal {
  path: string;
  /** Place of the entry in the file, from 1; 0: the file itself. */
  entry: number;
  resource: string;
  reasons: string[];
}

export const refused = 255;

/** @param announced gets the names of what is coming */
export async function scan(source: Source, announced: Set<string>): Promise<Scanned> {
  const scanned: Scanned = { source, ranks: [], aliases: new Map(), refusals: [] };
  try {
    for await (const text of textsOf(source)) {
      scanEntry(text, scanned, announced);
    }
  } catch (error) {
    if (error instanceof NoBundle) {
      for (const name of scanned.aliases.values()) {
        announced.delete(name);
      }
      return scan({ ...source, kind: 'resource' }, announced);
    }
    if (!(error instanceof BrokenJson)) {
      throw error;
    }
    // What came before the break is taken; the second reading meets the same break.
    scanned.refusals.push({ path: source.path, entry: 0, resource: '', reasons: [`The file is ${error.message}.`] });
  }
  return scanned;
}

function scanEntry(text: string, scanned: Scanned, announced: Set<string>): void {
  const refuse = (resource: string, reasons: string[]): void => {
    scanned.ranks.push(refused);
    scanned.refusals.push({ path: scanned.source.path, entry: scanned.ranks.length, resource, reasons });
  };
  try {
    const { resource, fullUrl } = entryOf(text, scanned.source.kind === 'bundle');
    const name = nameOf(resource);
    const issues = validate(resource);
    if (issues.length > 0) {
      refuse(name, issues.map(reasonOf));
      return;
    }
    scanned.ranks.push(rankOf(resource.resourceType));
    announced.add(name);
    if (fullUrl !== undefined) {
      scanned.aliases.set(fullUrl, name);
    }
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    refuse('', error.issues.map(reasonOf));
  }
}

export function reasonOf(issue: Issue): string {
  const where = issue.expression?.[0];
  const what = issue.diagnostics ?? issue.details?.text ?? issue.code ?? 'refused';
  return where === undefined || what.includes(where) ? what : `${where}: ${what}`;
}
