/** No two commands or pages have the same keys, whichever feature brings them. They are read out of the sources: node cannot load the screens. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const app = path.join(import.meta.dirname, '..');

function keysIn(file: string, written: RegExp): string[] {
  return [...readFileSync(path.join(app, file), 'utf8').matchAll(written)].map(([, keys = '']) => keys);
}

test('each key, or two in a row, means one thing', () => {
  const keys = [
    ...globSync('features/*/feature.ts', { cwd: app }).flatMap((file) => keysIn(file, /keys: '([^']+)'/g)),
    ...keysIn('commands/app-commands.ts', /command\(\s*'[\w-]+',[^)]*?, '((?:[a-z] )?[a-z?])',/g),
  ];
  assert.ok(
    ['g h', 'f', 'g l', 'n'].every((known) => keys.includes(known)),
    keys.join(),
  );
  assert.deepEqual(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  );
  // A key that acts at once would never let the second one come.
  assert.deepEqual(
    keys.filter((key) => key.includes(' ') && keys.includes(key.slice(0, 1))),
    [],
  );
});
