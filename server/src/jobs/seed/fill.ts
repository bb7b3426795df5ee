/**
 * The process behind the server that fills its region (filling.ts). Loaded in order, so that it goes on with the first
 * resident who is not there. Being disconnected means to end: told to, or the server is gone.
 */
import os from 'node:os';
import { appointmentsOfToday, residents } from '@vardkedjan/region/region.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { openRecord } from '../../store/open-record.ts';
import { BatchLoader, type BatchOptions, loadAll, seedCaller } from './batch-loader.ts';
import type { FillingNews, FillingTask } from './filling.ts';

let stopping = false;

async function fill(task: FillingTask): Promise<void> {
  const database = await openDatabase({ ...task.place, poolSize: 2 });
  const options: BatchOptions = {
    say: (line) => tell({ say: line }),
    ...(task.reach && { reach: task.reach }),
  };
  try {
    if (task.what === 'residents') await fillResidents(database, task, options);
    else await loadAll(database, options, appointmentsOfToday({ seed: task.seed, now: new Date(task.now) }));
  } finally {
    await database.close();
  }
}

async function fillResidents(database: Database, task: FillingTask, options: BatchOptions): Promise<void> {
  const { residents: total, seed } = task;
  const there = await firstMissing(database, total);
  if (there >= total) return;
  // The last of them may be there in part: chunks are committed in their order, and do not end with a resident.
  const from = Math.max(0, there - 1);
  const loader = new BatchLoader(database, options);
  let done = from;
  let told = there;
  for (const resources of residents({ seed, now: new Date(task.now), from, to: total })) {
    if (stopping) break;
    await loader.add(resources);
    done++;
    if (done - told >= Math.max(100, total / 10) || done === total) {
      told = done;
      options.say(`  ${done.toLocaleString('en')} of ${total.toLocaleString('en')} residents`);
    }
  }
  await loader.finish();
}

/** Residents come in order: halving finds the first who is not there. */
async function firstMissing(database: Database, total: number): Promise<number> {
  const record = openRecord(database, seedCaller);
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const there = (await record.read('Patient', `p-${String(middle).padStart(6, '0')}`)) !== undefined;
    if (there) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tell(news: FillingNews): void {
  if (process.connected) process.send?.(news);
}

// Ctrl-C reaches the whole group: the server ends first, and says so by hanging up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => {
  stopping = true;
});
os.setPriority(os.constants.priority.PRIORITY_LOW);
process.once('message', (task: FillingTask) => {
  fill(task).then(
    () => (process.connected ? process.disconnect() : undefined),
    (error: unknown) => {
      tell({ failed: error instanceof Error ? error.message : String(error) });
      process.exitCode = 1;
      if (process.connected) process.disconnect();
    },
  );
});
