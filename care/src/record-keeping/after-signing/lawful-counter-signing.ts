/** What staff may make of a request to countersign, whichever way it is written: who asks, who answers, and that nothing is answered by being written away. */
import type { QuestionnaireResponse, Resource, Task } from '@medplum/fhirtypes';
import { counterSignatureOf } from '../note-signature.ts';
import { isCounterSigning } from './counter-signing.ts';

/**
 * @param by `Practitioner/…`
 * @param together what is written in the same unit of work
 * @returns why it may not be; undefined: it may
 */
export function counterSigningFault(
  before: Resource | undefined,
  after: Resource | undefined,
  by: string,
  together: readonly (Resource | undefined)[],
): string | undefined {
  if (!isCounterSigning(before) && !isCounterSigning(after)) return undefined;
  if (!isCounterSigning(after)) return 'A request to countersign is answered, not taken away.';
  if (isCounterSigning(before) && about(before) !== about(after))
    return 'A request to countersign is about one note, and stays so.';
  switch (after.status) {
    case 'requested':
      return after.requester?.reference === by ? undefined : 'Who asks for a countersignature is the one who writes.';
    case 'completed':
      return isAnswerBy(by, before, after) && together.some((each) => isSignedBy(by, after, each))
        ? undefined
        : 'A note is countersigned by $countersign.';
    case 'rejected':
      return isAnswerBy(by, before, after) && after.statusReason?.text?.trim()
        ? undefined
        : 'The one who is asked to countersign returns the note, with a reason.';
    case 'cancelled':
      return isCounterSigning(before) && before.requester?.reference === by
        ? undefined
        : 'The one who has asked for a countersignature takes it back.';
    default:
      return 'A request to countersign waits, is done, returned or taken back.';
  }
}

const about = ({ focus, for: whose }: Task): string => JSON.stringify([focus?.reference, whose?.reference]);

const isAnswerBy = (by: string, before: Resource | undefined, after: Task): boolean =>
  isCounterSigning(before) &&
  before.status === 'requested' &&
  before.owner?.reference === by &&
  after.owner?.reference === by;

const isSignedBy = (by: string, { focus }: Task, one: Resource | undefined): boolean =>
  one?.resourceType === 'QuestionnaireResponse' &&
  focus?.reference === `QuestionnaireResponse/${one.id}` &&
  counterSignatureOf(one as QuestionnaireResponse)?.who?.reference === by;
