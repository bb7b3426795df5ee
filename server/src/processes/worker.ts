/**
 * A serving process behind the common port (https://nodejs.org/api/cluster.html). It begins when the first process says that
 * the database is ready, ends when that one says so, and never outlives it: Node ends a worker whose channel closes.
 */
import { describeError } from '../http/around/log.ts';
import { openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import type { Config } from '../config.ts';
import { Endings } from './endings.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { type Serving, serve } from './serve.ts';
import { timeoutsOf } from './timeouts.ts';

const endings = new Endings();
let serving: Serving | undefined;
let asked = 0;
const waiting = new Map<number, (text: string) => void>();

const tell = (message: FromWorker): void => {
  if (process.connected) process.send?.(message);
};

function allFigures(): Promise<string> {
  return new Promise((resolve) => {
    waiting.set(++asked, resolve);
    tell({ say: 'all-figures', asked });
  });
}

async function begin(config: Config): Promise<void> {
  const { dataDir, databaseUrl } = config;
  const database = await openDatabase({
    dataDir,
    databaseUrl,
    users: config.processes,
    timeouts: timeoutsOf(config),
    embedded: { starts: false },
  });
  endings.add(() => database.close());
  serving = await serve(config, endings, { database, figures: allFigures });
  tell({ say: 'serving' });
}

async function heard(message: ToWorker): Promise<void> {
  switch (message.say) {
    case 'serve':
      return begin(message.config);
    case 'end':
      await endings.end();
      process.exit();
      break;
    case 'figures':
      tell({
        say: 'figures',
        asked: message.asked,
        figures: (await serving?.metrics.registry.getMetricsAsJSON()) ?? [],
      });
      break;
    case 'all-figures':
      waiting.get(message.asked)?.(message.text);
      waiting.delete(message.asked);
  }
}

function failed(error: unknown): void {
  const known = error instanceof StartFailure;
  tell({ say: 'failed', known, why: known ? error.message : JSON.stringify(describeError(error)) });
  void endings.end().finally(() => process.exit(1));
}

// Ctrl-C at the terminal reaches every process: the first one says when to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('message', (message: ToWorker) => {
  heard(message).catch(failed);
});
// A bug that nobody caught: the state of the process is unknown, so it ends, and the first process starts another.
process.on('uncaughtException', (error) => {
  process.stderr.write(
    `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), err: describeError(error) })}\n`,
  );
  process.exit(1);
});
