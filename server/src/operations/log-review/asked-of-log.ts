/** Who reviews, and what of the log they ask for: a patient, by id or number, a user, a time. */
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { instantBounds } from '@vardkedjan/care/time/instant-bounds.ts';
import { parsePersonId } from '@vardkedjan/care/people/person-id.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../../http/asked.ts';
import { dayBefore, spanOfDay } from '../../log-review/draw.ts';
import { Persons, reviewCaller } from '../../log-review/persons.ts';
import type { Span } from '../../store/access-log/review/openings.ts';
import type { OperationInput } from '../input.ts';

/** A care provider's log is reviewed by its own reviewers: those who have its assignment for it (docs/open-questions.md, 13). */
export function reviewerOf({ caller }: Asked): StaffCaller {
  if (caller.kind === 'staff') return caller;
  throw new Failure(
    'not-supported',
    'Only care staff with an assignment for it review the log; systems have $access-log',
    {
      status: 403,
    },
  );
}

export function personsOf({ wiring }: Asked): Persons {
  return new Persons(wiring.database, wiring.openRecord(reviewCaller));
}

/** Twelve months back, unless the caller says otherwise. */
export function spanAsked(input: OperationInput, now = new Date()): Span {
  const [start, end] = [input.text('start'), input.text('end')];
  const from = start === undefined ? spanOfDay(dayBefore(stockholmDay(now), 366)).from : instantBounds(start)?.low;
  const last = end === undefined ? now.toISOString() : instantBounds(end)?.high;
  if (from === undefined || last === undefined) throw new Failure('invalid', 'start and end must be dates or instants');
  return { from, until: new Date(Date.parse(last) + 1).toISOString() };
}

const found = new WeakMap<Asked, Promise<string | undefined>>();

/** FHIR id of the patient that is asked for; undefined: none is. */
export function patientAsked(asked: Asked, input: OperationInput): Promise<string | undefined> {
  const known = found.get(asked) ?? findPatient(asked, input);
  found.set(asked, known);
  return known;
}

async function findPatient(asked: Asked, input: OperationInput): Promise<string | undefined> {
  const id = input.text('patient')?.replace(/^Patient\//, '');
  const number = input.text('number');
  if (id !== undefined || number === undefined) return id;
  const person = parsePersonId(number, stockholmDay(new Date()));
  if (person === undefined) throw new Failure('invalid', 'number is no personal identity number or reserve number');
  const query = parseSearch('Patient', [['identifier', `${person.system}|${person.value}`]], { lenient: false });
  const { matches } = await asked.wiring.openRecord(reviewCaller).search(query);
  if (matches.length > 1) throw new Failure('multiple-matches', 'Several patients have that number');
  if (matches[0] === undefined) throw new Failure('not-found', 'There is no patient with that number');
  return matches[0].id;
}
