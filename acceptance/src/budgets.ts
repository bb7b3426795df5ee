/**
 * `npm run budgets`: plays the stories that have a budget in a real browser, counts the interactions, adds a practised person's
 * time to the machine's own, prints a table, and exits 1 when a budget is not held. `npm run budgets -- S4 S7` plays those alone.
 */
import { humanSeconds } from './keystroke-model.ts';
import { startProduct } from './running-product.ts';
import { Scene } from './scene.ts';
import { type Played, type Story, stories } from './stories.ts';

interface Line {
  cells: string[];
  isHeld: boolean;
}

const heading = ['', 'story', 'interactions', 'elsewhere', 'person', 'machine', 'also', ''];

function lineOf({ id, what, interactions, seconds, without, elsewhere = '' }: Story, played: Played | undefined): Line {
  const name = without === undefined ? what : `${what} (without ${without})`;
  if (played === undefined)
    return { cells: [id, what, `≤ ${interactions}`, elsewhere, '', '', '', 'not built yet'], isHeld: true };
  const { hands, machine, also = [] } = played;
  const person = humanSeconds(hands.done);
  const total = person + machine / 1000;
  const isHeld =
    hands.interactions <= interactions &&
    total <= (seconds ?? Number.POSITIVE_INFINITY) &&
    also.every(({ value, budget }) => value <= budget);
  const extra = also
    .map(({ what: of, value, budget, unit }) => `${of} ${Math.round(value)} ${unit} (≤ ${budget})`)
    .join(', ');
  const time = seconds === undefined ? '' : ` (≤ ${seconds} together)`;
  return {
    cells: [
      id,
      name,
      `${hands.interactions} of ${interactions}`,
      elsewhere,
      `${person.toFixed(1)} s${time}`,
      `${(machine / 1000).toFixed(2)} s`,
      extra,
      isHeld ? 'held' : 'NOT HELD',
    ],
    isHeld,
  };
}

function table(rows: readonly string[][]): string {
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const wanted = process.argv.slice(2);
const played = wanted.length === 0 ? stories : stories.filter(({ id }) => wanted.includes(id));
const product = await startProduct();
const lines: Line[] = [];
try {
  for (const story of played) {
    const scene = new Scene(product, console.log);
    try {
      lines.push(lineOf(story, await story.play?.(scene)));
    } finally {
      await scene.close();
    }
  }
} finally {
  await product.stop();
}
console.log(table([heading, ...lines.map(({ cells }) => cells)]));
process.exitCode = lines.every(({ isHeld }) => isHeld) ? 0 : 1;
