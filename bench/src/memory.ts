/** Memory that processes hold, from /proc (Linux): the highest sum seen while something was under way. */
import { readFileSync } from 'node:fs';
import { treesOf } from '@vardkedjan/acceptance/cpu.ts';

const everyMs = 100;

/** Resident megabytes (10^6 bytes) of these and their descendants, the database's processes left out: theirs is mostly shared. */
function residentMb(roots: number[]): number {
  let kB = 0;
  for (const { pid } of treesOf(roots)) {
    try {
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) continue;
      kB += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has just ended.
    }
  }
  return (kB * 1024) / 1e6;
}

/** Looks ten times a second until `stop`, which answers the most there was. */
export function watchMemory(...roots: number[]): { stop: () => number } {
  let most = residentMb(roots);
  const looking = setInterval(() => {
    most = Math.max(most, residentMb(roots));
  }, everyMs);
  return {
    stop: () => {
      clearInterval(looking);
      return most;
    },
  };
}
