/**
 * Property: what the filter shows, what a list shows, and what is read by id, is what the law permits, resource by resource, over random worlds. A hundred of
 * them; more by
 *
 *     node server/src/access/agreement.test.ts --worlds 10000 --seed 1
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArgs } from 'node:util';
import { type Caller, isClient, type ResidentCaller } from '@vardkedjan/care/access/caller.ts';
import { decide } from '@vardkedjan/care/access/decide.ts';
import type { OnlineRecord } from '@vardkedjan/care/access/online-record.ts';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { Random } from '../../../care/test/random.ts';
import { testDatabase } from '../../test/database.ts';
import {
  block,
  blockProvider,
  chooseRegister,
  emptyRecord,
  handOut,
  insert,
  openBlock,
  organise,
  relate,
  resident,
  share,
  sql,
  staff,
  type WorldRow,
} from '../../test/record-world.ts';
import { type EntryFacts, entryFacts } from '../store/facts/access-facts.ts';
import type { Value } from '../store/queryable.ts';
import { readStored } from '../store/read/read.ts';
import { search } from '../store/search/search.ts';
import { visibilitySql } from '../store/visibility-sql.ts';
import { situationOfEntry, whoOf } from './gather-situation.ts';

const { values: flags } = parseArgs({
  options: { worlds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  strict: false,
}) as { values: { worlds: string; seed: string } };
const first = Number(flags.seed);

/** The law of today is what the store compiles. */
const day = stockholmDay(new Date());

const db = await testDatabase();

async function visibleIds(caller: Caller): Promise<Set<string>> {
  const values: Value[] = [];
  const condition = visibilitySql(visibilityOf(caller), 'r', (value) => `$${values.push(value)}`);
  const rows = await sql<{ name: string }>(
    db,
    `select r.type || '/' || r.id as name from resource r where ${condition}`,
    values,
  );
  return new Set(rows.map(({ name }) => name));
}

/** Of current resources; of staff a list is gone through by whose patients are in the unit's care first. */
async function listedIds(caller: Caller, types: readonly string[]): Promise<string[]> {
  const all = await Promise.all(
    types.map(async (type) => {
      const query = parseSearch(type, [['_count', '1000']], { lenient: false });
      return (await search(db, caller, query)).matches.map(({ id }) => `${typeCode(type)}/${id}`);
    }),
  );
  return all.flat().toSorted();
}

