/**
 * The server: begins (processes/lead.ts), and ends cleanly when it is told to. Whatever keeps it from starting is one sentence
 * and a non-zero exit.
 */
import { describeError } from './http/around/log.ts';
import { Endings } from './processes/endings.ts';
import { lead } from './processes/lead.ts';
import { StartFailure } from './store/start-failure.ts';

/** Answers what is under way, makes the log durable, stops the database. */
const endings = new Endings();

function fail(error: unknown): void {
  process.stderr.write(
    error instanceof StartFailure ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    endings.end().then(
      () => process.exit(),
      (error: unknown) => {
        fail(error);
        process.exit();
      },
    );
  });
}

// A bug that nobody caught: the state of the process is unknown, so it ends; the database and the log are whole without it.
process.on('uncaughtException', (error) => {
  process.stderr.write(
    `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), err: describeError(error) })}\n`,
  );
  process.exit(1);
});

try {
  await lead(process.env, endings);
} catch (error) {
  // Told to end while starting: what then fails is no news.
  if (!endings.begun) fail(error);
  await endings.end().catch(() => undefined);
  process.exit();
}
