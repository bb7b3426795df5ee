/**
 * Where the caret belongs when a colleague's change comes into the field one is writing in: it stays between the same letters.
 * What lies before the change keeps its place, what lies after moves with the text, and a caret inside what was replaced goes
 * to the end of what replaced it.
 */
export function caretAfter(before: string, after: string, caret: number): number {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (caret <= start) return caret;
  if (caret >= before.length - end) return caret + after.length - before.length;
  return after.length - end;
}
