/**
 * `POST ServiceRequest/[id]/$book` and `POST Appointment/[id]/$give-up`. Staff write no Slot (care/src/access/decide.ts): the register of
 * times does, in one unit of work with the Appointment and on the versions that were seen, so that a time is taken by one.
 */
import type { Appointment, Reference, Schedule, ServiceRequest, Slot, Task } from '@medplum/fhirtypes';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import {
  type BookedVisit,
  bookedVisit,
  type BookingFault,
  givenUp,
} from '@vardkedjan/care/coordination/visits/booking.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Concern } from '../../http/concern.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Change } from '../../store/record.ts';
import { type Seen, seenBy } from '../current.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { bookTerms, giveUpTerms } from './terms.ts';

const times: SystemCaller = { kind: 'system', id: 'times', name: 'Register of times' };

const faults: Readonly<Record<BookingFault, string>> = {
  taken: 'Somebody else has taken the time',
  past: 'The time has been',
  'not-waiting': 'The request does not wait for a time: it is booked, done or withdrawn',
  'no-visit': 'The request asks nobody to come',
};

const serviceRequestBook: Operation = {
  terms: bookTerms,
  act: 'write',
  async concerns(asked, input) {
    const { booked, versions } = await toBook(asked, input);
    return [
      { act: 'write', change: 'create', resource: booked.appointment },
      { act: 'write', change: 'update', resource: booked.handling, id: versions.handling.id },
    ];
  },
  async handle(asked, input) {
    const { booked, versions } = await toBook(asked, input);
    requireValidResource(booked.appointment);
    const [made] = await asked.wiring
      .openRecord(times)
      .write([
        { action: 'create', resource: booked.appointment },
        updated(booked.slot, versions.slot),
        updated(booked.handling, versions.handling),
      ]);
    if (made === undefined) throw new Error('the appointment was not written');
    return answerWith(made.stored, 201, { Location: `${asked.base}/Appointment/${made.stored.id}` });
  },
};

const appointmentGiveUp: Operation = {
  terms: giveUpTerms,
  act: 'write',
  async concerns(asked): Promise<Concern[]> {
    const { after, before } = await toGiveUp(asked);
    return [{ act: 'write', change: 'update', resource: after.appointment, id: before.appointment.id }];
  },
  async handle(asked) {
    const { after, before } = await toGiveUp(asked);
    const [made] = await asked.wiring
      .openRecord(times)
      .write([
        updated(after.appointment, before.appointment),
        ...(after.slot && before.slot ? [updated(after.slot, before.slot)] : []),
        ...(after.handling && before.handling ? [updated(after.handling, before.handling)] : []),
      ]);
    if (made === undefined) throw new Error('the appointment was not written');
    return answerWith(made.stored, 200);
  },
};

export const bookingOperations: readonly Operation[] = [serviceRequestBook, appointmentGiveUp];

type Version = Pick<Seen<unknown>, 'id' | 'version'>;

const updated = (resource: Appointment | Slot | Task, { id, version }: Version): Change => ({
  action: 'update',
  resource,
  id,
  ifMatch: version,
});

function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff book times');
  return caller;
}

interface ToBook {
  booked: BookedVisit;
  versions: { slot: Version; handling: Version };
}

const found = new WeakMap<Asked, Promise<unknown>>();

/** The same through the whole request. */
function once<T>(asked: Asked, find: () => Promise<T>): Promise<T> {
  const known = (found.get(asked) as Promise<T> | undefined) ?? find();
  found.set(asked, known);
  return known;
}

const toBook = (asked: Asked, input: OperationInput): Promise<ToBook> => once(asked, () => readToBook(asked, input));

async function readToBook(asked: Asked, input: OperationInput): Promise<ToBook> {
  const { assignment } = staffOf(asked);
  const request = await seenBy<ServiceRequest>(asked, 'ServiceRequest', asked.id);
  const handling = await seenBy<Task>(asked, 'Task', asked.id);
  const slot = await seenBy<Slot>(asked, 'Slot', idIn(input.value<Reference>('slot'), 'Slot'));
  const schedule = await seenBy<Schedule>(asked, 'Schedule', idIn(slot.resource.schedule, 'Schedule'));
  const booked = bookedVisit({
    request: request.resource,
    handling: handling.resource,
    slot: slot.resource,
    actors: schedule.resource.actor as BookingActors,
    unit: assignment.careUnit,
    now: new Date(),
  });
  if (typeof booked === 'string') throw new Failure(booked === 'no-visit' ? 'invalid' : 'conflict', faults[booked]);
  return { booked, versions: { slot, handling } };
}

type BookingActors = Parameters<typeof bookedVisit>[0]['actors'];

interface ToGiveUp {
  after: { appointment: Appointment; slot: Slot | undefined; handling: Task | undefined };
  before: { appointment: Version; slot?: Version; handling?: Version };
}

const toGiveUp = (asked: Asked): Promise<ToGiveUp> => once(asked, () => readToGiveUp(asked));

async function readToGiveUp(asked: Asked): Promise<ToGiveUp> {
  staffOf(asked);
  const appointment = await seenBy<Appointment>(asked, 'Appointment', asked.id);
  const { slot: slots = [], basedOn = [] } = appointment.resource;
  const slot = slots[0] && (await seenBy<Slot>(asked, 'Slot', idIn(slots[0], 'Slot')));
  const handling = basedOn[0] && (await seenBy<Task>(asked, 'Task', idIn(basedOn[0], 'ServiceRequest')));
  const after = givenUp(
    { appointment: appointment.resource, slot: slot?.resource, handling: handling?.resource },
    new Date(),
  );
  if (after === 'not-booked') throw new Failure('conflict', 'The appointment is not booked');
  return { after, before: { appointment, ...(slot && { slot }), ...(handling && { handling }) } };
}

function idIn(reference: Reference | undefined, type: string): string {
  const [kind, id] = (reference?.reference ?? '').split('/').slice(-2);
  if (kind !== type || id === undefined) throw new Failure('invalid', `A reference to a ${type} is needed`);
  return id;
}
