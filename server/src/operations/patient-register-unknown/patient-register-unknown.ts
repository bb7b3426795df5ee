/**
 * `POST Patient/$register-unknown`: an identity for somebody nobody knows, by the region's rule for reserve numbers, in one step. The contact
 * that is registered with it is the care relation of the unit.
 */
import type { Encounter, Patient } from '@medplum/fhirtypes';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import {
  datesToNumber,
  isBirthYear,
  type KnownSex,
  letterOf,
  unknownPatient,
} from '@vardkedjan/care/people/unknown-person.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Concern } from '../../http/concern.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { drawNumber, register } from './draw-number.ts';
import { terms } from './terms.ts';

const person = 'urn:uuid:7d1f8a44-2f0a-4c55-9d3b-0f6f6a1f9a01';

export const patientRegisterUnknown: Operation = {
  terms,
  act: 'write',
  concerns(asked, input) {
    judged(input, stockholmDay(new Date()));
    const contact = contactOf(staffOf(asked), input, new Date());
    return [written({ resourceType: 'Patient' }, person), written(contact)];
  },
  async handle(asked, input) {
    const now = new Date();
    const today = stockholmDay(now);
    const { sex, birthYear } = judged(input, today);
    const number = await drawNumber(asked.wiring.openRecord(register), letterOf[sex], datesToNumber(birthYear, today));
    const patient = unknownPatient(number, sex, birthYear);
    const contact = contactOf(staffOf(asked), input, now);
    requireValidResource(patient);
    requireValidResource(contact);
    const [made] = await asked.record.write([
      { action: 'create', resource: patient, fullUrl: person },
      { action: 'create', resource: contact },
    ]);
    if (made === undefined) throw new Error('the person was not written');
    return answerWith(made.stored, 201, { Location: `${asked.base}/Patient/${made.stored.id}` });
  },
};

function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff register somebody unknown');
  return caller;
}

function judged(input: OperationInput, today: string): { sex: KnownSex; birthYear: number | undefined } {
  const sex = input.text('sex') ?? 'unknown';
  if (!isSex(sex)) throw new Failure('invalid', 'sex is female, male or unknown');
  const birthYear = input.number('birthYear');
  if (birthYear !== undefined && !isBirthYear(birthYear, today))
    throw new Failure('invalid', 'birthYear is the year in which somebody alive can have been born');
  return { sex, birthYear };
}

const isSex = (text: string): text is KnownSex => Object.hasOwn(letterOf, text);

function written(resource: Patient | Encounter, fullUrl?: string): Concern {
  return { act: 'write', change: 'create', resource, ...(fullUrl !== undefined && { fullUrl }) };
}

function contactOf({ practitioner, name, assignment }: StaffCaller, input: OperationInput, now: Date): Encounter {
  const { careUnit } = assignment;
  const circumstances = input.text('circumstances')?.trim();
  return {
    resourceType: 'Encounter',
    status: 'arrived',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMER' },
    subject: { reference: person },
    participant: [{ individual: { reference: `Practitioner/${practitioner.id}`, display: name } }],
    period: { start: now.toISOString() },
    ...(circumstances && { reasonCode: [{ text: circumstances }] }),
    serviceProvider: { reference: `Organization/${careUnit.id}`, display: careUnit.name },
  };
}
