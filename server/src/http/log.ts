/** The server's own log: JSON lines on stdout, without patient data and without addresses' values. Not the access log. */
import { type Logger, pino } from 'pino';

export function openLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
}
