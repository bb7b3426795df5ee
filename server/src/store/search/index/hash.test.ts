import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../../test/database.ts';
import { bigintOf, halves, hashText, seedOf } from './hash.ts';

const database = await testDatabase();

test("The hash is PostgreSQL's hashtextextended, for every length, seed and script", async () => {
  const texts = ['', 'a', 'Patient/x', 'å', 'Åsa Öberg', '漢字', 'x'.repeat(2000), '😀é', '\u0001'];
  for (let length = 1; length < 40; length++) texts.push('0123456789abcdefghijklmnopqrstuvwxyzÅÄÖåäö'.slice(0, length));
  for (const seed of [{ high: 0, low: 0 }, seedOf('token Observation.code'), seedOf('reference Encounter.subject')]) {
    const rows = await database.rows<{ hash: string }>(
      {
        name: '',
        text: 'select hashtextextended(t, $2::bigint)::text as hash from unnest($1::text[]) with ordinality as u(t, n) order by n',
      },
      [texts, bigintOf(seed)] as never,
    );
    const ours = texts.map((text) => {
      hashText(text, seed);
      return bigintOf(halves);
    });
    assert.deepEqual(
      ours,
      rows.map((row) => row.hash),
    );
  }
});
