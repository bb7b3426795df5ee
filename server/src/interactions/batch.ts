/**
 * Batch and transaction: http://hl7.org/fhir/R4/http.html#transaction. The entries of a batch stand or fall by themselves; those
 * of a transaction are done as one (transaction.ts).
 */
import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { bundleText } from '../http/form/bundle.ts';
import { passEntry } from '../http/pipeline.ts';
import { failureAnswer } from '../http/render.ts';
import { requireNoDraft } from '../http/sent-draft.ts';
import { eachReference, pathOf } from '../store/references.ts';
import { type Entry, entryOf } from './bundle/entry.ts';
import { entryText } from './bundle/entry-text.ts';
import type { Interaction } from './interaction.ts';
import { transactionAnswer, transactionConcerns } from './transaction.ts';

export const batch: Interaction = {
  code: 'transaction',
  act: 'write',
  level: 'system',
  routes: [{ method: 'POST', path: '' }],
  concerns: (asked) => (bundleOf(asked).type === 'transaction' ? transactionConcerns(asked, bundleOf(asked)) : []),
  handle: (asked) =>
    bundleOf(asked).type === 'transaction'
      ? transactionAnswer(asked, bundleOf(asked))
      : batchAnswer(asked, bundleOf(asked)),
};

const checked = new WeakMap<object, Bundle>();

/** The body as a Bundle whose frame is valid; its resources are validated one by one. */
function bundleOf(asked: Asked): Bundle {
  const body = asked.body as Partial<Bundle> | null;
  if (typeof body !== 'object' || body === null || body.resourceType !== 'Bundle') {
    throw new Failure('invalid', 'What is sent here must be a Bundle of the type batch or transaction');
  }
  const known = checked.get(body);
  if (known !== undefined) return known;
  if (body.type !== 'batch' && body.type !== 'transaction') {
    throw new Failure(
      'not-supported',
      'Only Bundles of the types batch and transaction can be done; others are stored by POST /Bundle',
    );
  }
  const { entry = [] } = body;
  if (!Array.isArray(entry)) throw new Failure('invalid', 'Bundle.entry must be a list');
  // Before anything is copied: of a text, a copy is an object with an element for each letter.
  const astray = entry.findIndex((one) => !isObject(one) || (one.resource !== undefined && !isObject(one.resource)));
  if (astray >= 0) throw new Failure('invalid', `Entry ${astray + 1} is no entry with a resource in it`);
  const frame = { ...body, ...(entry.length > 0 && { entry: entry.map((one) => ({ ...one, resource: undefined })) }) };
  const issues = validate(JSON.parse(JSON.stringify(frame)));
  if (issues.length > 0) throw new Failure('invalid', 'The Bundle breaks rules of FHIR R4', { issues });
  checked.set(body, body as Bundle);
  return body as Bundle;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** So many entries of a batch are worked on at the same time. */
const abreast = 8;

async function batchAnswer(asked: Asked, bundle: Bundle): Promise<Answer> {
  requireNoDraft(asked);
  const entries = bundle.entry ?? [];
  const answers: Answer[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < entries.length; at = next++)
      answers[at] = await answerOfEntry(asked, () => independent(entryOf(asked, entries[at], at + 1), entries));
  };
  await Promise.all(Array.from({ length: Math.min(abreast, entries.length) }, work));
  return {
    status: 200,
    text: bundleText({ type: 'batch-response', entries: answers.map(entryText) }),
    shown: answers.flatMap(({ shown }) => shown),
  };
}

/** A batch has no order, so that an entry cannot refer to what another makes: http://hl7.org/fhir/R4/http.html#brules */
function independent(entry: Entry, entries: readonly BundleEntry[]): Entry {
  const { resource } = entries[entry.number - 1] ?? {};
  if (resource === undefined || entry.write === undefined) return entry;
  const others = new Set(
    entries.flatMap(({ fullUrl, request }, at) =>
      fullUrl === undefined || at === entry.number - 1 || request?.method !== 'POST' ? [] : [fullUrl],
    ),
  );
  eachReference(resource, (element) => {
    if (!others.has(element.reference)) return;
    const diagnostics = 'An entry of a batch cannot refer to another; a transaction can';
    const expression = [pathOf(resource, element)];
    throw new Failure('invalid', diagnostics, {
      issues: [{ severity: 'error', code: 'business-rule', diagnostics, expression }],
    });
  });
  return entry;
}

async function answerOfEntry(asked: Asked, entry: () => Entry): Promise<Answer> {
  try {
    const { interaction, asked: own } = entry();
    return await passEntry(interaction, own);
  } catch (thrown) {
    return failureAnswer(thrown, asked.requestId, asked.wiring.log);
  }
}
