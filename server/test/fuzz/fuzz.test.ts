/**
 * Property: whatever is sent, nothing breaks (promises.ts). 5,000 made-up requests; more by `--cases N`, others by `--seed N`:
 *
 *     node server/test/fuzz/fuzz.test.ts --cases 100000 --seed 7
 *
 * A failing request is shown with its seed and number, made as small as it still fails; `--only N` asks that one alone.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import type { Resource } from '@medplum/fhirtypes';
import { type TestWorld, testWorld } from '../../src/http/test-world.ts';
import { openRecord } from '../../src/store/open-record.ts';
import { makeCase } from './cases.ts';
import { Harvest } from './harvest.ts';
import { answeredBy, broken, type Send } from './promises.ts';
import { described, injected, type Sent } from './sent.ts';
import { shrunk } from './shrink.ts';

const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
  strict: false,
}) as { values: { cases: string; seed: string; only?: string; keep: boolean } };
const seed = Number(flags.seed);
/** Of failures that read the same, as many as this are made small and shown. */
const shownOfAKind = 6;

/** Requests that one region meets: by and by they delete those who ask, and what is refused to nobody tests little. */
const casesOfARegion = 5000;

test(`whatever is sent, nothing breaks (seed ${seed})`, async (t) => {
  const failures = new Map<string, string[]>();
  const statuses = new Map<number, number>();
  const cases = Number(flags.cases);
  const only = flags.only === undefined ? undefined : Number(flags.only);
  for (let from = 0; from < cases; from += casesOfARegion) {
    const to = Math.min(from + casesOfARegion, cases);
    if (only !== undefined && (only < from || only >= to)) continue;
    await meetCases(only === undefined ? { from, to } : { from: only, to: only + 1 }, { failures, statuses });
  }
  t.diagnostic(
    `answers by status: ${[...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', ')}`,
  );
  assert.equal(failures.size, 0, `\n${[...failures.values()].flat().join('\n\n')}`);
});

interface Found {
  /** What broke, in words, and the requests that broke it. */
  failures: Map<string, string[]>;
  statuses: Map<number, number>;
}

/** Sends the requests of these numbers to a region of their own. */
async function meetCases({ from, to }: { from: number; to: number }, { failures, statuses }: Found): Promise<void> {
  // Only what is a fault of the server is an error in its log: it tells more than a 500 does.
  const world = await testWorld({ LOG_LEVEL: 'error' });
  const send = sender(world);
  const harvest = new Harvest(await everything(world));
  const counted: Send = async (sent) => {
    const answer = await send(sent);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return answer;
  };
  for (let index = from; index < to; index++) {
    const sent = makeCase(seed, index, harvest);
    const fault = await broken(sent, counted).catch((error: unknown) => `the test broke: ${String(error)}`);
    const alike = failures.get(fault ?? '') ?? [];
    if (fault === undefined || alike.length >= shownOfAKind) continue;
    const same = async (smaller: Sent): Promise<boolean> => (await broken(smaller, send).catch(String)) === fault;
    const smallest = described(await shrunk(sent, same));
    failures.set(fault, [...alike, `${fault}\n  case ${index} of seed ${seed}: ${smallest}`]);
    if (flags.keep) console.log(failures.get(fault)?.at(-1));
  }
  await world.close();
}

/** Tokens are made anew before they end. */
const tokenLasts = 5 * 60_000;

function sender({ app, tokenOf }: TestWorld): Send {
  const tokens = new Map<string, { token: string; until: number }>();
  return async (sent) => {
    const { as } = sent;
    if (as === undefined) return answeredBy(await app.inject(injected(sent, undefined)));
    let known = tokens.get(as);
    if (known === undefined || known.until < Date.now()) {
      known = { token: await tokenOf(as), until: Date.now() + tokenLasts };
      tokens.set(as, known);
    }
    return answeredBy(await app.inject(injected(sent, known.token)));
  };
}

async function everything({ wiring }: TestWorld): Promise<Resource[]> {
  const record = openRecord(wiring.database, { kind: 'system', id: 'fuzz', name: 'Fuzzer' });
  const found: Resource[] = [];
  let cursor: string | undefined;
  do {
    const { versions, next } = await record.history({}, { count: 500, ...(cursor !== undefined && { cursor }) });
    found.push(...versions.map(({ body }) => JSON.parse(body) as Resource));
    cursor = next;
  } while (cursor !== undefined);
  return found;
}
