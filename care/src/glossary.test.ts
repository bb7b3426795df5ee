import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

/** Types that name no noun of care: pieces of the library's own machinery. */
const machinery = new Set(['Answer', 'Case', 'InstantBounds', 'Language']);

const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');

/** Names in backquotes in the last column. */
const explained = new Set(
  glossary
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '')),
);

function typesOfCare(): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts') || entry.endsWith('.test.ts')) continue;
    const source = readFileSync(new URL(entry, import.meta.url), 'utf8');
    for (const match of source.matchAll(/^export (?:interface|type|class) (\w+)/gm)) found.set(match[1] ?? '', entry);
  }
  return found;
}

it('every noun that is a type in care/ stands in docs/glossary.md', () => {
  const missing = [...typesOfCare()].filter(([name]) => !explained.has(name) && !machinery.has(name));
  assert.deepEqual(missing, []);
});

it('the glossary names no type that is gone', () => {
  const types = typesOfCare();
  assert.deepEqual(
    [...explained].filter((name) => !types.has(name)),
    [],
  );
});

it('every row of the glossary has its source', () => {
  for (const line of glossary.split('\n').filter((one) => one.startsWith('| ') && !one.includes('Swedish')))
    assert.equal(line.split('|').length, 7, line);
});
