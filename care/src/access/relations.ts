/**
 * Care relations as they arise by themselves from the care that is planned, asked for and given (PDL 2008:355, 4 kap. 1 §): from Encounter,
 * Appointment, EpisodeOfCare, CareTeam and the Task of an order (http://hl7.org/fhir/R4/). The store keeps them in the transaction that writes the
 * resource. A resource whose status or times do not say that there is a relation makes none.
 */
import type { Appointment, CareTeam, Encounter, EpisodeOfCare, Period, Resource, Task } from '@medplum/fhirtypes';
import { isOrderTask } from '../coordination/orders/order-codes.ts';
import { handlingStateOf } from '../coordination/orders/order-state.ts';
import { addDays, instantBounds } from '../time/instant-bounds.ts';
import type { RelationOrigin } from './situation.ts';

export interface CareRelation {
  /** Reference to the Organization, or `care-unit-of-resource`: the unit that the resource itself belongs to. */
  unit: string;
  /** Reference to the Practitioner when the relation is that person's only. */
  practitioner?: string;
  /** ISO 8601, UTC. */
  from: string;
  /** null: until further notice. */
  until: string | null;
  origin: RelationOrigin;
}

/** How long a relation reaches on either side of the care it comes from, in days; a setting (docs/open-questions.md). */
export interface Reach {
  afterContact: number;
  aroundAppointment: number;
}

export const usualReach: Reach = { afterContact: 90, aroundAppointment: 30 };

/** Code of a CareTeam that states a relation, made by `$state-relation`. */
export const statedRelation = { system: 'https://vardkedjan.se/fhir/CodeSystem/care-team', code: 'stated-relation' };

/** `now`: ISO instant of the writing; the beginning of what does not say when it began. */
export function relationsOf(resource: Resource, now: string, reach: Reach = usualReach): CareRelation[] {
  switch (resource.resourceType) {
    case 'Encounter':
      return ofEncounter(resource, now, reach);
    case 'Appointment':
      return ofAppointment(resource, reach);
    case 'EpisodeOfCare':
      return ofEpisode(resource, now);
    case 'CareTeam':
      return ofCareTeam(resource, now);
    case 'Task':
      return isOrderTask(resource) ? ofOrder(resource, now, reach) : [];
    default:
      return [];
  }
}

/** The unit that an order lies with needs what it is about, and has done it for as long as after a contact. */
function ofOrder(order: Task, now: string, reach: Reach): CareRelation[] {
  const unit = order.owner?.reference;
  const state = handlingStateOf(order);
  if (unit === undefined || state === undefined) return [];
  if (state === 'returned' || state === 'cancelled' || state === 'corrected') return [];
  const { low } = bounds({ start: order.authoredOn });
  const until = state === 'done' ? addDays(bounds({ start: order.lastModified }).low ?? now, reach.afterContact) : null;
  return [{ unit, from: low ?? now, until, origin: 'order' }];
}

function ofEncounter(encounter: Encounter, now: string, reach: Reach): CareRelation[] {
  const unit = encounter.serviceProvider?.reference ?? 'care-unit-of-resource';
  const { low, high } = bounds(encounter.period);
  const origin = 'encounter';
  switch (encounter.status) {
    case 'planned': {
      const from = low === undefined ? now : addDays(low, -reach.aroundAppointment);
      return [{ unit, from, until: addDays(high ?? low ?? now, reach.aroundAppointment), origin }];
    }
    case 'arrived':
    case 'triaged':
    case 'in-progress':
    case 'onleave': {
      const ended = high ?? (isVisit(encounter) ? (low ?? now) : undefined);
      return [
        { unit, from: low ?? now, until: ended === undefined ? null : addDays(ended, reach.afterContact), origin },
      ];
    }
    case 'finished':
      return [{ unit, from: low ?? high ?? now, until: addDays(high ?? low ?? now, reach.afterContact), origin }];
    default:
      return [];
  }
}

/** http://terminology.hl7.org/ValueSet/v3-ActEncounterCode: without a bed. One that nobody closes is taken to have ended when it began. */
const visits: ReadonlySet<string | undefined> = new Set(['AMB', 'EMER', 'FLD', 'HH', 'VR']);
const isVisit = ({ class: { code } }: Encounter): boolean => visits.has(code);

const bookedStatuses = new Set<Appointment['status']>([
  'pending',
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
  'noshow',
  'waitlist',
]);

function ofAppointment(appointment: Appointment, reach: Reach): CareRelation[] {
  const start = bounds({ start: appointment.start ?? appointment.requestedPeriod?.[0]?.start }).low;
  if (start === undefined || !bookedStatuses.has(appointment.status)) return [];
  const end = bounds({ end: appointment.end ?? appointment.requestedPeriod?.[0]?.end }).high ?? start;
  return [
    {
      unit: 'care-unit-of-resource',
      from: addDays(start, -reach.aroundAppointment),
      until: addDays(end, reach.aroundAppointment),
      origin: 'appointment',
    },
  ];
}

function ofEpisode(episode: EpisodeOfCare, now: string): CareRelation[] {
  if (episode.status !== 'active' && episode.status !== 'onhold') return [];
  const { low, high } = bounds(episode.period);
  const unit = episode.managingOrganization?.reference ?? 'care-unit-of-resource';
  return [{ unit, from: low ?? now, until: high ?? null, origin: 'episode-of-care' }];
}

function ofCareTeam(team: CareTeam, now: string): CareRelation[] {
  if (team.status !== 'active') return [];
  const stated = team.category?.some((category) =>
    category.coding?.some(({ system, code }) => system === statedRelation.system && code === statedRelation.code),
  );
  const origin = stated ? 'stated' : 'care-team';
  const whole = bounds(team.period);
  return (team.participant ?? []).flatMap((participant): CareRelation[] => {
    const member = participant.member?.reference;
    const own = bounds(participant.period);
    const from = latest(whole.low, own.low) ?? now;
    const until = earliest(whole.high, own.high) ?? null;
    if (member === undefined || (until !== null && until < from)) return [];
    if (refersTo(member, 'Organization')) return [{ unit: member, from, until, origin }];
    const unit = participant.onBehalfOf?.reference;
    return refersTo(member, 'Practitioner') && unit !== undefined
      ? [{ unit, practitioner: member, from, until, origin }]
      : [];
  });
}

/** A period's outer instants; an end that cannot be read ends the relation at once rather than never. */
function bounds(period: Partial<Period> | undefined): { low?: string; high?: string } {
  const low = period?.start === undefined ? undefined : instantBounds(period.start)?.low;
  const high = period?.end === undefined ? undefined : (instantBounds(period.end)?.high ?? new Date(0).toISOString());
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function refersTo(reference: string, type: string): boolean {
  return reference.startsWith(`${type}/`) || reference.includes(`/${type}/`);
}

function latest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
