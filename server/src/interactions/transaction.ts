/**
 * Transaction: http://hl7.org/fhir/R4/http.html#trules. Everything is decided before anything is done; all changes are one unit of
 * work in the order delete, create, update; reads come last, before the commit, and see what was done: when one of them fails,
 * nothing is.
 */
import type { Bundle } from '@medplum/fhirtypes';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { LawfulAccess } from '../access/access.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText } from '../http/form/bundle.ts';
import type { Concern } from '../http/concern.ts';
import { passEntry } from '../http/pipeline.ts';
import type { Change, Meanwhile, Written } from '../store/record.ts';
import { criteriaOf, eachReference } from '../store/references.ts';
import { type Entry, entryOf } from './bundle/entry.ts';
import { entryText } from './bundle/entry-text.ts';

/** So many issues are told of; a Bundle of thousands with the same fault has said enough. */
const mostIssues = 50;

const understood = new WeakMap<Bundle, Entry[]>();

/** The entries, all of them valid requests with valid resources, or every fault by its entry. */
export async function transactionConcerns(asked: Asked, bundle: Bundle): Promise<Concern[]> {
  const entries: Entry[] = [];
  const concerns: Concern[] = [];
  const issues: Issue[] = [];
  let status = 400;
  for (const [index, one] of (bundle.entry ?? []).entries()) {
    if (issues.length >= mostIssues) break;
    try {
      const entry = entryOf(asked, one, index + 1);
      requireRevocable(entry);
      entries.push(entry);
      if (entry.write !== undefined) concerns.push(...(await concernsOf(entry)));
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.kind === 'forbidden' || thrown.kind === 'unavailable') throw thrown;
      if (issues.length === 0) status = thrown.status;
      issues.push(...thrown.issues.map((issue) => atEntry(issue, index)));
    }
  }
  if (issues.length > 0)
    throw new Failure('invalid', 'Nothing was done: entries of the transaction are at fault', { issues, status });
  understood.set(bundle, entries);
  return concerns;
}

/** What an operation has changed is not taken back when another entry fails. */
function requireRevocable({ interaction, write, number }: Entry): void {
  if (write === undefined && interaction.affectsState === true)
    throw new Failure(
      'not-supported',
      `Entry ${number}: an operation that changes something cannot be part of a transaction`,
    );
}

async function concernsOf({ interaction, asked, fullUrl }: Entry): Promise<Concern[]> {
  const concerns = (await interaction.concerns?.(asked)) ?? [];
  if (fullUrl === undefined) return concerns;
  return concerns.map((concern) =>
    concern.act === 'write' && concern.change !== 'delete' ? { ...concern, fullUrl } : concern,
  );
}

const order: Record<Change['action'], number> = { delete: 0, create: 1, update: 2, patch: 2 };

export async function transactionAnswer(asked: Asked, bundle: Bundle): Promise<Answer> {
  const entries = understood.get(bundle) ?? [];
  const planned = await Promise.all(
    entries.map(async (entry) => ({ entry, change: withFullUrl(await entry.write?.change(entry.asked), entry) })),
  );
  const doing = planned.flatMap(({ entry, change }) => (change === undefined ? [] : [{ entry, change }]));
  doing.sort((a, b) => order[a.change.action] - order[b.change.action]);
  const reading = entries.filter(({ write }) => write === undefined);
  const read = new Map<Entry, Answer>();
  const written = await writeAll(asked, doing, {
    entries,
    ...(reading.length > 0 && {
      meanwhile: async ({ record, facts }) => {
        const inside = { ...asked.wiring, access: new LawfulAccess(facts) };
        for (const entry of reading) read.set(entry, await readEntry(entry, bundle, asked.within(record, inside)));
      },
    }),
  });
  const writtenOf = new Map(doing.map(({ entry }, index) => [entry, written[index]]));
  const answers = entries.map(
    (entry) => read.get(entry) ?? quiet(entry.write?.answer(entry.asked, writtenOf.get(entry)), asked),
  );
  return {
    status: 200,
    text: bundleText({ type: 'transaction-response', entries: answers.map(entryText) }),
    shown: answers.flatMap(({ shown }) => shown),
  };
}

/** Asked of the record as it is within the transaction; a failure is told of at its entry. */
async function readEntry({ number }: Entry, bundle: Bundle, inside: Asked): Promise<Answer> {
  const { interaction, asked } = entryOf(inside, bundle.entry?.[number - 1], number);
  try {
    const answer = await passEntry(interaction, asked);
    return bundle.entry?.[number - 1]?.request?.method === 'HEAD' ? withoutText(answer) : answer;
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind === 'forbidden' || thrown.kind === 'unavailable') throw thrown;
    const { kind, message, status, issues } = thrown;
    throw new Failure(kind, message, { status, issues: issues.map((issue) => atEntry(issue, number - 1)) });
  }
}

/** A fault of one of the resources is told of at its entry. */
async function writeAll(
  asked: Asked,
  doing: readonly { entry: Entry; change: Change }[],
  { entries, meanwhile }: { entries: readonly Entry[]; meanwhile?: Meanwhile },
): Promise<Written[]> {
  if (doing.length === 0 && meanwhile === undefined) return [];
  try {
    return await asked.record.write(
      doing.map(({ change }) => change),
      meanwhile,
    );
  } catch (error) {
    const at = error instanceof Failure && error.change !== undefined ? doing[error.change] : undefined;
    if (at === undefined || !(error instanceof Failure)) throw error;
    const { kind, message, status, issues } = error;
    throw new Failure(kind, message, {
      status,
      issues: issues.map((issue) => atEntry(issue, entries.indexOf(at.entry))),
    });
  }
}

function withFullUrl(change: Change | undefined, { fullUrl }: Entry): Change | undefined {
  if (change?.action !== 'create' && change?.action !== 'update') return change;
  const linked = hasCriteria(change.resource) && { linked: true as const };
  return { ...change, ...linked, ...(fullUrl !== undefined && { fullUrl }) };
}

function hasCriteria(resource: object): boolean {
  let found = false;
  eachReference(resource, ({ reference }) => {
    found ||= criteriaOf(reference) !== undefined;
  });
  return found;
}

/** What was written comes back only when it was asked for: a Bundle in is seldom wanted out again. */
function quiet(answer: Answer | undefined, { parts }: Asked): Answer {
  if (answer === undefined) throw new Error('An entry was left without an answer');
  return parts.prefer.return === undefined ? withoutText(answer) : answer;
}

function withoutText(answer: Answer): Answer {
  const { text: _, ...rest } = answer;
  return rest;
}

function atEntry(issue: Issue, index: number): Issue {
  const place = `Bundle.entry[${index}]`;
  const expression = issue.expression?.map((path) =>
    `${place}.resource.${path.split('.').slice(1).join('.')}`.replace(/\.$/, ''),
  );
  return { ...issue, expression: expression ?? [place] };
}
