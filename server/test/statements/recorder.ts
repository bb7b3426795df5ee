/** Every statement that the server sends, recorded where the driver takes it; and a way of making it send them all. */
import pg from 'pg';
import { makeCase } from '../fuzz/cases.ts';
import { Harvest } from '../fuzz/harvest.ts';
import { injected, type Sent } from '../fuzz/sent.ts';
import { plainShapes } from '../leak/shapes.ts';
import type { Resource } from '@medplum/fhirtypes';
import { qualityRegisters } from '@vardkedjan/region/units/quality-registers.ts';
import { type TestWorld, testWorld } from '../../src/http/test-world.ts';
import { openRecord } from '../../src/store/open-record.ts';

/** By text: who was asking, by the word that the request was sent as. */
export type Recorded = ReadonlyMap<string, ReadonlySet<string>>;

/** Begins to record; `asking` says who asks while it is set. `values`: those that a statement was last sent with. */
export function recordStatements(): {
  statements: Map<string, Set<string>>;
  values: Map<string, unknown[]>;
  asking: { as: string | undefined };
} {
  const statements = new Map<string, Set<string>>();
  const values = new Map<string, unknown[]>();
  const asking: { as: string | undefined } = { as: undefined };
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function recorded(this: unknown, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    if (text !== undefined && asking.as !== undefined) {
      const known = statements.get(text) ?? new Set<string>();
      statements.set(text, known.add(asking.as));
      values.set(text, (first as { values?: unknown[] }).values ?? []);
    }
    return query.apply(this, args);
  };
  return { statements, values, asking };
}

/** What is told of other care providers' entries differs from what is shown of them, so that the leak test does not ask for it. */
const elsewhere: readonly Sent[] = [
  {
    as: undefined,
    method: 'GET',
    path: '/fhir/Patient/viktor-eriksson/$shared-records',
    parameters: [],
    headers: [],
  },
];

/** The statements that the server sends while everything it offers is asked for by all kinds of callers. */
export async function allStatements(cases = 1500): Promise<Recorded> {
  const { statements, asking } = recordStatements();
  const world = await testWorld();
  await openRecord(world.wiring.database, { kind: 'system', id: 'seed', name: 'Seed' }).write(
    qualityRegisters().map((resource) => ({ action: 'update', id: resource.id ?? '', resource })),
  );
  const harvest = new Harvest(await everything(world));
  const tokens = new Map<string, string>();
  for (const as of ['sara', 'viktor', 'gunnar', 'client:bench', 'client:diabetes-register']) {
    tokens.set(as, await world.tokenOf(as));
    const some = harvest.types
      .map((type) => harvest.resources.find(({ resourceType }) => resourceType === type))
      .filter((one) => one !== undefined);
    for (const sent of [...plainShapes(some), ...elsewhere]) {
      asking.as = as;
      await world.app.inject(injected(sent, tokens.get(as)));
    }
  }
  for (let index = 0; index < cases; index++) {
    const sent = makeCase(77, index, harvest);
    const token = sent.as === undefined ? undefined : (tokens.get(sent.as) ?? (await world.tokenOf(sent.as)));
    if (sent.as !== undefined && token !== undefined) tokens.set(sent.as, token);
    asking.as = sent.as ?? 'nobody';
    await world.app.inject(injected(sent, token));
  }
  asking.as = undefined;
  return statements;
}

async function everything({ wiring }: TestWorld): Promise<Resource[]> {
  const record = openRecord(wiring.database, { kind: 'system', id: 'recorder', name: 'Recorder' });
  const { versions } = await record.history({}, { count: 500 });
  return versions.map(({ body }) => JSON.parse(body) as Resource);
}
