/**
 * `npm run log:verify` finds what was done to the log: made-up tamperings in every table and column, at the ends of the chains too, each
 * by itself, the log as it was between them. Sixty here; more by flag:
 *
 *     node server/src/store/access-log/tampering.test.ts --times 1000 --seed 7
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Random } from '../../../../care/test/random.ts';
import { testDatabase } from '../../../test/database.ts';
import { loosened } from '../../../test/loosened.ts';
import { openAccessLog } from './access-log.ts';
import type { Act } from './act.ts';
import { headsOf, keptText, parseKept } from './kept-heads.ts';
import { hashOfRow, type LogRow, logColumns } from './log-row.ts';
import { chainStart, hashOfSheet, linesOf } from './sheet.ts';
import { verifyLog } from './verify-chains.ts';

const { values: flags } = parseArgs({
  options: { times: { type: 'string' }, seed: { type: 'string' } },
  strict: false,
});
const times = Number(flags.times ?? 60);
const random = new Random(Number(flags.seed ?? 1));

const database = await testDatabase();
const tables = {
  access_sheet: ['chain', 'seq', 'at', 'callers', 'patients', 'told', 'hash'],
  access_standing: ['month', 'name', 'said'],
  access_log: [...logColumns.map(([, column]) => column), 'hash'],
  access_log_head: ['chain', 'seq', 'hash'],
};
type Table = keyof typeof tables;
const names = Object.keys(tables) as Table[];

async function run(
  text: string,
  values: (string | number | boolean | Buffer)[] = [],
): Promise<Record<string, unknown>[]> {
  return database.rows<Record<string, unknown>>({ name: '', text }, values);
}

const written = {
  chain: 1,
  act: 'open',
  patient: 'p-a',
  callerKind: 'staff',
  caller: 'SE7',
  callerName: 'Åsa',
  assignment: 'a-7',
  assignmentTitle: 'a',
  careUnit: 1,
  careUnitName: 'a',
  careProvider: 2,
  careProviderName: 'a',
  purpose: 'care',
  reason: '',
  what: 'GET Patient',
  findings: '[]',
  request: 'r',
};

await writeLog();
await loosened(database);
for (const table of names) await run(`create table ${table}_kept as table ${table}`);
const whole = await contents();

const typeOf = new Map(
  (
    await run(
      `select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_name = any($1::text[])`,
      [`{${names.join(',')}}`],
    )
  ).map(({ name, type }) => [name as string, type as string]),
);

test('every column of the log is tampered with', async () => {
  const columns = await run(
    `select table_name as t, column_name as c from information_schema.columns where table_name = any($1::text[])`,
    [`{${names.join(',')}}`],
  );
  for (const { t, c } of columns) assert.ok(tables[t as Table].includes(c as string), `${String(t)}.${String(c)}`);
});

test(`each of ${times} tamperings is found`, async () => {
  const unfound: string[] = [];
  const seen = new Set<string>();
  for (let done = 0; done < times; ) {
    const told = await tampered();
    if (told === undefined) continue;
    done++;
    seen.add(told.split(' ', 2).join(' '));
    const { faults } = await verifyLog(database, { pageSize: 1 + random.below(9) });
    if (faults.length === 0) unfound.push(told);
    await restore();
  }
  assert.deepEqual(unfound, []);
  assert.equal((await verifyLog(database)).faults.length, 0);
  if (times >= 60) assert.ok(seen.size >= 12, [...seen].join(', '));
});

test('a log written anew from its middle, or ended earlier with its heads, is told apart only by what was kept outside', async () => {
  const kept = parseKept(keptText(await headsOf(database), '2026-11-29T00:00:00Z'));
  assert.deepEqual((await verifyLog(database, { kept })).faults, []);
  const rows = await run('select seq, told from access_sheet where chain = 2 order by seq');
  const last = rows.at(-1)?.['seq'] as number;
  let hash: Buffer = chainStart;
  for (const [at, row] of rows.entries()) {
    const told = row['told'] as string;
    const forged = at === 5 ? told.replace('GET Patient', 'GET Nothing') : told;
    hash = hashOfSheet(hash, forged);
    await run('update access_sheet set told = $1, hash = $2 where chain = 2 and seq = $3', [
      forged,
      hash,
      row['seq'] as number,
    ]);
  }
  await run('update access_log_head set hash = $1 where chain = 2', [hash]);
  assert.deepEqual((await verifyLog(database)).faults, []);
  assert.deepEqual((await verifyLog(database, { kept })).faults, [
    { chain: 2, seq: last, fault: 'it is not what was kept of it' },
  ]);
  await restore();

  const end = rows.at(-4)?.['seq'] as number;
  await run('delete from access_sheet where chain = 2 and seq > $1', [end]);
  await run(
    'update access_log_head set seq = $1, hash = (select hash from access_sheet where chain = 2 and seq = $1) where chain = 2',
    [end],
  );
  assert.deepEqual((await verifyLog(database)).faults, []);
  assert.deepEqual((await verifyLog(database, { kept })).faults, [
    { chain: 2, seq: end + 1, fault: 'the rows up to what was kept are missing' },
  ]);
  await restore();

  for (const table of ['access_sheet', 'access_log_head']) await run(`delete from ${table} where chain = 4`);
  assert.deepEqual((await verifyLog(database)).faults, []);
  assert.deepEqual((await verifyLog(database, { kept })).faults, [
    { chain: 4, seq: 0, fault: 'the chain is missing: its head was kept' },
  ]);
  await restore();
});

test('the last two rows written anew as one, with the head, are told apart by what was kept of the first of them', async () => {
  const [last, before, earlier] = await run(
    'select seq, told, callers, hash from access_sheet where chain = 3 order by seq desc limit 3',
  );
  const kept = parseKept(
    JSON.stringify({ chain: 3, seq: before?.['seq'], hash: (before?.['hash'] as Buffer | undefined)?.toString('hex') }),
  );
  const told = `${String(before?.['told'])}\n${String(last?.['told'])}`.replaceAll(
    /"at":"[^"]*"/g,
    `"at":"${(JSON.parse(linesOf(last?.['told'] as string)[0] ?? '') as Act).at}"`,
  );
  const hash = hashOfSheet(earlier?.['hash'] as Buffer, told);
  await run(
    `update access_sheet s set told = $1, hash = $2, callers = b.callers || s.callers,
       patients = array(select distinct k from unnest(s.patients || b.patients) k order by k)
     from access_sheet b where s.chain = 3 and b.chain = 3 and s.seq = $3 and b.seq = $4`,
    [told, hash, last?.['seq'] as number, before?.['seq'] as number],
  );
  await run('delete from access_sheet where chain = 3 and seq = $1', [before?.['seq'] as number]);
  await run('update access_log_head set hash = $1 where chain = 3', [hash]);
  assert.deepEqual((await verifyLog(database)).faults, []);
  assert.deepEqual((await verifyLog(database, { kept })).faults, [
    { chain: 3, seq: before?.['seq'], fault: 'it is not what was kept of it' },
  ]);
  await restore();
});

/** One act of tampering; undefined when it changed nothing or PostgreSQL would not have it. */
async function tampered(): Promise<string | undefined> {
  const table = random.pick(names);
  const column = random.pick(tables[table]);
  const kind = random.pick(['change', 'remove', 'insert', 'swap', 'forge', 'cut', 'two']);
  try {
    const told = await tamper(kind, table, column);
    return (await contents()) === whole ? undefined : told;
  } catch (error) {
    // 23505: two alike; 23514: no partition for it; 22…: no such value.
    if (
      !/^(23505|23514|22\d{3})$/.test(
        (error as { cause?: { code?: string }; code?: string }).cause?.code ?? (error as { code?: string }).code ?? '',
      )
    )
      throw error;
    await restore();
    return undefined;
  }
}

