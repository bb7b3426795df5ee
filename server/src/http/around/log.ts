/** The server's own log: JSON lines on stdout, without patient data and without addresses' values. Not the access log. */
import { type Logger, pino } from 'pino';

export function openLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}

/** Name and stack say where; messages may hold values, and so patient data: only our own are safe enough to keep. */
export function describeError(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code = 'code' in thrown ? String(thrown.code) : undefined;
  return {
    name: thrown.name,
    code,
    stack: thrown.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .join('\n'),
  };
}
