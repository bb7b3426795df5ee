/** The one resource that a conditional address names (http://hl7.org/fhir/R4/http.html#cond-update). */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';

const found = new WeakMap<Asked, Promise<string | undefined>>();

/** Its id; undefined when nothing matches. Fails with 412 when several do. The same answer for the whole of a request. */
export function idOfOneMatch(asked: Asked): Promise<string | undefined> {
  const known = found.get(asked) ?? look(asked);
  found.set(asked, known);
  return known;
}

async function look(asked: Asked): Promise<string | undefined> {
  const { matches } = await asked.record.search({ ...asked.addressed, count: 2 });
  if (matches.length > 1) throw new Failure('multiple-matches', 'Several resources match; say which one');
  return matches[0]?.id;
}
