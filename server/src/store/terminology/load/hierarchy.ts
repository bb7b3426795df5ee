/**
 * Places in a hierarchy: numbers from 0 by which each concept comes before those below it, and for each concept the ranges of numbers
 * that are itself and everything below it. In a tree that is one range; where a concept is below several, those of its other
 * parents get ranges of their own. (The idea: Agrawal, Borgida, Jagadish, "Efficient management of transitive relationships in large
 * data and knowledge bases", SIGMOD 1989.)
 */
export interface Places {
  /** By concept. */
  rank: Int32Array;
  /** By concept: starts and ends (excluded) in turn, in order. */
  below: Int32Array[];
}

/**
 * @param count concepts are numbered from 0 in the order in which brothers and sisters are to stand
 * @param children of each, in order; a child may be named under several
 * @param isTop those that are below nothing
 */
export function placesOf(
  count: number,
  children: readonly (readonly number[] | undefined)[],
  isTop: (concept: number) => boolean,
): Places {
  const rank = new Int32Array(count).fill(-1);
  const below: Int32Array[] = Array.from({ length: count });
  let next = 0;
  const visit = (start: number): void => {
    // What is on the way down, and how many of its children have been seen to: no recursion, for hierarchies are deep.
    const path = [start];
    const seen = [0];
    rank[start] = next++;
    while (path.length > 0) {
      const at = path.length - 1;
      const concept = path[at] as number;
      const mine = children[concept] ?? [];
      const child = mine[seen[at] as number];
      if (child === undefined) {
        below[concept] = rangesOf(rank[concept] as number, mine, below);
        path.pop();
        seen.pop();
      } else {
        seen[at] = (seen[at] as number) + 1;
        if (rank[child] === -1) {
          rank[child] = next++;
          path.push(child);
          seen.push(0);
        }
      }
    }
  };
  for (let concept = 0; concept < count; concept++) if (isTop(concept) && rank[concept] === -1) visit(concept);
  // What is below itself by some way round has no top: it is placed too, whatever that means.
  for (let concept = 0; concept < count; concept++) if (rank[concept] === -1) visit(concept);
  return { rank, below };
}

/** Its own number and the ranges of its children, those that touch made one. */
function rangesOf(own: number, children: readonly number[], below: readonly (Int32Array | undefined)[]): Int32Array {
  const ranges: [number, number][] = [[own, own + 1]];
  for (const child of children) {
    const theirs = below[child];
    if (theirs === undefined) continue;
    for (let at = 0; at < theirs.length; at += 2) ranges.push([theirs[at] as number, theirs[at + 1] as number]);
  }
  ranges.sort(([a], [b]) => a - b);
  const merged: number[] = [];
  for (const [low, high] of ranges) {
    const last = merged.length - 1;
    if (last > 0 && low <= (merged[last] as number)) merged[last] = Math.max(merged[last] as number, high);
    else merged.push(low, high);
  }
  return Int32Array.from(merged);
}