async function tamper(kind: string, table: Table, column: string): Promise<string> {
  const [row, other] = [await place(table), await place(table)];
  const told = `${kind} ${table} ${column} at ${row}`;
  const at = `tableoid::regclass::text || ctid::text`;
  switch (kind) {
    case 'change':
      await run(`update ${table} set ${column} = ${changed(table, column)} where ${at} = $1`, [row]);
      return told;
    case 'two':
      await run(`update ${table} set ${column} = ${changed(table, column)} where ${at} in ($1, $2)`, [row, other]);
      return told;
    case 'remove':
      await run(`delete from ${table} where ${at} = $1`, [row]);
      return told;
    case 'insert': {
      const values = tables[table].map((name) => (name === column ? changed(table, column) : name)).join(', ');
      await run(`insert into ${table} (${tables[table].join(', ')}) select ${values} from ${table} where ${at} = $1`, [
        row,
      ]);
      return told;
    }
    case 'swap':
      await run(
        `update ${table} a set ${column} = b.${column} from ${table} b
         where (a.tableoid::regclass::text || a.ctid::text, b.tableoid::regclass::text || b.ctid::text) in (($1, $2), ($2, $1))`,
        [row, other],
      );
      return told;
    case 'cut':
      await run(
        `delete from ${table} t using (select ${placedBy(table)} from ${table} where ${at} = $1) c
         where ${table === 'access_standing' ? 't.month = c.month and t.name >= c.name' : 't.chain = c.chain and t.seq >= c.seq'}`,
        [row],
      );
      return told;
    default:
      return forged();
  }
}

