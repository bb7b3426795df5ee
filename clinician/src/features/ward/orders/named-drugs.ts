/** Which of some drugs a line begins with the name of: word by word in any order, letters by their beginning, figures and units as they are. Pure. */

export interface Named<Drug> {
  drug: Drug;
  /** Words of the line that its name takes. */
  count: number;
  /** What is left of the line after the longest name that fits. */
  rest: string;
  /** The same, and after each shorter one: the strength may be meant as the dose. */
  rests: readonly string[];
}

export const wordsIn = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/,$/, ''))
    .filter((word) => word !== '');

/** Those that as many words as possible fit; one whose whole name is written before all others. */
export function longestFit<Drug extends { name: string }>(line: string, drugs: readonly Drug[]): Named<Drug>[] {
  const whole = drugs
    .filter(({ name }) => beginsWithName(line, name))
    .toSorted((a, b) => b.name.length - a.name.length);
  const longest = whole.filter(({ name }) => name.length === whole[0]?.name.length);
  if (longest.length > 0)
    return longest.map((drug) => {
      const rest = line.slice(drug.name.length).trim();
      return { drug, count: wordsIn(drug.name).length, rest, rests: [rest] };
    });
  const words = line.split(/\s+/);
  const fits = drugs.map((drug) => ({ drug, count: fitting(words, drug.name) })).filter(({ count }) => count > 0);
  const best = Math.max(...fits.map(({ count }) => count));
  return fits
    .filter(({ count }) => count === best)
    .map(({ drug, count }) => {
      const rests = Array.from({ length: count }, (_, less) => words.slice(count - less).join(' '));
      return { drug, count, rest: rests[0] ?? '', rests };
    });
}

const beginsWithName = (line: string, name: string) =>
  line.toLowerCase() === name.toLowerCase() || line.toLowerCase().startsWith(`${name.toLowerCase()} `);

const leastLetters = 3;

/** How many of the first words are words of the name, each of its own. */
function fitting(words: readonly string[], name: string): number {
  const left = wordsIn(name.toLowerCase());
  let count = 0;
  for (const word of words) {
    const typed = word.replace(/,$/, '').toLowerCase();
    const mayBegin = typed.length >= leastLetters && !/\d/.test(typed);
    const at = left.findIndex((one) => one === typed || (mayBegin && one.startsWith(typed)));
    if (at === -1 || (count === 0 && at !== 0 && !mayBegin)) break;
    left.splice(at, 1);
    count += 1;
  }
  return count;
}
