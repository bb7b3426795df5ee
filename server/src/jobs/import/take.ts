/**
 * Takes all files: several processes each take shares of them, and then go once more over what waits for something, until a pass
 * gets nobody further. What is left then refers to each other in a circle, and is taken together, or refers to nothing, and is
 * refused.
 */
import { availableParallelism } from 'node:os';
import type { Database, DatabasePlace } from '../../store/database.ts';
import { mostShares, sharesOf, type Source } from './source.ts';
import { OwnTaker } from './own-taker.ts';
import type { Counts, Hearer, Importer, Pass, Taker } from './taker.ts';
import { TakerProcess } from './taker-process.ts';

export interface TakeOptions {
  database: Database;
  place: DatabasePlace;
  caller: Importer;
  progress: (counts: Counts) => void;
  hearer: Hearer;
}

const progressMs = 2_000;
/** Less is taken by one process: the start of another costs about as much. */
const bytesForAnother = 16_000_000;
/** Each holds some 300 MB, and more make the database no faster. */
const mostTakers = 4;

export async function take(sources: readonly Source[], options: TakeOptions): Promise<Counts> {
  const takers = takersFor(sources, options);
  const counts = (): Counts => sum(takers.map((taker) => taker.counts));
  const telling = setInterval(() => options.progress(counts()), progressMs);
  try {
    await firstPass(sources, takers);
    for (let waiting = Number.POSITIVE_INFINITY; counts().waiting > 0 && counts().waiting < waiting; ) {
      waiting = counts().waiting;
      await Promise.all(takers.map((taker) => passOf(taker, 'again', [])));
    }
    if (counts().waiting > 0) {
      await Promise.all(takers.map((taker) => passOf(taker, 'look', [])));
      const together = circles(new Map((await Promise.all(takers.map((taker) => taker.lacking()))).flat()));
      for (const taker of takers) {
        await passOf(taker, 'last', together);
      }
    }
    return counts();
  } finally {
    clearInterval(telling);
    for (const taker of takers) {
      if (taker instanceof TakerProcess) taker.stop();
    }
  }
}

function takersFor(sources: readonly Source[], { database, place, caller, hearer }: TakeOptions): Taker[] {
  const bytes = sources.reduce((total, source) => total + source.bytes, 0);
  const count = Math.min(
    availableParallelism(),
    mostShares(sources),
    1 + Math.floor(bytes / bytesForAnother),
    mostTakers,
  );
  return count < 2
    ? [new OwnTaker({ database, caller, hearer })]
    : Array.from({ length: count }, () => new TakerProcess({ place, caller }, hearer));
}

/** Each takes the next share when it has room. */
async function firstPass(sources: readonly Source[], takers: readonly Taker[]): Promise<void> {
  const shares = allShares(sources);
  await Promise.all(
    takers.map(async (taker) => {
      for (let next = await shares.next(); next.done !== true; next = await shares.next()) {
        await taker.take(next.value);
      }
      await taker.finish();
    }),
  );
}

async function* allShares(sources: readonly Source[]): ReturnType<typeof sharesOf> {
  for (const source of sources) {
    yield* sharesOf(source);
  }
}

async function passOf(taker: Taker, pass: Pass, together: readonly string[]): Promise<void> {
  await taker.pass(pass, together);
  await taker.finish();
}

function sum(all: readonly Counts[]): Counts {
  const total = { loaded: 0, present: 0, differs: 0, waiting: 0 };
  for (const counts of all) {
    total.loaded += counts.loaded;
    total.present += counts.present;
    total.differs += counts.differs;
    total.waiting += counts.waiting;
  }
  return total;
}

/** Those that lack only each other. */
function circles(lacking: ReadonlyMap<string, string[]>): string[] {
  const left = new Map(lacking);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [name, missing] of left) {
      if (!missing.every((other) => left.has(other))) {
        left.delete(name);
      }
    }
  }
  return [...left.keys()];
}
