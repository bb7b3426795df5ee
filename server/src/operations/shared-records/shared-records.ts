/**
 * Shared documentation (2022:913) as operations: whether other care providers have entries, the patient's consent registered and withdrawn, opening
 * without it where the act permits that, and what may be done about a block. What opens entries is never read as a resource by staff.
 */
import type { Consent, Organization, ParametersParameter, Reference, Resource } from '@medplum/fhirtypes';
import { consentDays, incapacityDays } from '@vardkedjan/care/access/shared-records.ts';
import type { SharedBy } from '@vardkedjan/care/access/situation.ts';
import { instantBounds } from '@vardkedjan/care/time/instant-bounds.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { type Answer, answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Concern, SaidOfSharing } from '../../http/concern.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { keeperOf } from '../../store/facts/block-facts.ts';
import { providersBlocking, providersSharing, sharedState, unitsKeeping } from '../../store/facts/sharing-facts.ts';
import { blockedOf, organisationId, organisationNamed, register, staffOf } from '../blocks/asked-about-blocks.ts';
import type { OperationInput } from '../input.ts';
import { ask, staffedUnitOf } from '../lift-requests/lift-requests.ts';
import { requestOf } from '../lift-requests/request.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { end, inForce, isGivenTo, personOf, saidIn, unitOf } from './asked-about-sharing.ts';
import { toldToPatient } from '../protected-staff.ts';
import { noticesOf } from '../notices/notices-of.ts';
import { openedInDanger, registeredByUrl, sharingConsent } from './sharing-consent.ts';
import * as terms from './terms.ts';

const day = 86_400_000;
const untilWithdrawn: readonly SharedBy[] = ['consent', 'child', 'incapacity'];
const inDanger: readonly SharedBy[] = ['emergency', 'lifted'];

type AboutSharing = Extract<Concern, { said: SaidOfSharing }>['act'];

/** What each act asks of the patient's state. */
const asks: Record<AboutSharing, readonly (keyof SaidOfSharing)[]> = {
  'register-consent': ['consent', 'capacity', 'informed'],
  'show-providers': ['consent', 'capacity', 'danger'],
  'open-without-capacity': ['capacity', 'attitude', 'matters'],
  emergency: ['consent', 'danger', 'matters'],
  'show-blocking-providers': ['danger', 'canAskToLift'],
  'ask-to-lift': ['danger', 'canAskToLift', 'matters'],
};

const about =
  (act: AboutSharing) =>
  (asked: Asked, input: OperationInput): Concern[] => {
    const reason = act === 'register-consent' ? undefined : (input.text('reason') ?? '');
    const of = act === 'register-consent' ? { of: blockedOf(input) } : {};
    return [{ act, patient: asked.id, said: saidIn(input, asks[act]), ...of, ...(reason !== undefined && { reason }) }];
  };

const shared: Operation = {
  terms: terms.sharedTerms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const { caller } = asked;
    if (caller.kind !== 'staff') return parameters(asked, [{ name: 'exists', valueBoolean: false }]);
    const { key } = await patientConcerned(asked);
    const { elsewhere } = await sharedState(asked.wiring.database.lane, key, caller);
    const open = (await inForce(asked, [...untilWithdrawn, ...inDanger])).filter((one) => isGivenTo(caller, one));
    return parameters(asked, [
      { name: 'exists', valueBoolean: elsewhere },
      ...open.map(({ consent, grant }) => {
        const actors = (consent.provision?.actor ?? []).map(({ reference }) => reference);
        const named = (wanted: string) => actors.find(({ reference }) => reference === wanted) ?? { reference: wanted };
        const by = consent.extension?.find(({ url }) => url === registeredByUrl)?.valueReference;
        return {
          name: 'open',
          part: [
            { name: 'ground', valueCode: grant.ground },
            { name: 'until', valueInstant: grant.until },
            { name: 'to', valueReference: named(grant.receiver) },
            ...(by === undefined ? [] : [{ name: 'registeredBy', valueReference: by }]),
            ...grant.keepers.map((keeper) => ({ name: 'of', valueReference: named(keeper) })),
          ],
        };
      }),
    ]);
  },
};

