/** Which commands a typed text means: every word must begin a word of the title, in any order; the nearest to the start first. */
const plain = (text: string) => text.toLocaleLowerCase('sv').normalize('NFC');

export function matchScore(title: string, typed: string): number | undefined {
  const words = plain(title).split(/[\s–-]+/);
  let score = 0;
  for (const part of plain(typed).split(/\s+/).filter(Boolean)) {
    const index = words.findIndex((word) => word.startsWith(part));
    if (index < 0) return undefined;
    score += index;
  }
  return score;
}

export function matchCommands<T>(commands: readonly T[], titleOf: (command: T) => string, typed: string): T[] {
  return commands
    .map((command, order) => ({ command, order, score: matchScore(titleOf(command), typed) }))
    .filter((each): each is typeof each & { score: number } => each.score !== undefined)
    .toSorted((a, b) => a.score - b.score || a.order - b.order)
    .map((each) => each.command);
}
