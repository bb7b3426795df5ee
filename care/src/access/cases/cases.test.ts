import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { decide, decideBy, rules, table, type Table } from '../decide.ts';
import type { Act, Decision } from '../finding.ts';
import { law, type LawKey, type Provision, type Provisions, type Wording } from '../law.ts';
import type { Answer, Rule } from '../rule.ts';
import { type Case, dayOf, readCases, situationOf } from './cases.ts';

const cases = readCases();

/** What is wrong with a decision, seen from a case; undefined when it is the expected one. */
function fault(one: Case, decision: Decision): string | undefined {
  if (decision.permitted !== (one.answer === 'permitted')) return `expected ${one.answer}`;
  if (one.because === undefined) return undefined;
  const { rule, law: provision, outcome } = one.because;
  // A rule may stand in a cell more than once, for a right each time.
  const found = decision.findings.filter((finding) => finding.rule === rule);
  if (!found.some((finding) => finding.law === provision && finding.outcome === outcome))
    return `${rule} found ${found.map((finding) => `${finding.outcome} by ${finding.law}`).join() || 'nothing'}`;
  const steps = [...decision.steps].sort().join();
  return steps === [...(one.steps ?? [])].sort().join() ? undefined : `steps are ${steps}`;
}

describe('the law in cases', () => {
  for (const one of cases) {
    it(`${one.file}: ${one.case}`, () => {
      assert.equal(fault(one, decide(one.act, situationOf(one), dayOf(one))), undefined);
    });
  }

  it('every refused case names the rule, the provision and the steps', () => {
    for (const one of cases)
      if (one.answer === 'refused') assert.ok(one.because !== undefined && one.steps !== undefined, one.case);
  });

  it('every rule is a file with a file of cases, and every provision is cited by a rule', () => {
    const files = (folder: string, ending: string) =>
      readdirSync(new URL(folder, import.meta.url))
        .filter((name) => name.endsWith(ending))
        .map((name) => name.slice(0, -ending.length))
        .sort();
    assert.deepEqual(files('../rules', '.ts'), [...rules.keys()].sort());
    assert.deepEqual(files('.', '.yaml'), [...rules.keys()].sort());
    const cited = [...rules.values()].flatMap((rule) => [
      rule.law,
      ...(rule.before === undefined ? [] : [rule.before.law]),
    ]);
    assert.deepEqual([...new Set(cited)].sort(), Object.keys(law).sort());
  });

  it('every act has a case that is refused, and one that is permitted', () => {
    for (const act of Object.keys(table) as Act[])
      for (const answer of ['permitted', 'refused'])
        assert.ok(
          cases.some((one) => one.act === act && one.answer === answer),
          `${act} ${answer}`,
        );
  });
});

/** The table with one rule in one cell put another way. */
function mutant(rule: Rule, cell: string, change: (rule: Rule) => Rule[]): Table {
  return mapCells((here, list) =>
    here === cell ? list.flatMap((one) => (one === rule ? change(one) : [one])) : [...list],
  );
}

function mapCells(map: (cell: string, rules: readonly Rule[]) => Rule[]): Table {
  const copy = structuredCloneOfKeys();
  for (const [act, row] of Object.entries(table))
    for (const [matter, columns] of Object.entries(row))
      for (const [caller, list] of Object.entries(columns)) {
        const target = copy[act as Act] as Record<string, Record<string, Rule[]>>;
        target[matter] = { ...target[matter], [caller]: map(`${act} ${matter} ${caller}`, list) };
      }
  return copy;
}

function structuredCloneOfKeys(): Table {
  return Object.fromEntries(Object.keys(table).map((act) => [act, {}])) as Table;
}

const inverted = (rule: Rule): Rule => ({
  ...rule,
  find(situation) {
    const found: Answer = rule.find(situation);
    return found.outcome === 'unknown' ? found : { ...found, outcome: found.outcome === 'met' ? 'not-met' : 'met' };
  },
});

const trusting = (rule: Rule): Rule => ({
  ...rule,
  find(situation) {
    const found = rule.find(situation);
    return found.outcome === 'unknown' ? { ...found, outcome: 'met' } : found;
  },
});

function failingBy(by: { table: Table; law: Provisions }): Case[] {
  return cases.filter((one) => fault(one, decideBy(by, one.act, situationOf(one), dayOf(one))) !== undefined);
}

describe('each rule matters', () => {
  const failing = (rows: Table) => failingBy({ table: rows, law });
  const cells: { cell: string; rule: Rule }[] = [];
  mapCells((cell, list) => {
    for (const rule of list) cells.push({ cell, rule });
    return [...list];
  });

  for (const rule of new Set(cells.map((one) => one.rule))) {
    const everywhere = (change: (rule: Rule) => Rule[]) =>
      mapCells((_cell, list) => list.flatMap((one) => (one === rule ? change(one) : [one])));
    it(`${rule.name}: removed, inverted or trusting the unknown, cases fail`, () => {
      assert.notEqual(failing(everywhere(() => [])).length, 0, 'removed');
      assert.notEqual(failing(everywhere((one) => [inverted(one)])).length, 0, 'inverted');
      assert.notEqual(failing(everywhere((one) => [trusting(one)])).length, 0, 'trusting');
    });
  }

  it('removed from any single cell, cases fail', () => {
    const unguarded = cells
      .filter(({ cell, rule }) => failing(mutant(rule, cell, () => [])).length === 0)
      .map(({ cell, rule }) => `${cell}: ${rule.name}`);
    assert.deepEqual(unguarded, []);
  });
});

/** A day later, or earlier. */
const moved = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('each day on which the law has changed matters', () => {
  /** Provisions with one day put another way, wherever it is the first, or the last. */
  const changed = (change: (provision: Provision) => Provision): Provisions =>
    Object.fromEntries(Object.entries(law).map(([key, one]) => [key, change(one)])) as Record<LawKey, Provision>;
  const begins = (from: string, days: number) =>
    changed((one) => {
      const [latest, ...earlier] = one.wordings.map((wording) =>
        wording.from === from ? { ...wording, from: moved(from, days) } : wording,
      );
      return { ...one, wordings: [latest as Wording, ...earlier] };
    });
  const ends = (until: string, days: number) =>
    changed((one) => (one.until === until ? { ...one, until: moved(until, days) } : one));

  const ofAll = Object.values<Provision>(law);
  const lasts = new Set(ofAll.flatMap(({ until }) => until ?? []));
  // Of a section that has only been reworded, what it demands is told another way: explain.test.ts.
  const firsts = new Set(ofAll.flatMap(({ wordings }) => wordings.at(-1)?.from ?? []));

  for (const from of firsts)
    it(`in force from ${from}: a day later or earlier, cases fail`, () => {
      for (const days of [-1, 1])
        assert.notEqual(failingBy({ table, law: begins(from, days) }).length, 0, String(days));
    });

  for (const until of lasts)
    it(`in force until ${until}: a day earlier, cases fail`, () => {
      assert.notEqual(failingBy({ table, law: ends(until, -1) }).length, 0);
    });

  it('what held before a rule, taken away, makes cases fail', () => {
    for (const rule of rules.values()) {
      if (rule.before === undefined) continue;
      const { before: _, ...without } = rule;
      const rows = mapCells((_cell, list) => list.map((one) => (one === rule ? without : one)));
      assert.notEqual(failingBy({ table: rows, law }).length, 0, rule.name);
    }
  });
});
