/**
 * What is handed out to another care provider when an order is sent to it, and when it answers: the asker hands the request and its handling to the unit that the order
 * lies with, while it lies there; whoever answers hands the answer and its values to the unit that asked; samples are handed to the other side. By PDL (2008:355) 5 kap.
 * 6 § what may be handed out may be so by medium; who hands out answers for that it may (docs/open-questions.md). The store keeps it in the transaction that writes the
 * resource, and nothing else of either record is opened by it.
 */
import type { Resource, ServiceRequest } from '@medplum/fhirtypes';
import { answerStateOf } from './answer-to-see.ts';
import { isAnswerTask, isOrderTask, localName } from './order-codes.ts';
import { handlingStateOf, isWithItsUnit } from './order-state.ts';

export interface HandedOut {
  /** `Organization/x`, or `ServiceRequest/x`: to the unit that keeps it, which asked. */
  to: string;
  /** What goes beside the resource itself, `Type/x`. */
  beside: readonly string[];
  /** The receiver says how it is handled. */
  liesThere: boolean;
}

/** `requestAt`: the request by `ServiceRequest/x`, where it is known. */
export function handedOut(
  resource: Resource,
  requestAt: (name: string) => ServiceRequest | undefined,
): readonly HandedOut[] {
  const given = (to: (string | undefined)[], beside: (string | undefined)[] = [], liesThere = false): HandedOut[] =>
    to.flatMap((one) =>
      one === undefined ? [] : [{ to: one, beside: beside.filter((each) => each !== undefined), liesThere }],
    );
  switch (resource.resourceType) {
    case 'Task': {
      const { focus, owner, requester } = resource;
      if (isOrderTask(resource))
        return isWithItsUnit(handlingStateOf(resource))
          ? given([localName(owner?.reference)], [localName(focus?.reference)], true)
          : [];
      // Who answered is told that it has been seen.
      return isAnswerTask(resource) ? given([organization(requester?.reference)]) : [];
    }
    case 'DiagnosticReport':
      return answerStateOf(resource) === undefined
        ? []
        : given(
            requests(resource.basedOn),
            resource.result?.map(({ reference }) => localName(reference)),
          );
    case 'Specimen':
      return given(
        requests(resource.request).flatMap((name) => [
          name,
          ...(requestAt(name)?.performer ?? []).map(({ reference }) => organization(reference)),
        ]),
      );
    default:
      return [];
  }
}

const requests = (references: readonly { reference?: string }[] = []): string[] =>
  references.flatMap(({ reference }) => {
    const name = localName(reference);
    return name?.startsWith('ServiceRequest/') ? [name] : [];
  });

const organization = (reference: string | undefined): string | undefined => {
  const name = localName(reference);
  return name?.startsWith('Organization/') ? name : undefined;
};
