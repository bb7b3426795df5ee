/**
 * Blocks (spärrar) as operations (PDL 2008:355, 4 kap. 4–5 §§; 2022:913, 2 kap. 3 §): whether there are any, which units have blocked, setting
 * one, withdrawing or opening one, and closing it again. Blocks are never read as resources by staff: a Consent would tell more than that there is one.
 */
import type { Consent, ParametersParameter } from '@medplum/fhirtypes';
import { isOfSocialCare } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type Answer, answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Change, Stored } from '../../store/record.ts';
import { type BlockedUnit, blockedUnits, keeperOf } from '../../store/facts/block-facts.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { noticeToPatient } from '../notices/notices-of.ts';
import { toldToPatient } from '../protected-staff.ts';
import { personOf, unitOf } from '../shared-records/asked-about-sharing.ts';
import { patientConcerned } from '../patient-concerned.ts';
import {
  blockedOf,
  blocksInForce,
  groundOf,
  openedIn,
  openingsInForce,
  openingsOfUnit,
  organisationNamed,
  register,
  staffOf,
} from './asked-about-blocks.ts';
import { blockConsent, ended, openingConsent } from './block-consent.ts';
import { blockTerms, endTerms, liftTerms, showTerms, unitsTerms } from './terms.ts';

const show: Operation = {
  terms: showTerms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const units = await unitsBlocked(asked);
    const open = units.filter(({ openUntil }) => openUntil !== null);
    return parameters(asked, [
      { name: 'blocked', valueBoolean: open.length < units.length },
      ...(await Promise.all(
        open.map(async ({ id, openUntil }) => ({
          name: 'open',
          part: [
            { name: 'unit', valueReference: await organisationNamed(asked, id) },
            { name: 'until', valueInstant: openUntil ?? '' },
          ],
        })),
      )),
    ]);
  },
};

const units: Operation = {
  terms: unitsTerms,
  act: 'show-blocking-units',
  concerns: (asked, input) => [{ act: 'show-blocking-units', patient: asked.id, ...groundOf(input) }],
  async handle(asked) {
    const blocked = await unitsBlocked(asked);
    return parameters(
      asked,
      await Promise.all(
        blocked.map(async ({ id }) => ({ name: 'unit', valueReference: await organisationNamed(asked, id) })),
      ),
    );
  },
};

const block: Operation = {
  terms: blockTerms,
  act: 'block',
  concerns(asked, input) {
    const [of = ''] = blockedOf(input);
    // A resident signs in for nobody but themselves.
    const said = asked.caller.kind === 'resident' ? 'patient' : input.text('requestedBy');
    if (said !== undefined && said !== 'patient' && said !== 'guardian')
      throw new Failure('invalid', 'requestedBy is patient or guardian');
    return [{ act: 'block', patient: asked.id, of, ...(said !== undefined && { requestedBy: said }) }];
  },
  async handle(asked, input) {
    const [of = ''] = blockedOf(input);
    const [there] = await blocksInForce(asked, of);
    if (there !== undefined) return answerWith(there);
    const keeper = await keeperOf(asked.wiring.database.lane, of);
    const consent = blockConsent(
      asked.id,
      await organisationNamed(asked, of),
      keeper?.key === keeper?.careProvider,
      new Date(),
    );
    // What was opened through an earlier block, the patient has not let through this one.
    return write(asked, consent, ...endings(await openingsOfUnit(asked, of)));
  },
};

const lift: Operation = {
  terms: liftTerms,
  act: 'lift-block',
  concerns: (asked, input) =>
    blockedOf(input).map((of) => ({
      act: 'lift-block',
      patient: asked.id,
      of,
      ...groundOf(input),
    })),
  handle: (asked, input) => (asked.caller.kind === 'resident' ? withdraw(asked, input) : open(asked, input)),
};

const end: Operation = {
  terms: endTerms,
  act: 'end-opening',
  concerns: ({ id }) => [{ act: 'end-opening', patient: id }],
  async handle(asked) {
    const openings = await openingsInForce(asked);
    await asked.wiring.openRecord(register).write(endings(openings));
    const closed = new Set(openings.flatMap(({ body }) => openedIn(JSON.parse(body) as Consent)));
    return parameters(
      asked,
      await Promise.all(
        [...closed].map(async (id) => ({ name: 'unit', valueReference: await organisationNamed(asked, id) })),
      ),
    );
  },
};

export const blockOperations: readonly Operation[] = [show, units, block, lift, end];

async function withdraw(asked: Asked, input: OperationInput): Promise<Answer> {
  const [of = '', ...others] = blockedOf(input);
  if (others.length > 0) throw new Failure('invalid', 'Blocks are withdrawn one by one');
  const written = await asked.wiring.openRecord(register).write(endings(await blocksInForce(asked, of)));
  if (written[0] === undefined) throw new Failure('invalid', 'What the organisation keeps is not blocked');
  return answerWith(written[0].stored);
}

async function open(asked: Asked, input: OperationInput): Promise<Answer> {
  const blocked = new Set((await unitsBlocked(asked)).map(({ id }) => id));
  const chosen = blockedOf(input);
  if (!chosen.every((id) => blocked.has(id))) throw new Failure('invalid', 'A unit that is named is not blocked');
  const named = await Promise.all(chosen.map((id) => organisationNamed(asked, id)));
  const { consent, reason } = groundOf(input);
  const caller = staffOf(asked);
  const letThrough = { person: await toldToPatient(asked, personOf(caller)), unit: unitOf(caller) };
  const at = new Date();
  const opening = openingConsent(asked.id, named, letThrough, { consent, reason }, at);
  if (consent === 'given') return write(asked, opening);
  const called = `${letThrough.person.display ?? ''}, ${caller.assignment.title.toLowerCase()}`;
  const told = {
    kind: 'block-lifted',
    patient: asked.id,
    called,
    unit: letThrough.unit,
    of: named,
    reason,
    at,
  } as const;
  return write(asked, opening, { action: 'create', resource: noticeToPatient(told) });
}

async function write(asked: Asked, consent: Consent, ...besides: Change[]): Promise<Answer> {
  requireValidResource(consent);
  const changes: Change[] = [{ action: 'create', resource: consent }, ...besides];
  const [written] = await asked.wiring.openRecord(register).write(changes);
  if (written === undefined) throw new Error('the Consent was not written');
  return answerWith(written.stored, 201);
}

function endings(consents: readonly Stored[]): Change[] {
  const now = new Date();
  return consents.map(({ id, version, body }) => ({
    action: 'update',
    id,
    ifMatch: version,
    resource: ended(JSON.parse(body) as Consent, now),
  }));
}

/** For the patient, and for systems, nothing is; social care is not told. */
async function unitsBlocked(asked: Asked): Promise<BlockedUnit[]> {
  const { key } = await patientConcerned(asked);
  return asked.caller.kind === 'staff' && !isOfSocialCare(asked.caller)
    ? blockedUnits(asked.wiring.database.lane, key, asked.caller)
    : [];
}

async function parameters(asked: Asked, parameter: ParametersParameter[]): Promise<Answer> {
  const { key } = await patientConcerned(asked);
  return {
    status: 200,
    text: JSON.stringify({ resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) }),
    shown: [{ patientKey: key }],
  };
}
