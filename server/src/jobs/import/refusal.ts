/** Something that was not taken, and why; without values. */
import type { Issue } from '@vardkedjan/fhir/outcome.ts';

export interface Refusal {
  path: string;
  /** On which it begins, from 1; absent: the file itself. */
  line?: number;
  /** Its place in the Bundle, from 1. */
  entry?: number;
  /** `Type/id`, where it could be read. */
  resource: string;
  reasons: string[];
}

export function reasonOf(issue: Issue): string {
  const where = issue.expression?.[0];
  const what = issue.diagnostics ?? issue.details?.text ?? issue.code ?? 'refused';
  return where === undefined || what.includes(where) ? what : `${where}: ${what}`;
}
