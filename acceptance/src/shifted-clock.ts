/**
 * Loaded before the server (`node --import`) in the journeys about time: its wall clock is ahead of the machine's by
 * CLOCK_AHEAD_MINUTES from the start, and by six minutes more for each SIGUSR2. Timers go on in real time, as they do on a machine whose clock is set. Nothing else of the
 * server is touched.
 */
import { ServerResponse } from 'node:http';

/** Milliseconds a signal moves the clock. Signals that come together count as one: send the next when this one has shown. */
const step = 6 * 60_000;
const RealDate = Date;
let ahead = Number(process.env['CLOCK_AHEAD_MINUTES'] ?? 0) * 60_000;

globalThis.Date = class extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(...(args as [number]));
  }

  static override now(): number {
    return RealDate.now() + ahead;
  }
} as DateConstructor;

process.on('SIGUSR2', () => {
  ahead += step;
});

// Node writes the header Date by a clock of its own.
type WriteHead = (this: ServerResponse, ...args: unknown[]) => ServerResponse;
const writeHead = Reflect.get(ServerResponse.prototype, 'writeHead') as WriteHead;
Reflect.set(ServerResponse.prototype, 'writeHead', function (this: ServerResponse, ...args: unknown[]) {
  this.setHeader('Date', new Date().toUTCString());
  return writeHead.apply(this, args);
} satisfies WriteHead);
