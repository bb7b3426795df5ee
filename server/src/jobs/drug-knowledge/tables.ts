/** The tables that a release of drug knowledge may have, a file each, and how a row of each becomes what the safety rules know. */
import { type Ages, type DrugKnowledge, noKnowledge } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import type { FactRow } from './fact-row.ts';

type Draft = { [Kind in Exclude<keyof DrugKnowledge, 'contains'>]: DrugKnowledge[Kind][number][] } & {
  contains: Record<string, string[]>;
};

export interface KnowledgeTable {
  needed: readonly string[];
  /** Those that may be left out. */
  known?: readonly string[];
  add: (row: FactRow, to: Draft) => void;
}

const fact = ['stops', 'sv', 'source'] as const;
const aboutFacts = ['en', 'grade', 'valid-from', 'valid-until'] as const;

export const knowledgeTables: Readonly<Record<string, KnowledgeTable>> = {
  'same-substance.csv': {
    needed: ['atc'],
    add: (row, to) => to.sameSubstance.push(row.codes('atc')),
  },
  'contains.csv': {
    needed: ['atc', 'contains'],
    add: (row, to) => {
      for (const atc of row.codes('atc')) to.contains[atc] = [...(to.contains[atc] ?? []), ...row.codes('contains')];
    },
  },
  'class-words.csv': {
    needed: ['words', 'atc'],
    known: ['name'],
    add: (row, to) => {
      const name = row.optional('name');
      const words = row.text('words').toLowerCase().split(/\s+/);
      to.classWords.push({ ...(name !== undefined && { name }), words, atc: row.codes('atc') });
    },
  },
  'cross-reactions.csv': {
    needed: ['to', 'with', ...fact],
    known: aboutFacts,
    add: (row, to) => to.crossReactions.push({ to: row.codes('to'), with: row.codes('with'), ...row.fact() }),
  },
  'interactions.csv': {
    needed: ['one', 'other', ...fact],
    known: aboutFacts,
    add: (row, to) => to.interactions.push({ one: row.codes('one'), other: row.codes('other'), ...row.fact() }),
  },
  'most-per-day.csv': {
    needed: ['atc', 'mg', 'from-age', ...fact],
    known: ['below-age', ...aboutFacts],
    add: (row, to) => to.mostPerDay.push(...limits(row, { mg: row.number('mg'), ...agesIn(row) })),
  },
  'most-per-kg.csv': {
    needed: ['atc', 'mg-per-kg', 'from-age', ...fact],
    known: ['below-age', ...aboutFacts],
    add: (row, to) => to.mostPerKg.push(...limits(row, { mgPerKg: row.number('mg-per-kg'), ...agesIn(row) })),
  },
  'most-at-once.csv': {
    needed: ['atc', 'from-age', ...fact],
    known: ['mg', 'mg-per-kg', 'below-age', ...aboutFacts],
    add: (row, to) => {
      const [mg, mgPerKg] = [row.optionalNumber('mg'), row.optionalNumber('mg-per-kg')];
      if ((mg === undefined) === (mgPerKg === undefined)) row.fault('one of mg and mg-per-kg is to be said.');
      const most = mgPerKg === undefined ? { mg: mg ?? 0 } : { mgPerKg };
      to.mostAtOnce.push(...limits(row, { ...most, ...agesIn(row) }));
    },
  },
  'most-by-gfr.csv': {
    needed: ['atc', 'below-gfr', 'mg', 'from-age', ...fact],
    known: ['below-age', ...aboutFacts],
    add: (row, to) => {
      const limit = { belowGfr: row.number('below-gfr'), mg: row.number('mg'), ...agesIn(row) };
      to.mostByGfr.push(...limits(row, limit));
    },
  },
  'least-age.csv': {
    needed: ['atc', 'years', ...fact],
    known: aboutFacts,
    add: (row, to) => to.leastAge.push(...limits(row, { years: row.number('years') })),
  },
  'unsuitable-from-age.csv': {
    needed: ['atc', 'years', ...fact],
    known: aboutFacts,
    add: (row, to) => to.unsuitableFromAge.push(...limits(row, { years: row.number('years') })),
  },
  'least-weight.csv': {
    needed: ['atc', 'kg', ...fact],
    known: ['from-mg', ...aboutFacts],
    add: (row, to) => {
      const fromMg = row.optionalNumber('from-mg');
      to.leastWeight.push(...limits(row, { kg: row.number('kg'), ...(fromMg !== undefined && { fromMg }) }));
    },
  },
  'least-gfr.csv': {
    needed: ['atc', 'gfr', ...fact],
    known: aboutFacts,
    add: (row, to) => to.leastGfr.push(...limits(row, { gfr: row.number('gfr') })),
  },
  'pregnancy.csv': {
    needed: ['atc', ...fact],
    known: aboutFacts,
    add: (row, to) => to.pregnancy.push(...limits(row, {})),
  },
};

/** Which codes the publisher has for substances, where they are not ATC's. */
export const substancesTable = { file: 'substances.csv', needed: ['code', 'atc'] } as const;

function agesIn(row: FactRow): Ages {
  const belowAge = row.optionalNumber('below-age');
  return { fromAge: row.number('from-age'), ...(belowAge !== undefined && { belowAge }) };
}

function limits<Limit extends object>(row: FactRow, limit: Limit) {
  const rest = row.fact();
  return row.codes('atc').map((atc) => ({ atc, ...limit, ...rest }));
}

/** Nothing yet, to be added to. */
export const emptyDraft = (): Draft => structuredClone(noKnowledge) as Draft;
