/** docs/generated/conformance.md: each suite with passed and failed, and why. */
import { explanationsOf } from './known.ts';
import type { CaseResult, Suite } from './suite.ts';

export interface SuiteRun {
  suite: Suite;
  results: readonly CaseResult[];
}

/** @param before the page as it was: what it says of suites that were not run now stays */
export function page(
  order: readonly Suite[],
  runs: readonly SuiteRun[],
  later: readonly (readonly [string, string])[],
  before = '',
): string {
  const parts = order.flatMap(({ id }) => {
    const run = runs.find(({ suite }) => suite.id === id);
    return run === undefined ? kept(id, before) : [{ row: rowOf(run), section: section(run) }];
  });
  return `# Conformance

Written by \`npm run conformance\`. What it runs is published by others, unmodified, and not part of this repository. The run fails
when a case fails that is not explained here, and when one that is explained passes after all (\`acceptance/conformance-known.json\`).

| suite | what it shows | cases | passed | failed |
|---|---|---|---|---|
${parts.map(({ row }) => row).join('\n')}

${parts.map((part) => part.section).join('\n')}
## What is not run yet

| suite | why |
|---|---|
${later.map(([name, why]) => `| ${name} | ${why} |`).join('\n')}
`;
}

function rowOf({ suite, results }: SuiteRun): string {
  const failed = results.filter(({ passed }) => !passed).length;
  return `| [${suite.id}](#${suite.id}) | ${cell(suite.title)} | ${results.length} | ${results.length - failed} | ${failed} |`;
}

function kept(id: string, before: string): { row: string; section: string }[] {
  const row = before.split('\n').find((line) => line.startsWith(`| [${id}](#${id}) |`));
  const section = before.split(/^(?=## )/m).find((text) => text.startsWith(`## ${id}\n`));
  return row === undefined || section === undefined ? [] : [{ row, section: section.replace(/\n+$/, '\n') }];
}

function section({ suite, results }: SuiteRun): string {
  const remarks = suite.remarks === undefined ? '' : `\n${suite.remarks}\n`;
  return `## ${suite.id}

${suite.title}. Source: ${suite.source}.
${remarks}${failures(suite, results)}`;
}

function failures(suite: Suite, results: readonly CaseResult[]): string {
  const failed = new Map(results.filter(({ passed }) => !passed).map(({ name, why }) => [name, why ?? '']));
  if (failed.size === 0) return '';
  const rows: string[] = [];
  for (const { why, cases } of explanationsOf(suite.id)) {
    for (const name of cases.filter((one) => failed.has(one))) {
      rows.push(`| ${cell(name)} | ${cell(failed.get(name) ?? '')} | ${cell(why)} |`);
      failed.delete(name);
    }
  }
  for (const [name, why] of failed) rows.push(`| ${cell(name)} | ${cell(why)} | **not explained** |`);
  return `
| case | what happens | explanation |
|---|---|---|
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');
}
