/** What differs between two versions of a template, word by word in the order of the later one; what was removed stands where it stood. */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { canonicalJson } from '@vardkedjan/care/record-keeping/note-items.ts';
import { rowsOf, type TemplateRow } from './template-rows.ts';

export interface ComparedRow {
  kind: 'same' | 'added' | 'removed' | 'changed' | 'moved';
  level: 1 | 2;
  item: QuestionnaireItem;
  /** As it was, when it has changed. */
  before?: QuestionnaireItem;
}

export function compareTemplates(
  before: Pick<Questionnaire, 'item'>,
  after: Pick<Questionnaire, 'item'>,
): ComparedRow[] {
  const was = rowsOf(before.item);
  const now = rowsOf(after.item);
  const stays = new Set(longestKept(was, now));
  const compared = now.map((row): ComparedRow => {
    const earlier = was.find(({ item }) => item.linkId === row.item.linkId);
    if (!earlier) return { kind: 'added', ...row };
    if (canonicalJson(earlier.item) !== canonicalJson(row.item))
      return { kind: 'changed', ...row, before: earlier.item };
    return { kind: stays.has(row.item.linkId) && earlier.level === row.level ? 'same' : 'moved', ...row };
  });
  return withRemoved(was, compared);
}

function withRemoved(was: readonly TemplateRow[], compared: ComparedRow[]): ComparedRow[] {
  const result = [...compared];
  for (const [index, row] of was.entries()) {
    if (result.some(({ item }) => item.linkId === row.item.linkId)) continue;
    const above = was[index - 1]?.item.linkId;
    const at = result.findIndex(({ item }) => item.linkId === above) + 1;
    result.splice(at, 0, { kind: 'removed', ...row });
  }
  return result;
}

/** linkIds of the longest run of words that stand in the same order in both: the others have been moved. */
function longestKept(was: readonly TemplateRow[], now: readonly TemplateRow[]): string[] {
  const place = new Map(was.map(({ item }, index) => [item.linkId, index]));
  const best: string[][] = [];
  let longest: string[] = [];
  for (const [index, { item }] of now.entries()) {
    const mine = place.get(item.linkId);
    if (mine === undefined) {
      best[index] = [];
      continue;
    }
    const before = best
      .slice(0, index)
      .filter((run) => run.length > 0 && (place.get(run.at(-1) ?? '') ?? Number.POSITIVE_INFINITY) < mine)
      .reduce<string[]>((a, b) => (b.length > a.length ? b : a), []);
    const run = [...before, item.linkId];
    best[index] = run;
    if (run.length > longest.length) longest = run;
  }
  return longest;
}