/** A sheet of one act that is whole in itself: its text, its columns, its own hash. Those after it do not know it. */
async function forged(): Promise<string> {
  const row = await place('access_sheet');
  const where = `where tableoid::regclass::text || ctid::text = $1`;
  const [{ told, chain, seq, acts } = {}] = await run(
    `select told, chain, seq, cardinality(callers) as acts from access_sheet ${where}`,
    [row],
  );
  const [{ hash } = { hash: chainStart }] = await run(
    'select hash from access_sheet where chain = $1::bigint and seq = $2::bigint',
    [chain as number, (seq as number) - (acts as number)],
  );
  const [first = '', ...rest] = linesOf(told as string);
  const act: Act = { ...(JSON.parse(first) as Act), caller: 'somebody-else', patients: [[99, 'p-99', 1]] };
  const text = [JSON.stringify(act), ...rest].join('\n');
  const keys =
    rest.length === 0
      ? `array[99::bigint]`
      : `array(select distinct k from unnest(patients || 99::bigint) k order by k)`;
  await run(`update access_sheet set told = $2, callers[1] = $3, patients = ${keys}, hash = $4 ${where}`, [
    row,
    text,
    act.caller,
    hashOfSheet(hash as Buffer, text),
  ]);
  return `forge access_sheet at ${row}`;
}

const placedBy = (table: Table): string => (table === 'access_standing' ? 'month, name' : 'chain, seq');

/** Where a row lies: the first, the last or any of them. */
async function place(table: Table): Promise<string> {
  const rows = await run(
    `select tableoid::regclass::text || ctid::text as place from ${table} order by ${placedBy(table)}`,
  );
  const at = random.pick([0, rows.length - 1, random.below(rows.length), random.below(rows.length)]);
  return rows[at]?.['place'] as string;
}

