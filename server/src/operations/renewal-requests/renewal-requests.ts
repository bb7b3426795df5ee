/**
 * `POST Patient/[id]/$ask-renewal`. Residents write nothing in the record themselves: what they may open they may ask to have renewed, and
 * the register of requests writes the Task.
 */
import { createHash } from 'node:crypto';
import type { Bundle, MedicationRequest, Reference, Task } from '@medplum/fhirtypes';
import type { ResidentCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import {
  isRenewable,
  renewalRequest,
  renewalStateOf,
} from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Change } from '../../store/record.ts';
import { namedCareUnit } from '../../store/write/body.ts';
import { seenBy } from '../current.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { askTerms } from './terms.ts';

const register: SystemCaller = { kind: 'system', id: 'renewal-requests', name: 'Renewal requests' };
/** Characters. */
const mostWords = 1000;

const patientAskRenewal: Operation = {
  terms: askTerms,
  act: 'open',
  concerns(asked, input) {
    residentOf(asked);
    wordsOf(input);
    return [{ act: 'open', patient: asked.id }];
  },
  async handle(asked, input) {
    const changes: Change[] = [];
    for (const id of new Set(input.values<Reference>('order').map(orderIn)))
      changes.push(await requestOf(asked, id, wordsOf(input)));
    const written = await asked.wiring.openRecord(register).write(changes);
    const entry = written.map(({ stored }) => ({ resource: JSON.parse(stored.body) as Task }));
    const bundle: Bundle = { resourceType: 'Bundle', type: 'collection', entry };
    return { status: 200, text: JSON.stringify(bundle), shown: written.map(({ stored }) => stored) };
  },
};

export const renewalOperations: readonly Operation[] = [patientAskRenewal];

function residentOf({ caller }: Asked): ResidentCaller {
  if (caller.kind !== 'resident') throw new Failure('invalid', 'Only residents ask to have a prescription renewed');
  return caller;
}

function wordsOf(input: OperationInput): string {
  const words = input.text('words') ?? '';
  if (words.length > mostWords) throw new Failure('invalid', `words has at most ${mostWords} characters`);
  return words;
}

function orderIn({ reference = '' }: Reference): string {
  const [type, id] = reference.split('/').slice(-2);
  if (type !== 'MedicationRequest' || id === undefined)
    throw new Failure('invalid', 'order leads to a MedicationRequest');
  return id;
}

/** Read as the resident may see it. */
async function requestOf(asked: Asked, orderId: string, words: string): Promise<Change> {
  const { resource: order } = await seenBy<MedicationRequest & { id: string }>(asked, 'MedicationRequest', orderId);
  if (order.subject.reference !== `Patient/${asked.id}`)
    throw new Failure('invalid', 'The prescription is somebody else’s');
  const unit = namedCareUnit(order);
  if (!isRenewable(order) || unit === undefined)
    throw new Failure('conflict', 'The prescription is not in force, or is of no unit that can be asked');
  const id = `renewal-${createHash('sha256').update(orderId).digest('hex').slice(0, 32)}`;
  const before = await asked.wiring.openRecord(register).read('Task', id);
  if (before !== undefined && !before.deleted && renewalStateOf(JSON.parse(before.body) as Task) === 'waiting')
    throw new Failure('conflict', 'It has been asked for already, and waits for an answer');
  const { id: by, name } = residentOf(asked);
  const task = renewalRequest({
    id,
    order,
    unit: { reference: unit },
    words,
    by: { reference: `Patient/${by}`, display: name },
    now: new Date(),
  });
  requireValidResource(task);
  return {
    action: 'update',
    resource: task,
    id,
    ...(before === undefined ? { ifNoneMatch: '*' } : { ifMatch: before.version }),
  };
}
