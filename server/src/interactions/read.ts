/** Read: http://hl7.org/fhir/R4/http.html#read, with the conditional form: http://hl7.org/fhir/R4/http.html#cread */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith, contentAnswer, versionHeaders } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { readIfNoneMatch } from '../http/form/entity-tag.ts';
import { readSubset, subsetOf } from '../http/form/subset.ts';
import type { Stored } from '../store/record.ts';
import type { Interaction } from './interaction.ts';

export const read: Interaction = {
  code: 'read',
  act: 'read',
  level: 'instance',
  routes: [{ method: 'GET', path: '/:type/:id' }],
  async handle(asked) {
    const { type, id } = asked;
    const subset = readSubset(asked.parts.parameters);
    const stored = await asked.record.read(type, id);
    if (stored === undefined) throw await asked.whyAbsent(type, id);
    if (stored.deleted)
      throw new Failure('gone', 'The resource has been deleted; its earlier versions are in its history');
    if (isUnmodified(asked, stored)) return { status: 304, headers: versionHeaders(stored), shown: [stored] };
    const { contentWanted } = asked.parts;
    if (contentWanted !== undefined && subset === undefined) return contentAnswer(stored, contentWanted);
    return subset === undefined ? answerWith(stored) : { ...answerWith(stored), text: subsetOf(stored.body, subset) };
  },
};

function isUnmodified({ parts }: Asked, stored: Stored): boolean {
  const versions = readIfNoneMatch(parts.ifNoneMatch);
  if (versions !== undefined) return versions === '*' || versions.includes(stored.version);
  if (parts.ifModifiedSince === undefined) return false;
  // The header has whole seconds: within the same second it cannot tell two versions apart, so the resource is sent.
  return Date.parse(stored.updated) <= Date.parse(parts.ifModifiedSince);
}
