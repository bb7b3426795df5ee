/**
 * What changed between two texts, word by word: the shortest edit (E. Myers, "An O(ND) difference algorithm", Algorithmica 1,
 * 1986) over words and the white space between them, so that nothing of either text is left out.
 */
export interface Difference {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond this many changed pieces the texts are shown whole, one after the other: nobody reads such a weave. */
const mostEdits = 800;

export function wordDifferences(before: string, after: string): Difference[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const a = pieces(before);
  const b = pieces(after);
  const path = shortestEdit(a, b);
  if (!path)
    return joined([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  return joined(path);
}

/** Words, runs of white space and single signs; joined they are the text. */
function pieces(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

function shortestEdit(a: readonly string[], b: readonly string[]): Difference[] | undefined {
  const most = Math.min(a.length + b.length, mostEdits);
  const reached = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trail.push(new Map(reached));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
      let x = down ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return backwards(a, b, trail);
    }
  }
  return undefined;
}

function backwards(a: readonly string[], b: readonly string[], trail: readonly Map<number, number>[]): Difference[] {
  const found: Difference[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trail.length - 1; edits >= 0; edits--) {
    const reached = trail[edits] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -edits || (k !== edits && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
    const before = down ? k + 1 : k - 1;
    const startX = edits === 0 ? 0 : (reached.get(before) ?? 0);
    const startY = edits === 0 ? 0 : startX - before;
    while (x > startX && y > startY && x > 0 && y > 0 && a[x - 1] === b[y - 1]) {
      found.push({ kind: 'same', text: a[x - 1] ?? '' });
      x--;
      y--;
    }
    if (edits === 0) break;
    if (down) found.push({ kind: 'added', text: b[--y] ?? '' });
    else found.push({ kind: 'removed', text: a[--x] ?? '' });
  }
  return found.reverse();
}

/** Neighbours of one kind as one; a removal before the addition that replaces it; a space between two changes goes with them. */
function joined(differences: readonly Difference[]): Difference[] {
  const result: Difference[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of differences.entries()) {
    const between = kind === 'same' && removed !== '' && added !== '' && text.trim() === '' && text !== '\n';
    if (between && (differences[index + 1]?.kind ?? 'same') !== 'same') {
      removed += text;
      added += text;
    } else if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') last.text += text;
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}
