/** The process of a taker (taker-process.ts). Being disconnected means to end: the import is done, or gone. */
import { inspect } from 'node:util';
import { type Database, openDatabase } from '../../store/database.ts';
import { OwnTaker } from './own-taker.ts';
import type { TakerNews, TakerOrder } from './taker-process.ts';

const countsMs = 500;

let database: Database | undefined;
let taker: OwnTaker | undefined;

async function follow(order: TakerOrder): Promise<unknown> {
  if ('begin' in order) {
    const { place, caller } = order.begin;
    database = await openDatabase({ ...place, poolSize: 2 });
    taker = new OwnTaker({
      database,
      caller,
      hearer: { refused: (refusals) => tell({ refused: refusals }), loaded: (patients) => tell({ loaded: patients }) },
    });
    return undefined;
  }
  if (taker === undefined) throw new Error('not begun');
  if ('take' in order) return taker.take(order.take);
  if ('pass' in order) return taker.pass(order.pass, order.together);
  if ('finish' in order) return taker.finish();
  return taker.lacking();
}

/** Resolves when it has been sent. */
function tell(news: TakerNews): Promise<void> {
  return new Promise((resolve) => (process.connected ? process.send?.(news, () => resolve()) : resolve()));
}

async function end(): Promise<void> {
  clearInterval(telling);
  await database?.close();
}

const telling = setInterval(() => {
  if (taker !== undefined) void tell({ counts: taker.counts });
}, countsMs);

process.on('message', (order: TakerOrder) => {
  follow(order).then(
    (done) => tell({ done: done ?? null, counts: taker?.counts ?? { loaded: 0, present: 0, differs: 0, waiting: 0 } }),
    async (error: unknown) => {
      await tell({ failed: inspect(error) });
      process.exitCode = 1;
      if (process.connected) process.disconnect();
    },
  );
});
process.on('disconnect', () => {
  end().catch(() => undefined);
});