const registerConsent: Operation = {
  terms: terms.registerTerms,
  act: 'register-consent',
  concerns: about('register-consent'),
  async handle(asked, input) {
    const caller = staffOf(asked);
    const { careUnit, careProvider } = caller.assignment;
    const named = input.value<Reference>('to');
    const to = named === undefined ? careUnit.id : organisationId(named);
    if (to !== careUnit.id && to !== careProvider.id)
      throw new Failure('invalid', 'Consent is registered for one’s own care unit or care provider');
    const ground = saidIn(input, asks['register-consent']).consent === 'given' ? 'consent' : 'child';
    const now = new Date();
    const longest = new Date(now.getTime() + consentDays * day);
    const [until, grownUp] = [lastMoment(input.day('until')), ground === 'child' ? await eighteenth(asked) : undefined];
    const last = [until, grownUp, longest]
      .filter((one) => one !== undefined)
      .toSorted((a, b) => a.getTime() - b.getTime())[0];
    if (last === undefined || last <= now) throw new Failure('invalid', 'until is a day to come');
    return write(
      asked,
      sharingConsent(
        {
          ground,
          patient: asked.id,
          to: await organisationNamed(asked, to),
          of: await Promise.all(blockedOf(input).map((id) => organisationNamed(asked, id))),
          registeredBy: await toldToPatient(asked, personOf(caller)),
        },
        now,
        last,
      ),
    );
  },
};

const withdraw: Operation = {
  terms: terms.withdrawTerms,
  act: 'withdraw-consent',
  concerns: ({ id }) => [{ act: 'withdraw-consent', patient: id }],
  async handle(asked, input) {
    const { caller } = asked;
    const all = await inForce(asked, untilWithdrawn);
    const own = caller.kind === 'staff' ? all.filter((one) => isGivenTo(caller, one)) : all;
    const named = input.value<Reference>('consent')?.reference;
    const those = named === undefined ? own : own.filter(({ stored }) => named === `Consent/${stored.id}`);
    if (named !== undefined && those.length === 0)
      throw new Failure('not-found', 'There is no such consent in force', { status: 404 });
    await end(asked, those);
    return parameters(asked, []);
  },
};

const showProviders: Operation = {
  terms: terms.providersTerms,
  act: 'show-providers',
  concerns: about('show-providers'),
  handle: (asked) => providers(asked, providersSharing),
};

const openWithoutCapacity: Operation = {
  terms: terms.incapacityTerms,
  act: 'open-without-capacity',
  concerns: about('open-without-capacity'),
  async handle(asked, input) {
    const caller = staffOf(asked);
    const now = new Date();
    const consent = sharingConsent(
      {
        ground: 'incapacity',
        patient: asked.id,
        to: unitOf(caller),
        of: await chosen(asked, input, providersSharing),
        registeredBy: await toldToPatient(asked, personOf(caller)),
        reason: input.text('reason'),
      },
      now,
      new Date(now.getTime() + incapacityDays * day),
    );
    return write(asked, consent);
  },
};

const emergency: Operation = {
  terms: terms.emergencyTerms,
  act: 'emergency',
  concerns: about('emergency'),
  async handle(asked, input) {
    const caller = staffOf(asked);
    const now = new Date();
    const of = await chosen(asked, input, providersSharing);
    const reason = input.text('reason') ?? '';
    const person = await toldToPatient(asked, personOf(caller));
    const to = { to: unitOf(caller), person };
    const consent = openedInDanger('emergency', { patient: asked.id, registeredBy: person, ...to, of, reason }, now);
    return write(
      asked,
      consent,
      ...noticesOf({
        kind: 'emergency-opened',
        patient: asked.id,
        by: caller,
        called: person.display ?? '',
        of,
        reason,
        at: now,
      }),
    );
  },
};

const endEmergency: Operation = {
  terms: terms.endTerms,
  act: 'end-opening',
  concerns: ({ id }) => [{ act: 'end-opening', patient: id }],
  async handle(asked) {
    const caller = staffOf(asked);
    await end(
      asked,
      (await inForce(asked, inDanger)).filter((one) => isGivenTo(caller, one)),
    );
    return parameters(asked, []);
  },
};

const showBlocking: Operation = {
  terms: terms.blockingTerms,
  act: 'show-blocking-providers',
  concerns: about('show-blocking-providers'),
  handle: (asked) => providers(asked, providersBlocking),
};