/** Another value of the column's type. Arrays are told apart by column. */
function changed(table: Table, column: string): string {
  const others: Record<string, readonly string[]> = {
    ARRAY:
      column === 'callers'
        ? [
            `${column} || 'x'::text`,
            `${column}[2:]`,
            `array_replace(${column}, 'SE7', 'SE8')`,
            `array_append(${column}, null)`,
          ]
        : [
            `${column} || 1000::bigint`,
            `${column}[2:]`,
            `array_replace(${column}, 7, 8)`,
            `array_prepend(null, ${column})`,
          ],
    bigint: ['+ 1', '- 1', '+ 1000000', '* 0', '* -1', '+ 4000000000000000000'].map((by) => `${column} ${by}`),
    integer: [`${column} + 1`, '0', `-${column}`],
    boolean: [`not ${column}`],
    date: [`${column} + 31`, `${column} - 1`, `'2020-01-01'`],
    bytea: [
      `set_byte(${column}, 7, 255 - get_byte(${column}, 7))`,
      `${column} || '\\x00'`,
      `''`,
      `substr(${column}, 2)`,
    ],
    'timestamp with time zone': ['1 microsecond', '1 millisecond', '-1 day', '1 hour', '-1 microsecond'].map(
      (by) => `${column} + interval '${by}'`,
    ),
    text: [
      `${column} || ' '`,
      `''`,
      `'null'`,
      `'{}'`,
      `replace(${column}, 'a', 'b')`,
      `upper(${column})`,
      `replace(${column}, '7', '"x"')`,
      `replace(${column}, E'\\n', '')`,
      `array_to_string((string_to_array(${column}, E'\\n'))[2:], E'\\n')`,
    ],
  };
  return random.pick(others[typeOf.get(`${table}.${column}`) ?? ''] ?? []);
}

async function restore(): Promise<void> {
  for (const table of names) {
    await run(`truncate ${table}`);
    await run(`insert into ${table} select * from ${table}_kept`);
  }
}

async function contents(): Promise<string> {
  const [row] = await run(
    `select concat(${names.map((table) => `(select md5(string_agg(t::text, '|' order by t::text)) from ${table} t)`).join(', ')}) as all`,
  );
  return row?.['all'] as string;
}

/** Chain 1 as it was written before acts were rows, three with acts: of staff, residents and systems, with several patients, one and none. */
async function writeLog(): Promise<void> {
  await run("create table access_log_before partition of access_log for values from ('2026-01-01') to ('2026-03-01')");
  let hash: Buffer = chainStart;
  for (let seq = 1; seq <= 12; seq++) {
    const row: LogRow = {
      ...written,
      patientKey: 7 + (seq % 2),
      at: new Date(Date.UTC(2026, 0, 30, 0, 0, seq)).toISOString(),
      seq,
      permitted: seq % 5 > 0,
      resources: seq,
    };
    hash = hashOfRow(hash, row);
    const places = logColumns.map((_, at) => `$${at + 1}`).join(', ');
    await run(
      `insert into access_log (${logColumns.map(([, column]) => column).join(', ')}, hash) values (${places}, $${logColumns.length + 1})`,
      [...logColumns.map(([property]) => row[property]), hash],
    );
  }
  await run('insert into access_log_head values (1, 12, $1)', [hash]);
  const care = {
    hsaId: 'a-7',
    title: 'Läkare',
    purpose: 'care',
    careUnit: { key: 3, name: 'VC' },
    careProvider: { key: 2, name: 'R' },
  };
  const callers = [
    { kind: 'system', id: 'test', name: 'Test' },
    { kind: 'staff', id: 'SE7', name: 'Åsa', assignment: care },
    { kind: 'resident', id: 'p-7', name: 'Eva', patientKey: 7, online: [] },
  ] as unknown as Caller[];
  for (let chain = 0; chain < 3; chain++) {
    const log = await openAccessLog(database);
    for (let n = 0; n < 12; n++) {
      const patients = [7, 8, 9].slice(0, n % 4).map((key) => ({ key, id: `p-${key}`, resources: n }));
      const act = { act: 'read', permitted: n % 5 > 0, what: 'GET Patient', request: `r-${n}`, patients };
      // Some alone, some together in a row.
      await log.append(Array.from({ length: 1 + (n % 3) }, () => ({ caller: random.pick(callers), ...act })));
    }
    await log.close();
  }
}
