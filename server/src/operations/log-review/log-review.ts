/**
 * Reviewing the access log (PDL 2008:355, 4 kap. 3 §): a patient's or a user's log with the odd ones first, samples, decisions. What a
 * reviewer sees is the log of the own care provider's staff and of systems, and no record.
 */
import { weightOf } from '@vardkedjan/care/access/review/odd.ts';
import { type UserDay, usualOf } from '@vardkedjan/care/access/review/usual.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Concern } from '../../http/concern.ts';
import { dayBefore, itemOf, Sample, spanOfDay } from '../../log-review/draw.ts';
import { judged, reviewLog as reviewed } from '../../log-review/review.ts';
import { openingsByUsers } from '../../store/access-log/review/openings.ts';
import {
  type DecisionRow,
  type ItemRow,
  itemOf as storedItem,
  itemsSince,
  keepDecision,
  keepItems,
} from '../../store/access-log/review/review-rows.ts';
import { daysOf, daysOfUsers, staffWithin } from '../../store/access-log/review/user-days.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { patientAsked, personsOf, reviewerOf, spanAsked } from './asked-of-log.ts';
import {
  type Decided,
  type Decision,
  decisionPart,
  decisions,
  openingParts,
  type Part,
  parametersText,
  type ShownOpening,
} from './opening-parts.ts';
import { reviewDecideTerms, reviewDrawTerms, reviewLogTerms, reviewSamplesTerms, userUsualTerms } from './terms.ts';

const answer = (parameter: readonly Part[], patientKeys: readonly number[]): Answer => ({
  status: 200,
  text: parametersText(parameter),
  shown: [...new Set(patientKeys)].map((patientKey) => ({ patientKey })),
});
const count = (name: string, valueInteger: number): Part => ({ name, valueInteger });
const noOne = (act: 'read-log' | 'review-log') => (): Concern[] => [{ act, agent: '' }];

const reviewLog: Operation = {
  terms: reviewLogTerms,
  act: 'read-log',
  async concerns(asked, input) {
    const patient = await patientAsked(asked, input);
    const agent = input.text('agent');
    if (patient !== undefined) return [{ act: 'read-log', patient }];
    if (agent === undefined) throw new Failure('invalid', '$review-log needs the parameter patient, number or agent');
    return [{ act: 'read-log', agent }];
  },
  async handle(asked, input) {
    const careProvider = reviewerOf(asked).assignment.careProvider.key;
    const patient = await patientAsked(asked, input);
    const patientKey = patient === undefined ? undefined : (await patientConcerned(asked, patient)).key;
    const wanted = { careProvider, span: spanAsked(input), agent: input.text('agent'), patientKey };
    const place = { from: input.number('offset') ?? 0, count: input.count(200, 1000) };
    const { total, odd, openings } = await reviewed(asked.wiring.database, personsOf(asked), wanted, place);
    return answer(
      [
        count('total', total),
        count('odd', odd),
        ...openings.map((one) => ({ name: 'opening', part: openingParts(one, one.patient) })),
      ],
      openings.map((one) => one.patientKey),
    );
  },
};

const reviewSamples: Operation = {
  terms: reviewSamplesTerms,
  act: 'read-log',
  concerns: noOne('read-log'),
  async handle(asked, input) {
    const status = input.text('status') ?? 'open';
    if (status !== 'open' && status !== 'decided') throw new Failure('invalid', 'status is open or decided');
    const {
      items,
      decisions: decided,
      draws,
    } = await itemsSince(
      asked.wiring.database,
      reviewerOf(asked).assignment.careProvider.key,
      new Date(Date.now() - 366 * 86_400_000).toISOString().slice(0, 10),
    );
    const of = Map.groupBy(decided, nameOf);
    const wanted = items
      .filter((item) => isOpen(of.get(nameOf(item))) === (status === 'open'))
      .toSorted((a, b) => weightOf(toldOf(b).odd) - weightOf(toldOf(a).odd));
    const page = wanted.slice(0, input.count(100, 1000));
    const patients = await personsOf(asked).patients([...new Set(page.map(({ patientKey }) => patientKey))]);
    return answer(
      [
        count('total', wanted.length),
        ...draws.slice(0, 31).map(({ day, at, openings, odd }) => ({
          name: 'draw',
          part: [
            { name: 'day', valueDate: day },
            { name: 'at', valueInstant: at },
            count('openings', openings),
            count('odd', odd),
          ],
        })),
        ...page.map((item) => itemPart(item, of.get(nameOf(item)) ?? [], patients.get(item.patientKey))),
      ],
      page.map((item) => item.patientKey),
    );
  },
};

const toldOf = ({ told }: ItemRow): ShownOpening => JSON.parse(told) as ShownOpening;

type Named = Pick<ItemRow, 'day' | 'caller' | 'patientKey'>;

const nameOf = ({ day, caller, patientKey }: Named): string => `${day} ${patientKey} ${caller}`;

/** Without a decision, or when the last one was to look into it further. */
function isOpen(decided: readonly DecisionRow[] = []): boolean {
  const last = decided.at(-1);
  return last === undefined || (JSON.parse(last.told) as Decided).decision === 'ask';
}

function itemPart(item: ItemRow, decided: readonly DecisionRow[], patient: Parameters<typeof openingParts>[1]): Part {
  return {
    name: 'opening',
    part: [
      ...openingParts(toldOf(item), patient),
      { name: 'drawn', valueCode: item.drawn },
      ...decided.map((row) => decisionPart(row)),
    ],
  };
}

