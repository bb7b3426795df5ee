/** `GET Patient/[id]/$text-search?text=`: full-text search within one record. */
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { openLinked } from '../../access/open-linked.ts';
import type { Asked } from '../../http/asked.ts';
import { bundleText, foundEntry } from '../../http/form/bundle.ts';
import { searchText } from '../../store/read/text-search.ts';
import type { Operation } from '../operation.ts';
import { pageLinks } from '../page-links.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { terms } from './terms.ts';

const longestText = 500;

export const patientTextSearch: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked, input) {
    const text = input.text('text')?.trim() ?? '';
    if (text.length > longestText) throw new Failure('invalid', `text must be at most ${longestText} characters`);
    const { caller } = asked;
    const { lane } = asked.wiring.database;
    const { key, linked } = await patientConcerned(asked);
    const others = linked === true ? await linkedKeys(asked) : [];
    const page = await searchText(lane, { caller, visibility: visibilityOf(caller) }, [key, ...others], {
      text,
      count: input.count(50, 200),
      cursor: input.ofPage('_cursor'),
    });
    const entries = page.matches.map((stored) => foundEntry(asked.base, stored, 'match'));
    const links = pageLinks(asked, `Patient/${asked.id}/$text-search`, input.inAddress, page.next);
    return { status: 200, text: bundleText({ type: 'searchset', links, entries }), shown: page.matches };
  },
};

async function linkedKeys({ id, record, caller, wiring }: Asked): Promise<number[]> {
  const person = await record.read('Patient', id);
  if (person === undefined) return [];
  const { opened } = await openLinked({ caller, access: wiring.access, database: wiring.database.lane }, person);
  return opened.map(({ patientKey }) => patientKey);
}
