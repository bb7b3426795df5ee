/**
 * What the safety rules know, as it counts today: what is shipped, with the releases that the region has loaded. Every process follows within a
 * second of a load (definitions.ts), without a restart.
 */
import type { DrugKnowledge } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import { knowledgeOn } from '@vardkedjan/care/clinical/drug-safety/knowledge-release.ts';
import type { Database } from '../database.ts';
import { definitionsOf } from './definitions.ts';

/** `today`: a Swedish day. */
export type KnownDrugs = (today: string) => Promise<DrugKnowledge>;

const opened = new WeakMap<Database, KnownDrugs>();

/** One for each database, shared by all who ask. */
export function knownDrugsOf(database: Database): KnownDrugs {
  const found = opened.get(database) ?? storedKnowledge(database);
  opened.set(database, found);
  return found;
}

function storedKnowledge(database: Database): KnownDrugs {
  const definitions = definitionsOf(database);
  let known: { of: string; knowledge: DrugKnowledge } | undefined;
  return async (today) => {
    const generation = await definitions.generation();
    if (known?.of === `${generation} ${today}`) return known.knowledge;
    const headings = (await definitions.all('Library')).filter(({ status }) => status === 'active');
    const libraries = await Promise.all(headings.map((heading) => definitions.read({ ...heading, type: 'Library' })));
    const knowledge = knowledgeOn(
      today,
      libraries.filter((each) => each !== undefined),
    );
    known = { of: `${generation} ${today}`, knowledge };
    return knowledge;
  };
}
