/**
 * Requests that a block is lifted: made of units of the own care provider by who may not lift it alone (PDL 2008:355, 4 kap. 5 §), and answered, whether the
 * asker is a colleague or another care provider (2022:913, 3 kap. 5 §).
 */
import type { Communication, Consent, Reference, Task } from '@medplum/fhirtypes';
import { liftRequests } from '@vardkedjan/care/access/lift-request.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type Answer, answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { blockedUnits, keeperOf } from '../../store/facts/block-facts.ts';
import type { Change } from '../../store/record.ts';
import { groundOf, organisationNamed, register, staffOf } from '../blocks/asked-about-blocks.ts';
import { openingConsent } from '../blocks/block-consent.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { noticeToPatient } from '../notices/notices-of.ts';
import { toldToPatient } from '../protected-staff.ts';
import { personOf } from '../shared-records/asked-about-sharing.ts';
import { openedInDanger } from '../shared-records/sharing-consent.ts';
import { requestMeant, type Request } from './meant.ts';
import { requestOf, statusAnswered } from './request.ts';
import { answerTerms, askUnitTerms } from './terms.ts';

const askUnit: Operation = {
  terms: askUnitTerms,
  act: 'ask-unit-to-lift',
  concerns: (asked, input) => [{ act: 'ask-unit-to-lift', patient: asked.id, ...groundOf(input) }],
  async handle(asked, input) {
    const by = staffOf(asked);
    const { key } = await patientConcerned(asked);
    const blocked = (await blockedUnits(asked.wiring.database.lane, key, by)).filter(
      ({ openUntil }) => openUntil === null,
    );
    if (blocked.length === 0) throw new Failure('invalid', 'Nothing is blocked that the care provider can lift');
    const units = await Promise.all(blocked.map(({ id }) => organisationNamed(asked, id)));
    const { consent = '', matters, reason } = groundOf(input);
    const ground = { consent, ...(matters !== undefined && { matters }) };
    const staffed = await staffedUnitOf(asked, by.assignment.careProvider.key);
    return ask(
      asked,
      requestOf({
        kind: 'colleague',
        patient: asked.id,
        by,
        of: units,
        units,
        staffed,
        ground,
        reason,
        at: new Date(),
      }),
    );
  },
};

const answer: Operation = {
  terms: answerTerms,
  act: 'lift-for-another',
  async concerns(asked, input) {
    const request = await meantIn(asked, input);
    const reason = input.text('reason') ?? '';
    const of = request?.of ?? [''];
    return of.map((one) => {
      const concern = { patient: asked.id, of: one, asked: request !== undefined, reason };
      return request?.isColleagues === true
        ? { act: 'lift-for-colleague', ...concern, ...request.ground }
        : { act: 'lift-for-another', ...concern };
    });
  },
  async handle(asked, input) {
    const request = await meantIn(asked, input);
    if (request === undefined) throw new Failure('invalid', 'There is no such request');
    const reason = input.text('reason') ?? '';
    const isDeclined = input.truth('declined') === true;
    const changes = answered(request, reason, isDeclined);
    if (!isDeclined) {
      const person = await toldToPatient(asked, request.person);
      const consent = await opened(asked, { ...request, person }, reason);
      const told = request.ground.consent === 'given' ? [] : [await noticeOf(asked, { ...request, person }, reason)];
      for (const resource of [consent, ...told]) requireValidResource(resource);
      changes.unshift(...[consent, ...told].map((resource): Change => ({ action: 'create', resource })));
    }
    const [written] = await asked.wiring.openRecord(register).write(changes);
    if (written === undefined) throw new Error('the request was not answered');
    return answerWith(written.stored, isDeclined ? 200 : 201);
  },
};

export const liftRequestOperations: readonly Operation[] = [askUnit, answer];

const meantIn = (asked: Asked, input: OperationInput): Promise<Request | undefined> =>
  requestMeant(asked, input.value<Reference>('request')?.reference);

/** Writes the request; what the one who asked sees of it is the answer. */
export async function ask(asked: Asked, request: ReturnType<typeof requestOf>): Promise<Answer> {
  for (const resource of request) requireValidResource(resource);
  const written = await asked.wiring
    .openRecord(register)
    .write(request.map((resource) => ({ action: 'create', resource })));
  const own = written.at(-1);
  if (own === undefined) throw new Error('the request was not written');
  return answerWith(own.stored, 201);
}

/** Of the units that are staffed around the clock, by the settings, the care provider's. */
export async function staffedUnitOf(asked: Asked, careProvider: number) {
  for (const id of asked.wiring.config.staffedUnits) {
    const keeper = await keeperOf(asked.wiring.database.lane, id);
    if (keeper?.careProvider === careProvider) return organisationNamed(asked, id);
  }
  return undefined;
}

async function opened(
  asked: Asked,
  { isColleagues, of, unit, person, ground }: Request,
  reason: string,
): Promise<Consent> {
  const named = await Promise.all(of.map((id) => organisationNamed(asked, id)));
  return isColleagues
    ? openingConsent(asked.id, named, { person, unit }, { consent: ground.consent, reason }, new Date())
    : openedInDanger(
        'lifted',
        {
          patient: asked.id,
          to: unit,
          person,
          of: named,
          registeredBy: await toldToPatient(asked, personOf(staffOf(asked))),
          reason,
        },
        new Date(),
      );
}

/** Who could not be asked is told afterwards. */
async function noticeOf(asked: Asked, { of, unit, person }: Request, reason: string): Promise<Communication> {
  const named = await Promise.all(of.map((id) => organisationNamed(asked, id)));
  const called = person.display ?? '';
  return noticeToPatient({ kind: 'block-lifted', patient: asked.id, called, unit, of: named, reason, at: new Date() });
}

/**
 * What is answered is over: that Task, and when none of those that were asked is left, the one of the staffed unit, which answers for all. The one who asked
 * is told.
 */
function answered({ meant, others }: Request, reason: string, isDeclined: boolean): Change[] {
  const output = [{ type: { text: 'answer' }, valueString: reason }];
  const status = isDeclined ? statusAnswered.declined : statusAnswered.done;
  const isAll = meant.kind === 'unanswered' || !others.some(({ kind }) => kind === meant.kind);
  const over = [meant, ...others.filter(({ kind }) => isAll && kind !== 'asked')];
  const told = others.filter(({ kind }) => kind === 'asked');
  const change = ({ stored: { id, version }, task }: Request['meant'], as: Task['status']): Change => ({
    action: 'update',
    id,
    ifMatch: version,
    resource: { ...task, status: as, output },
  });
  const words = isDeclined ? 'Begäran att häva spärren har avslagits' : 'Spärren är hävd för dig';
  const tell = (one: Request['meant']): Request['meant'] => ({
    ...one,
    task: { ...one.task, code: { coding: [liftRequests.asked], text: words }, description: `${words}: ${reason}` },
  });
  return [...over.map((one) => change(one, status)), ...told.map((one) => change(tell(one), statusAnswered.toBeRead))];
}
