/**
 * National and regional quality registers (PDL 2008:355, 7 kap. 2–3 §§) as operations: what the patient says of them, and what a register shall
 * erase since somebody opposes it. Nothing goes to a register but by the predicate of its own system (store/visibility-sql.ts).
 */
import type { Consent, ParametersParameter, Reference } from '@medplum/fhirtypes';
import { registerChoicesOf } from '@vardkedjan/care/access/quality-registers.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { dataToErase } from '../../store/facts/register-facts.ts';
import type { Change } from '../../store/record.ts';
import { ended } from '../blocks/block-consent.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { choicesInForce, keeper, registerAsking, registersNamed, registersOf } from './asked-about-registers.ts';
import { erasedBy, registerConsent } from './register-consent.ts';
import { chooseTerms, erasedTerms, showTerms, toEraseTerms } from './terms.ts';

const show: Operation = {
  terms: showTerms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  handle: (asked) => shown(asked),
};

const choose: Operation = {
  terms: chooseTerms,
  act: 'choose-quality-registers',
  concerns: (asked, input) => [
    { act: 'choose-quality-registers', patient: asked.id, reason: input.text('reason') ?? '' },
  ],
  async handle(asked, input) {
    await asked.wiring.openRecord(keeper).write(await changesFor(asked, input));
    return shown(asked);
  },
};

const toErase: Operation = {
  terms: toEraseTerms,
  act: 'erase-from-register',
  concerns: () => [{ act: 'erase-from-register' }],
  handle: (asked) => toBeErased(asked),
};

const erased: Operation = {
  terms: erasedTerms,
  act: 'erase-from-register',
  concerns: () => [{ act: 'erase-from-register' }],
  async handle(asked, input) {
    const register = { reference: `Organization/${registerAsking(asked).id}`, display: asked.caller.name };
    const waiting = new Map((await waitingFor(asked)).map(({ opposition, ...one }) => [`Consent/${opposition}`, one]));
    const record = asked.wiring.openRecord(keeper);
    const changes: Change[] = [];
    for (const reference of new Set(input.values<Reference>('opposition').map((one) => one.reference ?? ''))) {
      const stored = waiting.has(reference)
        ? await record.read('Consent', reference.slice('Consent/'.length))
        : undefined;
      if (stored === undefined) throw new Failure('invalid', 'opposition must be one that $data-to-erase names');
      const resource = erasedBy(JSON.parse(stored.body) as Consent, register, new Date());
      changes.push({ action: 'update', id: stored.id, ifMatch: stored.version, resource });
    }
    await record.write(changes);
    return toBeErased(asked);
  },
};

export const qualityRegisterOperations: readonly Operation[] = [show, choose, toErase, erased];

async function changesFor(asked: Asked, input: OperationInput): Promise<Change[]> {
  const choice = input.text('choice');
  const registers = await registersNamed(asked, input);
  if (choice === 'does-not-oppose') return withdrawing(asked, registers);
  if (choice !== 'opposes' && choice !== 'informed')
    throw new Failure('invalid', 'choice is opposes, does-not-oppose or informed');
  if (choice === 'informed' && asked.caller.kind === 'resident')
    throw new Failure('invalid', 'It is for those who have informed the patient to say so');
  const said = { choice, registers, reason: input.text('reason') ?? '' } as const;
  const consent = registerConsent(asked.id, said, asked.caller, new Date());
  requireValidResource(consent);
  return [{ action: 'create', resource: consent }];
}

/** Of one register that was opposed together with others, the others are still opposed. */
async function withdrawing(asked: Asked, registers: readonly Reference[]): Promise<Change[]> {
  const names = new Set(registers.map(({ reference }) => reference));
  const now = new Date();
  const chosen = (await choicesInForce(asked)).filter(({ consent }) => consent.provision?.type === 'deny');
  if (names.size === 0) return chosen.map(({ stored, consent }) => change(stored, ended(consent, now)));
  return chosen.flatMap(({ stored, consent }): Change[] => {
    const named = registerChoicesOf(consent).filter((one) => one.choice === 'opposes');
    if (named.some(({ register }) => register === undefined))
      throw new Failure('invalid', 'The patient opposes all registers; that is withdrawn as a whole');
    const left = (consent.provision?.actor ?? []).filter(({ reference }) => !names.has(reference.reference));
    if (left.length === named.length) return [];
    if (left.length === 0) return [change(stored, ended(consent, now))];
    return [change(stored, { ...consent, provision: { ...consent.provision, actor: left } })];
  });
}

const change = ({ id, version }: { id: string; version: number }, resource: Consent): Change => ({
  action: 'update',
  id,
  ifMatch: version,
  resource,
});

async function shown(asked: Asked): Promise<Answer> {
  const { key } = await patientConcerned(asked);
  const parameter = (await registersOf(asked)).map(
    ({ organization, informed, since, erased: when }): ParametersParameter => ({
      name: 'register',
      part: [
        { name: 'organization', valueReference: organization },
        { name: 'informed', valueBoolean: informed },
        { name: 'opposes', valueBoolean: since !== undefined },
        ...(since === undefined ? [] : [{ name: 'since', valueDateTime: since }]),
        ...(when === undefined ? [] : [{ name: 'erased', valueInstant: when }]),
      ],
    }),
  );
  return { status: 200, text: parameters(parameter), shown: [{ patientKey: key }] };
}

const waitingFor = (asked: Asked) => dataToErase(asked.wiring.database.lane, registerAsking(asked).key);

async function toBeErased(asked: Asked): Promise<Answer> {
  const waiting = await waitingFor(asked);
  const parameter = waiting.map(
    ({ patient, opposition, since }): ParametersParameter => ({
      name: 'erase',
      part: [
        { name: 'patient', valueReference: { reference: `Patient/${patient}` } },
        { name: 'opposition', valueReference: { reference: `Consent/${opposition}` } },
        { name: 'since', valueInstant: since },
      ],
    }),
  );
  return { status: 200, text: parameters(parameter), shown: waiting.map(({ patientKey }) => ({ patientKey })) };
}

function parameters(parameter: ParametersParameter[]): string {
  return JSON.stringify({ resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) });
}
