/** The records of the cast and of the neighbours who fill its units, and what is booked for today. */
import type { Resource } from '@medplum/fhirtypes';
import { at, type Day, dateText, dateTimeText, dayOf, type Moment } from '../calendar.ts';
import type { ContactKind } from '../chart/chart.ts';
import { book } from '../chart/order.ts';
import { live } from '../courses/destiny.ts';
import { Life } from '../courses/life.ts';
import { patientOf, relatedPersonOf } from '../people/patient.ts';
import type { Person } from '../people/person.ts';
import { reservedNumbers, type Stretch } from '../people/population.ts';
import { Random } from '../random.ts';
import type { RegionOptions } from '../region.ts';
import { informedOfRegisters } from '../units/quality-registers.ts';
import { regionTree } from '../units/tree.ts';
import { bookedOn, type Slot } from './day-lists.ts';
import { castNumbers, neighbourOf, neighbourPlans, personOf } from './people.ts';
import { castResidents } from './residents.ts';
import { neighbourStory, presentNow } from './stories/neighbours.ts';
import { unfinished } from './stories/grown.ts';
import { isAnsweredInWords } from './stories/answered-in-words.ts';
import { isAskedOfDepartments } from './stories/asked-of-departments.ts';
import { isAskedOfLaboratory } from './stories/asked-of-laboratory.ts';
import { dissents, inTraining } from './stories/in-training.ts';
import { liesOnTheWard } from './stories/on-the-ward.ts';
import { stories } from './stories/stories.ts';
import { askVisits } from './visits-asked.ts';
import { bookedAfter } from './visits-ahead.ts';

const years = 15;

export function* castRecordsOf(options: RegionOptions, ids?: ReadonlySet<string>): Generator<Resource[]> {
  const now = options.now.getTime();
  const tree = regionTree(options.seed);
  for (const resident of castResidents) {
    if (ids?.has(resident.id) === false) continue;
    const life = newLife(options, personOf(resident, tree, dayOf(now)), now, years);
    stories[resident.key](life);
    life.run();
    liesOnTheWard(life);
    isAskedOfDepartments(life);
    isAskedOfLaboratory(life);
    if (resident.key === 'lennart') dissents(life);
    yield handOver(life, now);
  }
  const stretch: Stretch = { seed: options.seed, today: dayOf(now), tree, taken: castNumbers };
  const numbers = reservedNumbers(stretch);
  for (const plan of neighbourPlans) {
    const neighbour = neighbourOf(plan, stretch, numbers);
    if (ids?.has(neighbour.id) === false) continue;
    const life = newLife(options, neighbour, now, Math.min(years, options.years ?? 12));
    neighbourStory(life, plan);
    live(life);
    presentNow(life, plan);
    liesOnTheWard(life);
    isAskedOfDepartments(life);
    isAskedOfLaboratory(life);
    isAnsweredInWords(life);
    if (plan.id === 'listed-07') {
      unfinished(life);
      inTraining(life);
    }
    yield handOver(life, now);
  }
}

function newLife(options: RegionOptions, person: Person, now: Moment, most: number): Life {
  const random = new Random(`${options.seed}/record/${person.id}`);
  return new Life({ person, tree: regionTree(options.seed), random, now, years: most });
}

/** What a simulated register gets in a demo is theirs. */
const toldOfRegisters: ReadonlySet<string> = new Set(['lennart-karlsson', 'astrid-bergstrom']);

function handOver(life: Life, now: Moment): Resource[] {
  const { person } = life;
  const today = dayOf(now);
  askVisits(life);
  for (const slot of bookedOn(today, person.id, life.tree)) visitToday(life, today, slot);
  bookToday(life, today);
  for (const slot of bookedAfter(today, person.id, life.tree)) bookSlot(life, slot.day, slot);
  return [
    patientOf(person, now),
    ...(toldOfRegisters.has(person.id) ? [informedOfRegisters(person.id, dateTimeText(at(today - 200, 9 * 60)))] : []),
    ...person.relatives.map((r, i) => relatedPersonOf(person, r, i + 1)),
    ...life.chart.resources,
  ];
}

/** What the resident has booked today; the id carries date and minute, so that each day's list is new and none is made twice. */
function bookToday(life: Life, today: Day): void {
  for (const slot of bookedOn(today, life.person.id, life.tree)) bookSlot(life, today, slot);
}

function bookSlot(life: Life, day: Day, slot: Slot): void {
  const start = at(day, slot.minutes);
  const { now } = life.chart;
  const appointment = book(life.chart, {
    unit: slot.unit,
    staff: slot.staff,
    start,
    minutes: slot.length,
    reason: slot.reason,
    kind: slot.kind,
    status: start > now ? 'booked' : start + slot.length * 60_000 > now ? 'arrived' : 'fulfilled',
  });
  appointment.id = `${life.person.id}-app-${dateText(day).replaceAll('-', '')}-${String(slot.minutes).padStart(4, '0')}`;
}

const contactKinds: Readonly<Record<string, ContactKind>> = { Telefontid: 'telephone', Hembesök: 'home' };

/** What of today's list has begun is a contact as well; its note is not written yet. */
function visitToday(life: Life, today: Day, { unit, staff, minutes, length, kind, reason }: Slot): void {
  const start = at(today, minutes);
  if (start > life.chart.now) return;
  life.chart.contact({ unit, staff, start, minutes: length, kind: contactKinds[kind] ?? 'visit', reason });
}

/**
 * The day lists of the cast's units for another day than the one the records were made for: appointments only, to be put
 * into the store each morning so that a demo region stays alive. The same day gives the same resources.
 */
export function appointmentsOf(options: RegionOptions): Resource[] {
  const now = options.now.getTime();
  const today = dayOf(now);
  const tree = regionTree(options.seed);
  const stretch: Stretch = { seed: options.seed, today, tree, taken: castNumbers };
  const numbers = reservedNumbers(stretch);
  const people = [
    ...castResidents.map((r) => personOf(r, tree, today)),
    ...neighbourPlans.map((plan) => neighbourOf(plan, stretch, numbers)),
  ];
  return people.flatMap((person) => {
    const life = newLife(options, person, now, 1);
    bookToday(life, today);
    return life.chart.resources;
  });
}
