/** The request that the caller means to answer, with all the Tasks that tell of it. */
import type { Organization, Practitioner, Reference, Task } from '@medplum/fhirtypes';
import { liftRequestAt, type LiftRequestKind, liftRequests } from '@vardkedjan/care/access/lift-request.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../../http/asked.ts';
import type { GroundToLift } from '../../http/concern.ts';
import type { Stored } from '../../store/record.ts';
import { organisationId, register } from '../blocks/asked-about-blocks.ts';
import { groupSystem } from './request.ts';

interface Kept {
  stored: Stored;
  task: Task;
  kind: LiftRequestKind;
}

export interface Request {
  isColleagues: boolean;
  meant: Kept;
  /** Those of the same request. */
  others: Kept[];
  /** Ids of the organisations whose blocks are to be lifted. */
  of: string[];
  unit: Reference<Organization>;
  person: Reference<Practitioner>;
  ground: Omit<GroundToLift, 'reason'>;
}

const found = new WeakMap<Asked, Promise<Request | undefined>>();

/** undefined: it is none, of another patient, or has been answered. */
export function requestMeant(asked: Asked, reference: string | undefined): Promise<Request | undefined> {
  const known = found.get(asked) ?? findRequest(asked, reference);
  found.set(asked, known);
  return known;
}

async function findRequest(asked: Asked, reference = ''): Promise<Request | undefined> {
  const id = /(?:^|\/)Task\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1];
  if (id === undefined) throw new Failure('invalid', 'request must refer to a Task here');
  const stored = await asked.wiring.openRecord(register).read('Task', id);
  const meant = stored === undefined || stored.deleted ? undefined : keptOf(stored);
  if (meant === undefined || meant.kind === 'asked' || meant.task.status !== 'requested') return undefined;
  const { task } = meant;
  const given = (text: string) => (task.input ?? []).filter(({ type }) => type.text === text);
  const [unit, person] = [given('for-unit')[0]?.valueReference, task.requester];
  const of = given('blocked').map(({ valueReference = {} }) => organisationId(valueReference));
  if (task.for?.reference !== `Patient/${asked.id}` || of.length === 0 || !unit || !person) return undefined;
  const consent = given('consent')[0]?.valueCode as GroundToLift['consent'];
  const matters = given('matters')[0]?.valueBoolean;
  const others = await groupOf(asked, meant);
  return {
    isColleagues: consent !== undefined,
    meant,
    others,
    of,
    unit: unit as Reference<Organization>,
    person: person as Reference<Practitioner>,
    ground: { ...(consent !== undefined && { consent }), ...(matters !== undefined && { matters }) },
  };
}

function keptOf(stored: Stored): Kept | undefined {
  const task = JSON.parse(stored.body) as Task;
  const request = liftRequestAt(task, new Date());
  return request === undefined ? undefined : { stored, task, kind: request.kind };
}

async function groupOf(asked: Asked, { stored: { id }, task }: Kept): Promise<Kept[]> {
  const query = parseSearch(
    'Task',
    [
      ['patient', `Patient/${asked.id}`],
      ['group-identifier', `${groupSystem}|${task.groupIdentifier?.value ?? ''}`],
      [
        'code',
        Object.values(liftRequests)
          .map(({ system, code }) => `${system}|${code}`)
          .join(','),
      ],
      ['status', 'requested'],
      ['_count', '100'],
    ],
    { lenient: false },
  );
  const { matches } = await asked.wiring.openRecord(register).search(query);
  return matches.flatMap((stored) => (stored.id === id ? [] : (keptOf(stored) ?? [])));
}