const reviewDraw: Operation = {
  terms: reviewDrawTerms,
  act: 'review-log',
  concerns: noOne('review-log'),
  async handle(asked, input) {
    const { database, config } = asked.wiring;
    const careProvider = reviewerOf(asked).assignment.careProvider.key;
    const day = input.text('day') ?? stockholmDay(new Date());
    const span = spanOfDay(day);
    const staff = (await staffWithin(database, span)).filter((one) => one.careProvider === careProvider);
    const openings = await openingsByUsers(
      database,
      staff.map(({ caller }) => caller),
      { careProvider, span },
    );
    const sample = new Sample({ random: config.reviewRandom, directed: config.reviewDirected });
    sample.take(await judged(database, personsOf(asked), { careProvider, openings, days: daysOf(openings) }));
    const items = sample.items(careProvider, new Date().toISOString());
    await keepItems(database, items);
    return answer(
      [count('drawn', items.length)],
      items.map(({ patientKey }) => patientKey),
    );
  },
};

const reviewDecide: Operation = {
  terms: reviewDecideTerms,
  act: 'review-log',
  async concerns(asked, input) {
    const { decision, comment, followUp } = decidedIn(input);
    if (decision !== 'justified' && (comment === '' || followUp === ''))
      throw new Failure(
        'invalid',
        'A decision that an opening was not justified, or is looked into, needs comment and follow-up',
      );
    return [{ act: 'review-log', patient: (await patientAsked(asked, input)) ?? '', agent: input.text('agent') ?? '' }];
  },
  async handle(asked, input) {
    const { database } = asked.wiring;
    const { id: reviewer, name: reviewerName, assignment } = reviewerOf(asked);
    const careProvider = assignment.careProvider.key;
    const { key: patientKey } = await patientConcerned(asked, (await patientAsked(asked, input)) ?? '');
    const name = { careProvider, day: input.text('day') ?? '', caller: input.text('agent') ?? '', patientKey };
    const item = (await storedItem(database, name)) ?? (await takenUp(asked, name));
    const told = JSON.stringify({ ...decidedIn(input), reviewerName } satisfies Decided);
    await keepDecision(database, { ...name, at: new Date().toISOString(), reviewer, told });
    const { decisions: decided } = await itemsSince(database, careProvider, name.day);
    const own = decided.filter((row) => nameOf(row) === nameOf(name));
    const patients = await personsOf(asked).patients([patientKey]);
    return answer([itemPart(item, own, patients.get(patientKey))], [patientKey]);
  },
};

function decidedIn(input: OperationInput): Omit<Decided, 'reviewerName'> {
  const decision = decisions.find((one): one is Decision => one === input.text('decision'));
  if (decision === undefined) throw new Failure('invalid', `decision is one of ${decisions.join(', ')}`);
  return { decision, comment: input.text('comment')?.trim() ?? '', followUp: input.text('follow-up')?.trim() ?? '' };
}

/** An opening that nobody drew is decided of too: it is kept as it is found in the log now. */
async function takenUp(
  asked: Asked,
  { careProvider, day, caller, patientKey }: Named & { careProvider: number },
): Promise<ItemRow> {
  const { database } = asked.wiring;
  const wanted = { careProvider, span: spanOfDay(day), agent: caller, patientKey };
  const { openings } = await reviewed(database, personsOf(asked), wanted, { from: 0, count: 2 });
  const found = openings.find((one) => one.patientKey === patientKey);
  if (found === undefined) throw new Failure('not-found', 'The log has no such opening', { status: 404 });
  const item = itemOf(found, { careProvider, at: new Date().toISOString(), drawn: 'asked' });
  await keepItems(database, [item]);
  return item;
}

const userUsual: Operation = {
  terms: userUsualTerms,
  act: 'read-log',
  concerns: (_asked, input) => [{ act: 'read-log', agent: input.text('agent') ?? '' }],
  async handle(asked, input) {
    const { database } = asked.wiring;
    const careProvider = reviewerOf(asked).assignment.careProvider.key;
    const agent = input.text('agent') ?? '';
    const day = input.text('day') ?? stockholmDay(new Date());
    const [before, openings] = await Promise.all([
      daysOfUsers(database, careProvider, [agent], dayBefore(day, 1)),
      openingsByUsers(database, [agent], { careProvider, span: spanOfDay(day) }),
    ]);
    return answer(usualParts(before.get(agent) ?? [], daysOf(openings)[0]), []);
  },
};

function usualParts(before: readonly UserDay[], that: UserDay | undefined): Part[] {
  const { days, weekendDays, weekday, weekend, patients } = usualOf(before);
  return [
    count('days', days),
    count('weekend-days', weekendDays),
    count('records-middle', patients.middle),
    count('records-most', patients.most),
    count('records-that-day', that?.patients ?? 0),
    ...weekday.map((part, hour) => ({
      name: 'hour',
      part: [
        count('hour', hour),
        { name: 'weekday', valueDecimal: Number(part.toFixed(3)) },
        { name: 'weekend', valueDecimal: Number((weekend[hour] ?? 0).toFixed(3)) },
        { name: 'that-day', valueBoolean: that !== undefined && ((that.hours >>> hour) & 1) === 1 },
      ],
    })),
  ];
}

export const logReviewOperations: readonly Operation[] = [
  reviewLog,
  reviewSamples,
  reviewDraw,
  reviewDecide,
  userUsual,
];
