import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { decide, decideBy, rules, table, type Table } from '../decide.ts';
import type { Act, Decision } from '../finding.ts';
import { law } from '../law.ts';
import type { Answer, Rule } from '../rule.ts';
import { type Case, readCases, situationOf } from './cases.ts';

const cases = readCases();

/** What is wrong with a decision, seen from a case; undefined when it is the expected one. */
function fault(one: Case, decision: Decision): string | undefined {
  if (decision.permitted !== (one.answer === 'permitted')) return `expected ${one.answer}`;
  if (one.because === undefined) return undefined;
  const { rule, law: provision, outcome } = one.because;
  const finding = decision.findings.find((found) => found.rule === rule);
  if (finding === undefined) return `no finding by ${rule}`;
  if (finding.law !== provision || finding.outcome !== outcome)
    return `${rule} found ${finding.outcome} by ${finding.law}`;
  const steps = [...decision.steps].sort().join();
  return steps === [...(one.steps ?? [])].sort().join() ? undefined : `steps are ${steps}`;
}

describe('the law in cases', () => {
  for (const one of cases) {
    it(`${one.file}: ${one.case}`, () => {
      assert.equal(fault(one, decide(one.act, situationOf(one))), undefined);
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
    assert.deepEqual([...new Set([...rules.values()].map((rule) => rule.law))].sort(), Object.keys(law).sort());
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

describe('each rule matters', () => {
  const failing = (rows: Table) =>
    cases.filter((one) => fault(one, decideBy(rows, one.act, situationOf(one))) !== undefined);
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
