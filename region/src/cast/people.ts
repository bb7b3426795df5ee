/** The residents of the cast as persons, and the neighbours who fill the units of the cast's staff. */
import { type Day, dayOfParts, dayOfText } from '../calendar.ts';
import type { Person } from '../people/person.ts';
import { neighbour, type NumberRow, type Stretch } from '../people/population.ts';
import { reserveNumber, type Sex } from '../people/personal-number.ts';
import type { RegionTree } from '../units/tree.ts';
import { type CastResident, castResidents } from './residents.ts';
import { castUnits } from './staff.ts';

const guessedBirth = dayOfParts(1998, 1, 1);

/** Her reserve number is made of a guessed year of birth: all that is known. */
export const unknownWoman = { birth: guessedBirth, reserveNumber: reserveNumber(guessedBirth, 'K', 6) };

/** Numbers that nobody else may have. */
export const castNumbers: ReadonlySet<string> = new Set(
  castResidents
    .flatMap((r) => [r.personalNumber, ...(r.relatives ?? []).map((x) => x.personalNumber)])
    .filter((n) => n !== undefined),
);

export function personOf(resident: CastResident, tree: RegionTree, today: Day): Person {
  const { personalNumber } = resident;
  const birth = personalNumber
    ? dayOfText(`${personalNumber.slice(0, 4)}-${personalNumber.slice(4, 6)}-${personalNumber.slice(6, 8)}`)
    : unknownWoman.birth;
  return {
    id: resident.id,
    sex: resident.sex,
    birth,
    given: resident.given,
    family: resident.family,
    ...(personalNumber ? { personalNumber } : { reserveNumber: unknownWoman.reserveNumber }),
    origin: resident.origin ?? 'Sweden',
    language: resident.language ?? 'sv',
    municipality: resident.municipality ?? '1490',
    ...(resident.address && { address: resident.address }),
    ...(resident.phone && { phone: resident.phone }),
    ...(resident.email && { email: resident.email }),
    maritalStatus: resident.maritalStatus ?? 'unknown',
    healthCentre: tree.unit(resident.healthCentre ?? castUnits.healthCentre),
    relatives: resident.relatives ?? [],
    occupation: resident.occupation,
    smoker: resident.smoker ?? 'never',
    height: resident.height,
    bmi: resident.bmi,
    ...(resident.protection && { protection: resident.protection }),
    ...(resident.diedDaysAgo !== undefined && { deceased: today - resident.diedDaysAgo }),
  };
}

/** Why somebody is a neighbour: which unit of the cast they fill, and how. */
export type NeighbourRole =
  | 'listed'
  | 'ward'
  | 'emergency'
  | 'delivery'
  | 'maternity'
  | 'home-care'
  | 'school'
  | 'rehabilitation'
  | 'private'
  | 'privately-listed';

export interface NeighbourPlan {
  id: string;
  role: NeighbourRole;
  sex: Sex;
  age: number;
}

const plans: readonly (readonly [NeighbourRole, readonly (readonly [Sex, number])[]])[] = [
  [
    'listed',
    [
      ['female', 34],
      ['male', 45],
      ['female', 71],
      ['male', 62],
      ['female', 52],
      ['male', 28],
      ['female', 41],
      ['male', 78],
      ['female', 66],
      ['male', 5],
      ['female', 23],
      ['male', 55],
      ['female', 81],
      ['male', 69],
      ['female', 47],
      ['male', 37],
    ],
  ],
  [
    'ward',
    [
      ['female', 79],
      ['male', 84],
      ['female', 68],
      ['male', 73],
      ['female', 91],
      ['male', 58],
      ['female', 76],
      ['male', 81],
      ['female', 63],
      ['male', 88],
    ],
  ],
  [
    'emergency',
    [
      ['male', 44],
      ['female', 30],
      ['male', 67],
      ['female', 83],
      ['male', 21],
      ['female', 57],
    ],
  ],
  [
    'delivery',
    [
      ['female', 31],
      ['female', 27],
      ['female', 36],
    ],
  ],
  [
    'maternity',
    [
      ['female', 29],
      ['female', 33],
      ['female', 25],
      ['female', 38],
      ['female', 30],
    ],
  ],
  [
    'home-care',
    [
      ['female', 86],
      ['male', 82],
      ['female', 90],
      ['female', 77],
      ['male', 91],
      ['female', 84],
      ['male', 75],
      ['female', 94],
      ['male', 87],
      ['female', 80],
    ],
  ],
  [
    'school',
    [
      ['female', 7],
      ['male', 11],
      ['female', 14],
      ['male', 8],
      ['female', 12],
      ['male', 16],
    ],
  ],
  [
    'rehabilitation',
    [
      ['female', 48],
      ['male', 53],
      ['female', 64],
      ['male', 72],
    ],
  ],
  [
    'private',
    [
      ['male', 61],
      ['female', 59],
      ['male', 70],
      ['female', 74],
    ],
  ],
  // More of the ward, after those who were first: everybody's number depends on who stands before.
  [
    'ward',
    [
      ['male', 66],
      ['female', 87],
      ['male', 79],
      ['female', 72],
      ['male', 69],
      ['female', 83],
      ['male', 90],
      ['female', 61],
    ],
  ],
  [
    'privately-listed',
    [
      ['female', 58],
      ['male', 64],
      ['female', 49],
      ['male', 72],
    ],
  ],
];

export const neighbourPlans: readonly NeighbourPlan[] = numbered();

function numbered(): NeighbourPlan[] {
  const counts = new Map<NeighbourRole, number>();
  return plans.flatMap(([role, members]) =>
    members.map(([sex, age]) => {
      const n = (counts.get(role) ?? 0) + 1;
      counts.set(role, n);
      return { id: `${role}-${String(n).padStart(2, '0')}`, role, sex, age };
    }),
  );
}

export function neighbourOf(plan: NeighbourPlan, stretch: Stretch, numbers: NumberRow): Person {
  return neighbour(stretch, numbers, {
    id: plan.id,
    sex: plan.sex,
    age: plan.age,
    municipality: '1490',
    healthCentre: plan.role === 'privately-listed' ? castUnits.privateHealthCentre : castUnits.healthCentre,
  });
}
