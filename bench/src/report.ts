/** Prints a table and keeps the run as JSON with a description of the machine. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Row {
  name: string;
  /** What was measured, with its unit in `unit`. */
  value: number;
  unit: string;
  /** CPU milliseconds of server and database together, for one request (or one resource). */
  cpuMs?: number;
  /** `cpuMs` of this row against the floor's. */
  toFloor?: number;
  goal?: string;
  reached?: boolean;
  note?: string;
}

export interface Run {
  at: string;
  commit: string;
  machine: { cores: number; model: string; memoryGiB: number; node: string; postgres: string };
  resources: number;
  rows: Row[];
}

const figure = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? Math.round(value).toString() : value.toPrecision(3);

export function table(rows: Row[]): string {
  const head = ['', 'measured', 'unit', 'CPU ms', '× floor', 'goal', ''];
  const cells = rows.map((row) => [
    row.name,
    figure(row.value),
    row.unit,
    figure(row.cpuMs),
    figure(row.toFloor),
    row.goal ?? '',
    row.reached === undefined
      ? (row.note ?? '')
      : `${row.reached ? 'reached' : 'NOT REACHED'}${row.note ? `, ${row.note}` : ''}`,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((line) => line[column]?.length ?? 0)));
  const left = new Set([0, 2, 5, 6]);
  return [head, ...cells]
    .map((line) =>
      line
        .map((cell, column) =>
          left.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function machine(postgres: string): Run['machine'] {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres,
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Writes bench/results/<time>.json and returns its path. */
export function keep(run: Omit<Run, 'at' | 'commit'>, at: Date): string {
  const folder = fileURLToPath(new URL('../results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const path = `${folder}${at.toISOString().slice(0, 19).replaceAll(':', '')}.json`;
  const whole: Run = { at: at.toISOString(), commit: commit(), ...run };
  writeFileSync(path, `${JSON.stringify(whole, null, 2)}\n`);
  return path;
}
