/** Histories of one resource, of a type and of everything: http://hl7.org/fhir/R4/http.html#history */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText, versionEntry } from '../http/form/bundle.ts';
import { readSubset, subsetOf } from '../http/form/subset.ts';
import { pageLinks } from '../operations/page-links.ts';
import type { HistoryScope } from '../store/record.ts';

const aboutForm = new Set(['_summary', '_elements', '_format', '_pretty']);
const known = new Set([...aboutForm, '_since', '_at', '_count', '_cursor', '_sort']);
const defaultCount = 50;
const mostCount = 500;
/** http://hl7.org/fhir/R4/datatypes.html#instant; `_at` may also be a dateTime. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const dateTime = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

export async function historyAnswer(asked: Asked, scope: HistoryScope, path: string): Promise<Answer> {
  requireKnown(asked);
  const form = asked.parts.parameters.filter(([name]) => aboutForm.has(name));
  const onlyCount = asked.parameter('_summary') === 'count';
  const subset = onlyCount ? undefined : readSubset(form);
  const page = pageAsked(asked, onlyCount);
  const { versions, total, next } = await asked.record.history(scope, page);
  if (versions.length === 0 && scope.id !== undefined && scope.type !== undefined && !isNarrowed(page) && !total) {
    throw await asked.whyAbsent(scope.type, scope.id);
  }
  const entries = versions.map((version) =>
    versionEntry(asked.base, version, subset && !version.deleted ? subsetOf(version.body, subset) : undefined),
  );
  // Every entry of a history is an interaction (bdl-3, bdl-4): what was passed over is told by the self link that lacks it.
  const used = asked.parts.parameters.filter(([name]) => known.has(name));
  const links = pageLinks(asked, path.slice(1), used, next);
  return { status: 200, text: bundleText({ type: 'history', total, links, entries }), shown: versions };
}

/**
 * Parameters that nobody knows are refused, unless the caller lets them pass. `_list` would narrow what is shown and is never passed over;
 * R4 has one order only, the oldest versions last.
 */
function requireKnown(asked: Asked): void {
  const unknown = asked.parts.parameters.map(([name]) => name).filter((name) => !known.has(name));
  const [first] = unknown;
  if (unknown.includes('_list')) throw new Failure('not-supported', 'History by _list is not supported');
  if (first !== undefined && !asked.parts.prefer.lenient)
    throw new Failure('not-supported', `History has no parameter ${first}`);
  const sort = asked.parameter('_sort');
  if (sort !== undefined && sort !== '-_lastUpdated')
    throw new Failure('not-supported', 'A history comes with the newest versions first: _sort=-_lastUpdated');
}

interface HistoryPageAsked {
  count: number;
  since?: string;
  at?: string;
  cursor?: string;
}

function isNarrowed({ since, at, cursor }: HistoryPageAsked): boolean {
  return since !== undefined || at !== undefined || cursor !== undefined;
}

function pageAsked(asked: Asked, onlyCount: boolean): HistoryPageAsked {
  const count = asked.parameter('_count');
  if (count !== undefined && !/^\d{1,6}$/.test(count)) throw new Failure('invalid', '_count must be a whole number');
  const since = asked.parameter('_since');
  if (since !== undefined && !instant.test(since))
    throw new Failure('invalid', '_since must be an instant, as in 2026-01-31T08:00:00Z');
  const at = asked.parameter('_at');
  if (at !== undefined && !dateTime.test(at)) throw new Failure('invalid', '_at must be a date or a time');
  const cursor = asked.parameter('_cursor');
  return {
    count: onlyCount ? 0 : Math.min(count === undefined ? defaultCount : Number(count), mostCount),
    ...(since !== undefined && { since }),
    ...(at !== undefined && { at }),
    ...(cursor !== undefined && { cursor }),
  };
}
