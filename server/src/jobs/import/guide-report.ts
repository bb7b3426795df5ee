/** What the loading of a guide did, as a person reads it. */
import type { LoadedGuide } from './guide.ts';
import type { Refusals } from './refusals.ts';

export function describeGuide(guide: LoadedGuide, refusals: Refusals, seconds: number): string {
  const { loaded, updated, present, leftOut, notResources, mended, unclaimed } = guide;
  const lines = [
    '',
    `${loaded + updated + present} definitions in ${seconds.toFixed(1)} s.`,
    `  loaded         ${loaded}`,
    `  updated        ${updated}`,
    `  already there  ${present}`,
    `  refused        ${refusals.count}`,
  ];
  if (mended > 0) lines.push(`  rid of a fault of the publishing tool  ${mended}`);
  if (unclaimed > 0) lines.push(`  without a claimed profile that they do not conform to  ${unclaimed}`);
  if (leftOut.size > 0) {
    const types = [...leftOut].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${count} ${type}`);
    lines.push(`Left out, being no definitions (examples are imported without --guide): ${types.join(', ')}.`);
  }
  if (notResources > 0) lines.push(`${notResources} files hold no resource.`);
  return [...lines, ...refusals.lines()].join('\n');
}
