/** The written pages point at what is there: every path and every link in them leads somewhere. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

const root = path.join(import.meta.dirname, '..', '..');
const pages = ['.', 'docs', 'docs/decisions', 'docs/how-to'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
);

const folders = 'acceptance|bench|care|clinician|docs|fhir|region|resident|server|ui';

for (const page of pages) {
  it(`${page} points at what is there`, () => {
    const text = readFileSync(path.join(root, page), 'utf8');
    const named = [...text.matchAll(new RegExp(`\`((?:${folders})/[^\`\\s*<>{}…$]*)\``, 'g'))]
      .map((match) => match[1] ?? '')
      .filter((name) => !name.includes('NNNN') && !name.startsWith('docs/generated'));
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) =>
      path.join(path.dirname(page), match[1] ?? ''),
    );
    const missing = [...named, ...linked].filter((name) => !existsSync(path.join(root, name)));
    assert.deepEqual(missing, []);
  });
}

it('each open question has a number of its own', () => {
  const text = readFileSync(path.join(root, 'docs/open-questions.md'), 'utf8');
  const numbers = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => number);
  assert.ok(numbers.length > 80, `${numbers.length}`);
  assert.deepEqual(
    numbers.filter((number, at) => numbers.indexOf(number) !== at),
    [],
  );
});
