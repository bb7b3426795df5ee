/** What axe finds on a page as it stands: WCAG 2.2 A and AA and axe's best practices. https://www.w3.org/TR/WCAG22/ */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

interface AxeRun {
  /** Only what depends on colours: for the same page in another colour scheme. */
  coloursOnly?: boolean;
}

/** One line for each violation; none when all is well. */
export async function axeViolations(page: Page, { coloursOnly = false }: AxeRun = {}): Promise<string[]> {
  const runOnly = coloursOnly ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: tags };
  const options = {
    runOnly,
    resultTypes: ['violations'],
    ...(!coloursOnly && { rules: { 'target-size': { enabled: true } } }),
  };
  const violations = (await page.evaluate(`(async () => {
    if (!window.axe) { ${source} }
    const { violations } = await window.axe.run(document, ${JSON.stringify(options)});
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }));
  })()`)) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${help}: ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`,
    ),
  );
}