describe('the filter and the law agree, resource by resource', () => {
  const types = ['Patient', 'Observation', 'QuestionnaireResponse', 'Encounter', 'Task', 'ServiceRequest'];

  const lasting = [
    ['-1 day', '1 day'],
    ['-1 day', '1 day'],
    ['-3 days', '-1 second'],
  ] as const;

  async function world(random: Random): Promise<WorldRow[]> {
    await emptyRecord(db);
    for (const [key, careProvider] of [
      [11, 10],
      [12, 10],
      [21, 20],
    ] as const)
      await organise(db, key, careProvider);
    // Two social care providers, one with a unit whose staff ask.
    for (const [key, careProvider] of [
      [40, 40],
      [41, 40],
      [50, 50],
    ] as const)
      await organise(db, key, careProvider, key === careProvider);
    const rows: WorldRow[] = [{ type: 'Organization', id: 'unit', patientKey: 0, key: 1 }];
    rows.push({ type: 'Practitioner', id: 'nurse', patientKey: 0, key: 2, protected: random.chance(0.5) });
    rows.push({ type: 'Binary', id: 'loose', patientKey: 0, key: 3, careUnit: 11, careProvider: 10 });
    let key = 100;
    for (let patientKey = 1; patientKey <= 6; patientKey++) {
      rows.push({
        type: 'Patient',
        id: `pat${patientKey}`,
        patientKey,
        key: key++,
        protected: random.chance(0.4),
        patientVisible: random.chance(0.9),
      });
      for (let n = random.below(9); n > 0; n--) {
        const careUnit = random.pick([0, 11, 12, 12, 12, 21, 41]);
        const type = random.pick(types.slice(1));
        rows.push({
          type,
          id: `e${key}`,
          patientKey,
          key: key++,
          // Less than 0: behind the wall of its unit.
          careProvider:
            careUnit !== 0 && random.chance(0.2)
              ? -careUnit
              : random.pick([0, 10, 10, 10, 10, 20, 20, 20, 20, 30, 40, 50]),
          careUnit,
          patientVisible: random.chance(0.7),
          deleted: random.chance(0.1),
          body:
            type === 'QuestionnaireResponse' ? { status: random.pick(['in-progress', 'completed', 'amended']) } : {},
        });
      }
      for (let n = random.below(3); n > 0; n--) {
        await block(
          db,
          patientKey,
          key++,
          random.pick([0, 11, 12, 12, 21]),
          random.pick(['1000 years', '1 hour', '-1 second']),
        );
      }
      for (let n = random.below(12); n > 0; n--) {
        const opening = { patientKey, source: key++, of: random.pick([11, 12, 12, 21]) };
        const now = ['-1 hour', '1 hour'] as const;
        const times = random.pick([now, now, ['1 hour', '2 hours'], ['-2 hours', '-1 second']] as const);
        await openBlock(db, opening, random.pick([11, 11, 12]), random.pick([31, 31, 32]), times);
      }
      if (random.chance(0.3))
        await blockProvider(db, patientKey, key++, random.pick([10, 20, 30]), random.pick(['1000 years', '-1 second']));
      for (let n = random.below(14); n > 0; n--) {
        const of = { patientKey, source: key++, keeper: random.pick([0, 0, 10, 20, 30, 50]) };
        const to = {
          receiver: random.pick([10, 11, 11, 11, 12, 20, 21, 40, 41, 41]),
          practitioner: random.pick([0, 0, 0, 31, 32]),
        };
        const now = ['-1 hour', '1 hour'] as const;
        const times = random.pick([now, now, now, ['1 hour', '2 hours'], ['-2 hours', '-1 second']] as const);
        await share(
          db,
          of,
          to,
          random.pick([
            'consent',
            'child',
            'child',
            'child',
            'incapacity',
            'emergency',
            'emergency',
            'lifted',
            'lifted',
          ]),
          times,
        );
      }
      // An order: what is asked and its handling have one id, and the relation comes of the handling; some lie with nobody any more.
      for (let n = random.below(3); n > 0; n--) {
        const kept = { patientKey, careProvider: random.pick([10, 10, 20, 30]), careUnit: random.pick([11, 12, 21]) };
        const id = `order${key}`;
        rows.push({ ...kept, type: 'Task', id, key, protected: false });
        await relate(db, patientKey, key++, random.pick([12, 12, 21]), 0, ...random.pick(lasting), 'order');
        const asked = random.chance(0.5)
          ? rows.find((row) => row.patientKey === patientKey && row.type === 'Encounter')
          : undefined;
        rows.push({ ...kept, type: 'ServiceRequest', id, key: key++, ...(asked && { encounter: asked.key }) });
      }
      for (let n = 1 + random.below(3); n > 0; n--) {
        const origin = random.pick(['encounter', 'encounter', 'encounter', 'appointment', 'order', 'stated']);
        const [from, until] = random.pick([
          ['-1 day', '1 day'],
          ['1 hour', '2 days'],
          ['-3 days', '-1 second'],
          ['-1 day', 'infinity'],
        ] as const);
        if (until === 'infinity') {
          await relate(
            db,
            patientKey,
            key++,
            random.pick([11, 11, 12, 21, 41]),
            random.pick([0, 0, 31]),
            from,
            '1000 years',
            origin,
          );
        } else {
          const whom = [random.pick([11, 11, 11, 12, 21, 41]), random.pick([0, 31, 32])] as const;
          await relate(db, patientKey, key++, ...whom, from, until, origin);
        }
      }
    }
    await insert(db, rows);
    // By orders and their answers; that a unit of the entry's own care provider is named says nothing.
    for (const { patientKey, key: entry, type } of rows.filter((row) => row.patientKey !== 0))
      if (type !== 'Patient' && random.chance(0.5))
        await handOut(db, { patientKey, source: key++, entry }, random.pick([11, 11, 12, 21, 41]));
    for (let patientKey = 1; patientKey <= 6; patientKey++)
      for (const choice of ['informed', 'informed', 'opposes'] as const)
        if (random.chance(choice === 'informed' ? 0.6 : 0.3))
          await chooseRegister(db, patientKey, key++, random.pick([0, 61, 61, 62]), choice);
    return rows;
  }

  const callers: Caller[] = [
    ...(['care', 'care-administration', 'quality', 'log-review'] as const).map((purpose) => staff(11, 10, 31, purpose)),
    staff(11, 10, 32),
    staff(12, 10, 31),
    staff(21, 20, 32),
    staff(41, 40, 31, 'social-care', 'needs-assessor'),
    staff(11, 10, 31, 'care', 'assistant-nurse', ['read']),
    staff(11, 10, 31, 'care', 'physiotherapist', ['read', 'read-other-units']),
    staff(12, 10, 32, 'care', 'medical-secretary', ['write']),
    resident('pat1', 1),
    resident('pat4', 4),
    collector(61, ['Patient', 'Observation', 'Encounter']),
    collector(62, ['Observation', 'QuestionnaireResponse', 'Binary']),
    client([], [12], ['Patient', 'Task', 'ServiceRequest', 'Encounter', 'Observation', 'Organization']),
    client([], [12, 21], ['Patient', 'Task', 'ServiceRequest', 'QuestionnaireResponse', 'Practitioner']),
    client([10], [], ['Patient', 'Observation', 'Encounter', 'Binary', 'Practitioner']),
    client([10, 20], [11], types),
  ];

  /** Another system: of care providers, of units whose orders it answers. */
  function client(careProviders: number[], units: number[], reads: string[]): Caller {
    const homes = [...careProviders, ...units.map((unit) => (unit === 21 ? 20 : 10))];
    const mandate = {
      careProviders,
      units: units.map((key) => ({ key, id: `u${key}` })),
      homes,
      reads,
      writes: [],
      changes: [],
    };
    return { kind: 'system', id: `client ${careProviders.join()} ${units.join()}`, name: '', mandate };
  }

  /** The system of a quality register. */
  function collector(register: number, types: string[]): Caller {
    const qualityRegister = { key: register, id: `u${register}`, types };
    return { kind: 'system', id: `register ${register}`, name: '', qualityRegister };
  }

  /** A resident, young or old, with a few children of theirs, about whom this and that is known. */
  function family(random: Random): ResidentCaller {
    const maybe = (chance: number) => (random.chance(0.03) ? {} : { fact: random.chance(chance) });
    const clinics = () => [11, 12, 21].filter(() => random.chance(0.3));
    const [own, ...others] = [1, 2, 3, 4, 5, 6].filter(() => random.chance(0.5));
    const record = (patientKey: number, facts: OnlineRecord['facts']): OnlineRecord => ({
      day,
      patientKey,
      id: `pat${patientKey}`,
      name: '',
      facts: { guardianUntil: 13, aloneFrom: 16, ...facts },
      clinics: clinics(),
    });
    const age = (ages: number[]) => (random.chance(0.03) ? {} : { age: random.pick(ages) });
    const known = <K extends string>(name: K, chance: number) => {
      const { fact } = maybe(chance);
      return (fact === undefined ? {} : { [name]: fact }) as Partial<Record<K, boolean>>;
    };
    const online = [
      ...(own === undefined ? [] : [record(own, { record: 'own', ...age([40, 16, 15]), ...known('deceased', 0.05) })]),
      ...others.map((key) =>
        record(key, {
          record: 'childs',
          ...age([0, 12, 12, 13, 15, 16]),
          ...known('protectedPerson', 0.15),
          ...known('guardianProtected', 0.1),
          ...known('guardianShutOut', 0.1),
          ...known('deceased', 0.05),
        }),
      ),
    ];
    return { kind: 'resident', id: 'parent', name: '', patientKey: own ?? -1, online };
  }

  /** What the analysis of the caller's role does not let it read. */
  function notGiven(caller: Caller, { careProvider }: EntryFacts) {
    if (visibilityOf(caller).kind === 'no-patient') return 'any';
    const isOwn = caller.kind === 'staff' && careProvider === caller.assignment.careProvider.key;
    return isOwn ? 'another unit’s' : 'another care provider’s';
  }

  it('over random worlds', async () => {
    let compared = 0;
    const online = { whole: 0, clinics: 0 };
    const walls = { permitted: 0, refused: 0 };
    const byAnalysis = { any: 0, 'another unit’s': 0, 'another care provider’s': 0 };
    const registers = { permitted: 0, 'not informed': 0, opposed: 0 };
    const clients = {
      'of an order': 0,
      'of its own': 0,
      'protected, by an order': 0,
      protected: 0,
      blocked: 0,
      walled: 0,
      'outside the mandate': 0,
    };
    const blocks = { none: 0, 'in-force': 0, lifted: 0 };
    const social = { none: 0, consent: 0, child: 0 };
    const shared = { none: 0, consent: 0, child: 0, incapacity: 0, emergency: 0, lifted: 0, 'handed-out': 0 };
    const handedOut = { blocked: 0, 'by an order alone': 0, 'care-administration': 0, unrelated: 0 };
    for (let seed = first; seed < first + Number(flags.worlds); seed++) {
      const random = new Random(seed);
      const rows = await world(random);
      const parents = [family(random), family(random), family(random)];
      for (const caller of [...callers, ...parents]) {
        const visible = await visibleIds(caller);
        const facts = await Promise.all(rows.map(({ type, id }) => entryFacts(db.lane, type, id, whoOf(caller))));
        const read = await Promise.all(rows.map(({ type, id }) => readStored(db.lane, visibilityOf(caller), type, id)));
        const current = rows.filter(({ deleted = false }) => !deleted).map(({ type, id }) => `${typeCode(type)}/${id}`);
        assert.deepEqual(
          await listedIds(caller, [...types, 'Organization', 'Practitioner', 'Binary']),
          current.filter((name) => visible.has(name)).toSorted(),
          `seed ${seed}, ${caller.kind} ${caller.id} lists`,
        );
        for (const [at, fact] of facts.entries()) {
          assert.ok(fact !== undefined);
          const { permitted, findings } = decide('read', situationOfEntry(caller, fact), day);
          const name = `${typeCode(fact.type)}/${fact.id}`;
          assert.equal(
            visible.has(name),
            permitted,
            `seed ${seed}, ${caller.kind} ${caller.id}, ${fact.type}/${fact.id}`,
          );
          assert.equal(read[at] !== undefined, permitted, `seed ${seed}, ${caller.kind} ${caller.id} reads ${name}`);
          compared++;
          // Refused by the analysis alone.
          const refusing = findings.filter(({ outcome }) => outcome !== 'met');
          if (refusing.length > 0 && refusing.every(({ rule }) => rule === 'right-by-analysis'))
            byAnalysis[notGiven(caller, fact)]++;
          if (isClient(caller) && fact.patientKey !== 0) {
            const only = (rule: string) => refusing.length === 1 && refusing[0]?.rule === rule;
            if (permitted && fact.reach?.ofOrder) clients['of an order']++;
            else if (permitted) clients['of its own']++;
            if (permitted && fact.protectedPerson) clients['protected, by an order']++;
            if (only('protected-person')) clients.protected++;
            if (refusing.some(({ rule }) => rule.startsWith('not-blocked')) && !only('system-mandate'))
              clients.blocked++;
            if (only('not-behind-a-wall')) clients.walled++;
            if (only('system-mandate')) clients['outside the mandate']++;
          }
          if (caller.kind === 'system' && !isClient(caller) && fact.patientKey !== 0) {
            const only = (rule: string) => refusing.length === 1 && refusing[0]?.rule === rule;
            if (permitted) registers.permitted++;
            if (only('informed-of-register')) registers['not informed']++;
            if (only('not-opposed-to-register')) registers.opposed++;
          }
          if (caller.kind === 'resident' && permitted && fact.patientKey !== 0)
            online[visibilityOf(caller).kind === 'own' ? 'whole' : 'clinics']++;
          if (caller.kind === 'staff' && fact.walled && fact.relation !== null)
            walls[permitted ? 'permitted' : 'refused']++;
          if (caller.kind === 'staff' && (permitted || fact.block === 'in-force')) blocks[fact.block]++;
          const isSocial = caller.kind === 'staff' && caller.assignment.purpose === 'social-care';
          if (isSocial && permitted && fact.patientKey !== 0) social[fact.sharedBy as keyof typeof social]++;
          if (caller.kind === 'staff' && fact.sharedBy === 'handed-out' && fact.careProvider > 0) {
            const isOthers = fact.careProvider !== caller.assignment.careProvider.key;
            if (permitted && isOthers) {
              if (fact.blockedForOtherProviders) handedOut.blocked++;
              if (fact.relation === 'order') handedOut['by an order alone']++;
              if (caller.assignment.purpose === 'care-administration') handedOut['care-administration']++;
            } else if (isOthers && fact.relation === null) handedOut.unrelated++;
          }
          if (caller.kind === 'staff' && !isSocial && fact.careProvider !== 0 && permitted)
            shared[fact.careProvider === caller.assignment.careProvider.key ? 'none' : fact.sharedBy]++;
        }
      }
    }
    assert.ok(compared > 10_000, `${compared} comparisons`);
    assert.ok(Math.min(...Object.values(clients)) > 10, JSON.stringify(clients));
    assert.ok(Math.min(...Object.values(blocks)) > 10, JSON.stringify(blocks));
    assert.ok(Math.min(...Object.values(registers)) > 10, JSON.stringify(registers));
    assert.ok(Math.min(...Object.values(walls)) > 10, JSON.stringify(walls));
    assert.ok(Math.min(...Object.values(byAnalysis)) > 10, JSON.stringify(byAnalysis));
    assert.ok(Math.min(...Object.values(online)) > 50, JSON.stringify(online));
    assert.ok(Math.min(...Object.values(shared)) > 10, JSON.stringify(shared));
    assert.ok(Math.min(...Object.values(handedOut)) > 10, JSON.stringify(handedOut));
    assert.ok(Math.min(...Object.values(social)) > 5, JSON.stringify(social));
  });
});
