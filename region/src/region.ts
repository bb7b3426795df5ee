/**
 * An invented region in the shape of Västra Götaland, deterministic by seed: the foundation (units, staff, templates, code
 * lists), the named cast with its records, and any number of residents, one whole record at a time.
 * Load the foundation first, then records in any order: a record refers to itself and to the foundation only.
 */
import type { Resource } from '@medplum/fhirtypes';
import { analysesOf } from './authorisation/analyses.ts';
import { delegationsOf } from './authorisation/delegations.ts';
import { castNumbers } from './cast/people.ts';
import { appointmentsOf, castRecordsOf } from './cast/records.ts';
import { askVisits } from './cast/visits-asked.ts';
import { dayOf, type Moment } from './calendar.ts';
import { live } from './courses/destiny.ts';
import { Life } from './courses/life.ts';
import { patientOf, relatedPersonOf } from './people/patient.ts';
import type { Person } from './people/person.ts';
import { BLOCK, residentsOfBlock, type Stretch } from './people/population.ts';
import { Random } from './random.ts';
import { foundationResources } from './units/foundation.ts';
import { freeTimesOf } from './units/free-times.ts';
import { regionTree } from './units/tree.ts';

export interface RegionOptions {
  seed: string;
  /** The moment up to which the records reach. The same moment gives the same records. */
  now: Date;
  /** Years of history that a record holds at most; 12 unless said. */
  years?: number;
}

export const defaultYears = 12;

export function foundation(options: RegionOptions): Resource[] {
  const tree = regionTree(options.seed);
  const now = options.now.getTime();
  return [...foundationResources(tree), ...analysesOf(tree, now), ...delegationsOf(now), ...freeTimesOf(tree, now)];
}

/** The records of residents `from` … `to` - 1. Memory: one record and the names of a thousand residents. */
export function* residents(options: RegionOptions & { from: number; to: number }): Generator<Resource[]> {
  const now = options.now.getTime();
  const tree = regionTree(options.seed);
  const stretch: Stretch = { seed: options.seed, today: dayOf(now), tree, taken: castNumbers };
  for (let block = Math.floor(options.from / BLOCK); block * BLOCK < options.to; block++) {
    const people = residentsOfBlock(stretch, block);
    for (const [i, person] of people.entries()) {
      const index = block * BLOCK + i;
      if (index < options.from || index >= options.to) continue;
      yield recordOf(person, options, now);
    }
  }
}

function recordOf(person: Person, options: RegionOptions, now: Moment): Resource[] {
  const tree = regionTree(options.seed);
  const random = new Random(`${options.seed}/record/${person.id}`);
  const life = new Life({ person, tree, random, now, years: options.years ?? defaultYears });
  live(life);
  askVisits(life);
  return [
    patientOf(person, now),
    ...person.relatives.map((r, i) => relatedPersonOf(person, r, i + 1)),
    ...life.chart.resources,
  ];
}

/** The records of the cast and of those who fill its units: day lists, wards, home care; or only of those with these ids. */
export function castRecords(options: RegionOptions, ids?: ReadonlySet<string>): Resource[][] {
  return [...castRecordsOf(options, ids)];
}

/** Today's day lists of the cast's units, for a region whose records were made on an earlier day. */
export function appointmentsOfToday(options: RegionOptions): Resource[] {
  return appointmentsOf(options);
}