const askToLift: Operation = {
  terms: terms.askTerms,
  act: 'ask-to-lift',
  concerns: about('ask-to-lift'),
  async handle(asked, input) {
    const { key } = await patientConcerned(asked);
    const [of] = await chosen(asked, input, providersBlocking);
    if (of === undefined) throw new Failure('invalid', 'of names the care provider that is asked');
    const keeping = await unitsKeeping(asked.wiring.database.lane, key, organisationId(of));
    const units = await Promise.all(keeping.map((id) => organisationNamed(asked, id)));
    const reason = input.text('reason') ?? '';
    const [by, at] = [staffOf(asked), new Date()];
    const staffed = await staffedUnitOf(
      asked,
      (await keeperOf(asked.wiring.database.lane, organisationId(of)))?.careProvider ?? 0,
    );
    const request = requestOf({ kind: 'another', patient: asked.id, by, of: [of], units, staffed, reason, at });
    if (asked.wiring.config.blockedInDanger === 'ask') return ask(asked, request);
    const person = await toldToPatient(asked, personOf(by));
    const opening = { patient: asked.id, registeredBy: person, to: unitOf(by), person, of: [of], reason };
    const lifted = openedInDanger('lifted', opening, at);
    const notices = noticesOf({
      kind: 'block-lifted',
      patient: asked.id,
      by,
      called: person.display ?? '',
      of: [of],
      reason,
      at,
    });
    return write(asked, { ...request[0], status: 'completed' }, lifted, ...notices);
  },
};

export const sharingOperations: readonly Operation[] = [
  shared,
  registerConsent,
  withdraw,
  showProviders,
  openWithoutCapacity,
  emergency,
  endEmergency,
  showBlocking,
  askToLift,
];

type Which = typeof providersSharing;

async function providers(asked: Asked, which: Which): Promise<Answer> {
  const { key } = await patientConcerned(asked);
  const ids = await which(asked.wiring.database.lane, key, staffOf(asked).assignment.careProvider.key);
  const named = await Promise.all(ids.map((id) => organisationNamed(asked, id)));
  return parameters(
    asked,
    named.map((valueReference) => ({ name: 'provider', valueReference })),
  );
}

/** Those that are named, of those that could have been shown. */
async function chosen(asked: Asked, input: OperationInput, which: Which): Promise<Reference<Organization>[]> {
  const { key } = await patientConcerned(asked);
  const there = await which(asked.wiring.database.lane, key, staffOf(asked).assignment.careProvider.key);
  const ids = blockedOf(input);
  if (!ids.every((id) => there.includes(id)))
    throw new Failure('invalid', 'A care provider that is named was not shown');
  return Promise.all(ids.map((id) => organisationNamed(asked, id)));
}

/** The end of a day in Sweden. */
function lastMoment(date: string | undefined): Date | undefined {
  const last = date === undefined ? undefined : instantBounds(date.slice(0, 10))?.high;
  return last === undefined ? undefined : new Date(last);
}

/** When the eighteenth birthday begins in Sweden; whose birthday that year lacks, a day before. */
async function eighteenth(asked: Asked): Promise<Date> {
  const stored = await asked.record.read('Patient', asked.id);
  const { birthDate = '' } = JSON.parse(stored?.body ?? '{}') as { birthDate?: string };
  const birthday = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  const bounds = instantBounds(birthday) ?? instantBounds(birthday.replace(/29$/, '28'));
  if (bounds === undefined) throw new Failure('invalid', 'The date of birth is not known');
  return new Date(bounds.low);
}

async function write(asked: Asked, first: Consent | Resource, ...others: readonly Resource[]): Promise<Answer> {
  const all = [first, ...others];
  for (const resource of all) requireValidResource(resource);
  const [written] = await asked.wiring
    .openRecord(register)
    .write(all.map((resource) => ({ action: 'create', resource })));
  if (written === undefined) throw new Error('nothing was written');
  return answerWith(written.stored, 201);
}

async function parameters(asked: Asked, parameter: ParametersParameter[]): Promise<Answer> {
  const { key } = await patientConcerned(asked);
  return {
    status: 200,
    text: JSON.stringify({ resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) }),
    shown: [{ patientKey: key }],
  };
}
