/**
 * Puts a release where every process finds it within a second: the next version of the Library of its knowledge base, so that the release before
 * ends in the same moment and stays in the history for what it has given rise to.
 */
import { createHash } from 'node:crypto';
import type { Library } from '@medplum/fhirtypes';
import { libraryOf, type ReleasedKnowledge } from '@vardkedjan/care/clinical/drug-safety/knowledge-release.ts';
import { type Database } from '../../store/database.ts';
import { openRecord } from '../../store/open-record.ts';
import { StartFailure } from '../../store/start-failure.ts';
import { knowledgeLoader } from '../../store/write/holds/keep-drug-knowledge.ts';

const idOf = (url: string): string => `drug-knowledge-${createHash('sha256').update(url).digest('hex').slice(0, 12)}`;

/** A version means one content: what an answer to an alert names is what it was about. Fails with StartFailure. */
export async function keepRelease(database: Database, released: ReleasedKnowledge): Promise<'loaded' | 'unchanged'> {
  const record = openRecord(database, knowledgeLoader);
  const { url, version } = released.release;
  const id = idOf(url);
  const resource: Library = { ...libraryOf(released), id };
  for (const before of await versionsOf(database, id))
    if (before.version === version && before.content?.[0]?.data !== resource.content?.[0]?.data)
      throw new StartFailure(
        `Version ${version} has been loaded before with other content. A release that has been corrected needs a version of its own.`,
      );
  const [written] = await record.write([{ action: 'update', id, resource }]);
  return written?.result === 'unchanged' ? 'unchanged' : 'loaded';
}

/** Its facts count no more, and what they have given rise to keeps their version. Fails with StartFailure. */
export async function endKnowledge(database: Database, url: string): Promise<void> {
  const record = openRecord(database, knowledgeLoader);
  const stored = await record.read('Library', idOf(url));
  if (stored === undefined || stored.deleted) throw new StartFailure(`No drug knowledge is loaded from ${url}.`);
  const library = JSON.parse(stored.body) as Library;
  await record.write([{ action: 'update', id: stored.id, resource: { ...library, status: 'retired' } }]);
}

async function versionsOf(database: Database, id: string): Promise<Library[]> {
  const record = openRecord(database, knowledgeLoader);
  const stored = await record.read('Library', id);
  const versions = await Promise.all(
    Array.from({ length: stored?.version ?? 0 }, (_each, at) => record.vread('Library', id, at + 1)),
  );
  return versions.flatMap((each) => (each === undefined || each.deleted ? [] : [JSON.parse(each.body) as Library]));
}
