/** What it takes to book one visit: the free times with the first chosen from the start, the summons to it, and the booking itself. */
import type { Patient, ServiceRequest } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { nameOfPatient } from '../chart/person.ts';
import { today } from '../chart/today.ts';
import { letterTemplatesQuery, unitQuery } from '../letters/letter-templates.ts';
import { useSession } from '../session/session-context.ts';
import { bookTime, summon } from './book.ts';
import { type FreeTime, freeTimesQuery } from './free-times.ts';
import { type Summons, summonsOf } from './summons.ts';

export const waits = 'waits';

export interface Booking {
  request: ServiceRequest;
  times: readonly FreeTime[] | undefined;
  error: Error | null;
  /** Id of a slot, or `waits`. */
  chosen: string;
  choose: (chosen: string) => void;
  time: FreeTime | undefined;
  summons: Summons | undefined;
  hasTemplate: boolean;
  refetch: () => Promise<unknown>;
  /** What has been done of it; a failure leaves what was done before it. */
  done: BookedTime | undefined;
  /** As `done`, at once. */
  doneNow: () => BookedTime | undefined;
  /** The rest of it: what has been done is not done again. Nothing when the visit is to wait. */
  book: () => Promise<void>;
}

export interface BookedTime {
  appointmentId: string;
  time: FreeTime;
  /** What is left to send. */
  unsent: Summons | undefined;
}

export function useBooking(request: ServiceRequest, patient: Patient | undefined): Booking {
  const unitId = useSession().assignment.careUnit.id;
  const found = useQuery(freeTimesQuery(unitId, request, today()));
  const templates = useQuery(letterTemplatesQuery('summons', unitId)).data;
  const unit = useQuery(unitQuery(unitId)).data;
  const [picked, choose] = useState<string>();
  const isThere = picked === waits || found.data?.some(({ slot }) => slot.id === picked);
  const chosen = (isThere ? picked : undefined) ?? found.data?.[0]?.slot.id ?? waits;
  const [done, setDone] = useState<BookedTime>();
  const latest = useRef<BookedTime>(undefined);
  const keep = (now: BookedTime) => {
    latest.current = now;
    setDone(now);
    return now;
  };
  const time = done?.time ?? found.data?.find(({ slot }) => slot.id === chosen);
  const [template] = templates ?? [];
  const summons = template && time && patient ? summonsOf(template, time, nameOfPatient(patient), unit) : undefined;
  return {
    request,
    times: found.data,
    error: found.error,
    chosen,
    choose,
    time,
    summons,
    hasTemplate: templates === undefined || template !== undefined,
    refetch: found.refetch,
    done,
    doneNow: () => latest.current,
    async book() {
      if (!time) return;
      const patientId = patient?.id ?? request.subject.reference?.split('/').at(-1) ?? '';
      const booked = latest.current ?? keep(await taken({ patientId, request, time, summons }));
      if (!booked.unsent) return;
      await summon(patientId, booked.appointmentId, booked.unsent);
      keep({ ...booked, unsent: undefined });
    },
  };
}

interface ToTake {
  patientId: string;
  request: ServiceRequest;
  time: FreeTime;
  summons: Summons | undefined;
}

async function taken({ patientId, request, time, summons }: ToTake): Promise<BookedTime> {
  const appointment = await bookTime({ patientId, requestId: request.id ?? '', slotId: time.slot.id });
  return { appointmentId: appointment.id ?? '', time, unsent: summons };
}
