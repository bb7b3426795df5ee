/** Histories of one resource, of a type and of everything: http://hl7.org/fhir/R4/http.html#history */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { type BundleLink, bundleText, versionEntry } from '../http/form/bundle.ts';
import type { HistoryScope } from '../store/record.ts';

const known = new Set(['_since', '_at', '_count', '_cursor', '_format', '_pretty']);
const defaultCount = 50;
const mostCount = 500;
/** http://hl7.org/fhir/R4/datatypes.html#instant; `_at` may also be a dateTime. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const dateTime = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

export async function historyAnswer(asked: Asked, scope: HistoryScope, path: string): Promise<Answer> {
  const page = pageAsked(asked);
  const { versions, total, next } = await asked.record.history(scope, page);
  if (versions.length === 0 && scope.id !== undefined && scope.type !== undefined && !isNarrowed(page)) {
    throw await asked.whyAbsent(scope.type, scope.id);
  }
  const entries = versions.map((version) => versionEntry(asked.base, version, version.method));
  return {
    status: 200,
    text: bundleText({ type: 'history', total, links: links(asked, path, next), entries }),
    shown: versions,
  };
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

function pageAsked(asked: Asked): HistoryPageAsked {
  for (const [name] of asked.parts.parameters) {
    if (!known.has(name) && !asked.parts.prefer.lenient)
      throw new Failure('not-supported', `History has no parameter ${name}`);
  }
  const count = asked.parameter('_count');
  if (count !== undefined && !/^\d{1,6}$/.test(count)) throw new Failure('invalid', '_count must be a whole number');
  const since = asked.parameter('_since');
  if (since !== undefined && !instant.test(since))
    throw new Failure('invalid', '_since must be an instant, as in 2026-01-31T08:00:00Z');
  const at = asked.parameter('_at');
  if (at !== undefined && !dateTime.test(at)) throw new Failure('invalid', '_at must be a date or a time');
  const cursor = asked.parameter('_cursor');
  return {
    count: Math.min(count === undefined ? defaultCount : Number(count), mostCount),
    ...(since !== undefined && { since }),
    ...(at !== undefined && { at }),
    ...(cursor !== undefined && { cursor }),
  };
}

function links({ base, parts }: Asked, path: string, next: string | undefined): BundleLink[] {
  const own = parts.parameters.filter(([name]) => name !== '_cursor');
  const address = (more: [string, string][]) => {
    const parameters = new URLSearchParams([
      ...own.map(([name, value]): [string, string] => [name, value]),
      ...more,
    ]).toString();
    return `${base}${path}${parameters === '' ? '' : `?${parameters}`}`;
  };
  const self: BundleLink = { relation: 'self', url: address([]) };
  return next === undefined ? [self] : [self, { relation: 'next', url: address([['_cursor', next]]) }];
}
