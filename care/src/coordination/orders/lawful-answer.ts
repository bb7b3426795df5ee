/**
 * What staff may do with an answer that is to be seen: say that they have seen it, take that back, or see to it that another does. That there
 * is one is the server's to say, so that no answer goes unseen by being written away.
 */
import type { Resource, Task } from '@medplum/fhirtypes';
import { seer } from './answer-to-see.ts';
import { isAnswerTask, keepingUnit, localName } from './order-codes.ts';
import type { OrderWriter } from './lawful-order.ts';

export function answerFault(
  before: Resource | undefined,
  after: Resource | undefined,
  by: OrderWriter,
): string | undefined {
  if (by.kind === 'system' || (!isAnswerTask(before) && !isAnswerTask(after))) return undefined;
  if (!isAnswerTask(before)) return 'What is to be seen of an answer is written with the answer.';
  if (!isAnswerTask(after)) return 'An answer that is to be seen stays so until it has been seen.';
  if (kept(before) !== kept(after))
    return 'Of an answer that is to be seen, only who sees it and that it is seen change.';
  if (by.unit !== keepingUnit(before) && by.practitioner !== localName(before.owner?.reference))
    return 'An answer is seen to where it was asked for.';
  if (after.status === 'completed')
    return seer(after) === by.practitioner ? undefined : 'Who says that an answer is seen is the one who saw it.';
  if (after.status !== 'requested') return 'An answer is to be seen, or has been seen.';
  if (before.status === 'completed' && seer(before) !== by.practitioner)
    return 'Only the one who saw an answer takes that back.';
  return handOverFault(before, after);
}

/** To a colleague, or to the unit that asked; and for whoever has it, it has waited as long as it has. */
function handOverFault(before: Task, after: Task): string | undefined {
  const owner = localName(after.owner?.reference);
  if (owner === undefined || !(owner.startsWith('Practitioner/') || owner === keepingUnit(before)))
    return 'Somebody sees to an answer: its owner, a person or the unit that asked.';
  return before.status === 'requested' && before.lastModified !== after.lastModified
    ? 'An answer that is handed over has waited since it came.'
    : undefined;
}

function kept({ id, focus, basedOn, for: whose, code, businessStatus, authoredOn, input, ...more }: Task): string {
  const { requester, restriction, priority } = more;
  return JSON.stringify([
    id,
    focus,
    basedOn,
    whose,
    code,
    businessStatus,
    authoredOn,
    input,
    requester,
    restriction,
    priority,
  ]);
}
