/** What an import took, and what it did not and why, as a person reads it. */
import type { Refusals } from './refusals.ts';
import type { Counts } from './taker.ts';

export function describe({
  taken,
  refusals,
  files,
  seconds,
}: {
  taken: Counts;
  refusals: Refusals;
  files: number;
  seconds: number;
}): string {
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
  lines.push(`  refused        ${refusals.count}`);
  if (taken.loaded === 0 && refusals.count === 0) {
    lines.push('Nothing new: everything was there already.');
  }
  return [...lines, ...refusals.lines()].join('\n');
}
