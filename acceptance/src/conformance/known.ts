/**
 * The failures that are explained: acceptance/conformance-known.json, per suite groups of cases that fail for the same reason.
 * A case that fails and is not among them is a regression; one that is among them and passes is told of too.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CaseResult } from './suite.ts';

export interface Explanation {
  /** By the standard's text, with its address, or a known fault of the suite. */
  why: string;
  cases: string[];
}

const file = fileURLToPath(new URL('../../conformance-known.json', import.meta.url));
const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Explanation[]>;

export function explanationsOf(suite: string): readonly Explanation[] {
  return known[suite] ?? [];
}

/** What is not as expected, a sentence each. */
export function surprises(suite: string, results: readonly CaseResult[]): string[] {
  const explained = new Set(explanationsOf(suite).flatMap(({ cases }) => cases));
  const failed = results.filter(({ passed }) => !passed);
  const passed = new Set(results.filter((result) => result.passed).map(({ name }) => name));
  const missing = [...explained].filter((name) => !results.some((result) => result.name === name));
  return [
    ...failed.filter(({ name }) => !explained.has(name)).map(({ name, why }) => `${suite}: ${name} fails: ${why}`),
    ...[...explained]
      .filter((name) => passed.has(name))
      .map((name) => `${suite}: ${name} passes, though explained as failing`),
    ...missing.map((name) => `${suite}: ${name} is explained, but there is no such case`),
  ];
}
