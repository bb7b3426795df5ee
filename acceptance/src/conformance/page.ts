/** docs/generated/conformance.md: each suite with passed and failed, and why. */
import { explanationsOf } from './known.ts';
import type { CaseResult, Suite } from './suite.ts';

export interface SuiteRun {
  suite: Suite;
  results: readonly CaseResult[];
}

export function page(runs: readonly SuiteRun[], later: readonly (readonly [string, string])[]): string {
  const rows = runs.map(({ suite, results }) => {
    const failed = results.filter(({ passed }) => !passed).length;
    return `| [${suite.id}](#${suite.id}) | ${cell(suite.title)} | ${results.length} | ${results.length - failed} | ${failed} |`;
  });
  return `# Conformance

Written by \`npm run conformance\`. What it runs is published by others, unmodified, and not part of this repository. The run fails
when a case fails that is not explained here, and when one that is explained passes after all (\`acceptance/conformance-known.json\`).

| suite | what it shows | cases | passed | failed |
|---|---|---|---|---|
${rows.join('\n')}

${runs.map(section).join('\n')}
## What is not run yet

| suite | why |
|---|---|
${later.map(([name, why]) => `| ${name} | ${why} |`).join('\n')}
`;
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
