/** What an import took, and what it did not and why, as a person reads it. */
import path from 'node:path';
import type { Refusal } from './refusal.ts';
import type { Taken } from './take.ts';

const mostReasons = 25;
const examples = 3;

export function describe({ taken, files, seconds }: { taken: Taken; files: number; seconds: number }): string {
  const { refusals } = taken;
  const rate = seconds > 0 ? Math.round((taken.loaded + taken.present + taken.differs) / seconds) : 0;
  const lines = [
    '',
    `${files} ${files === 1 ? 'file' : 'files'} in ${seconds.toFixed(1)} s, ${rate} resources a second.`,
    `  loaded         ${taken.loaded}`,
    `  already there  ${taken.present}`,
  ];
  if (taken.differs > 0) {
    lines.push(`  already there with other content, which was kept  ${taken.differs}`);
  }
  lines.push(`  refused        ${refusals.length}`);
  if (taken.loaded === 0 && refusals.length === 0) {
    lines.push('Nothing new: everything was there already.');
  }
  return [...lines, ...reasonLines(refusals)].join('\n');
}

/** Grouped by reason, the most frequent first, with examples of where. */
export function reasonLines(refusals: readonly Refusal[]): string[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    for (const reason of new Set(refusal.reasons.map(general))) {
      groups.set(reason, [...(groups.get(reason) ?? []), refusal]);
    }
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const lines = sorted.slice(0, mostReasons).flatMap(([reason, group]) => [
    `  ${String(group.length).padStart(6)} × ${reason}`,
    ...group.slice(0, examples).map((each) => `           ${placeOf(each)}`),
  ]);
  return lines.length === 0 ? [] : ['', 'Refused, because:', ...lines, ...(sorted.length > mostReasons ? ['  … and other reasons'] : [])];
}

/** The same reason at another place in a list, or of another id, is the same reason. */
function general(reason: string): string {
  return reason.replaceAll(/\[\d+\]/g, '[…]').replaceAll(/\b([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}/g, '$1/…');
}

function placeOf({ path: file, entry, resource }: Refusal): string {
  return [path.basename(file), entry > 0 ? `entry ${entry}` : '', resource].filter((part) => part !== '').join(', ');
}
