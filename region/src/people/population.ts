/**
 * The residents, in households: who lives where, with whom, and how old they are. Made a thousand at a time, and each
 * thousand without the others, so that any stretch of any number of residents costs the memory of one thousand.
 */
import { ageAt, type Day, yearOf } from '../calendar.ts';
import { Random } from '../random.ts';
import type { RegionTree } from '../units/tree.ts';
import { municipalities, type Municipality } from '../units/municipalities.ts';
import { streets } from '../units/unit-names.ts';
import { drawGiven, drawOrigin, drawSurname, languageOf, type Origin } from './names.ts';
import type { Person, Relative } from './person.ts';
import { birthNumber, type BirthNumber, type Sex, setAside } from './personal-number.ts';

export const BLOCK = 1000;
/** Numbers of each birth year and sex that a block may use, and how many stand first in the row for the cast's neighbours. */
const NUMBERS_A_BLOCK = 20;
const RESERVED_NUMBERS = 6;

export interface Stretch {
  seed: string;
  today: Day;
  tree: RegionTree;
  /** Numbers that the cast holds. */
  taken: ReadonlySet<string>;
}

/** The residents of block `block`: index × 1000 up to the next thousand. */
export function residentsOfBlock(stretch: Stretch, block: number): Person[] {
  const first = RESERVED_NUMBERS + block * NUMBERS_A_BLOCK;
  const numbers = new NumberRow(stretch, first, NUMBERS_A_BLOCK);
  const random = new Random(`${stretch.seed}/people/${block}`);
  const people: Person[] = [];
  while (people.length < BLOCK) {
    const municipality = random.weighted(byInhabitants);
    const household = newHousehold(stretch, random, numbers, municipality, BLOCK - people.length);
    for (const person of household) {
      person.id = `p-${String(block * BLOCK + people.length).padStart(6, '0')}`;
      people.push(person);
    }
  }
  return people;
}

/** One more resident for a unit of the cast: of the age, sex and place that its story asks for. */
export function neighbour(
  stretch: Stretch,
  numbers: NumberRow,
  wanted: { id: string; sex: Sex; age: number; municipality: string; healthCentre: string },
): Person {
  const random = new Random(`${stretch.seed}/neighbour/${wanted.id}`);
  const municipality = municipalityOf(wanted.municipality);
  const [person] = membersOf(stretch, random, numbers, municipality, [
    { sex: wanted.sex, age: wanted.age, role: 'single' },
  ]);
  if (!person) throw new Error('a household has members');
  person.id = wanted.id;
  delete person.deceased;
  person.healthCentre = stretch.tree.unit(wanted.healthCentre);
  if (wanted.age < 18) addParents(random, person, yearOf(stretch.today));
  return person;
}

/** The numbers that the cast's neighbours draw from. */
export function reservedNumbers(stretch: Stretch): NumberRow {
  return new NumberRow(stretch, 0, RESERVED_NUMBERS);
}

export class NumberRow {
  readonly #used = new Map<string, number>();
  readonly #stretch: Stretch;
  readonly #first: number;
  readonly #length: number;

  constructor(stretch: Stretch, first: number, length: number) {
    this.#stretch = stretch;
    this.#first = first;
    this.#length = length;
  }

  /** A number not given before; a full or future birth year gives way to the year before. */
  next(year: number, sex: Sex): BirthNumber {
    for (let y = year; y > year - 30; y--) {
      const key = `${y}${sex}`;
      for (let n = this.#used.get(key) ?? 0; n < this.#length; n++) {
        this.#used.set(key, n + 1);
        const entry = birthNumber(y, sex, this.#first + n);
        if (entry.birth > this.#stretch.today) continue;
        return this.#stretch.taken.has(entry.number) ? setAside(entry.birth, sex) : entry;
      }
    }
    throw new RangeError(`no numbers left around ${year}`);
  }
}

const byInhabitants: readonly (readonly [Municipality, number])[] = municipalities.map(
  (m) => [m, m.inhabitants] as const,
);

function municipalityOf(code: string): Municipality {
  const found = municipalities.find((m) => m.code === code);
  if (!found) throw new RangeError(`no municipality ${code}`);
  return found;
}

type Role = 'single' | 'partner' | 'parent' | 'child';
interface Member {
  sex: Sex;
  age: number;
  role: Role;
}

type HouseholdKind = 'young' | 'single' | 'old-single' | 'couple' | 'old-couple' | 'family' | 'lone-parent';

const householdKinds: readonly (readonly [HouseholdKind, number])[] = [
  ['young', 9],
  ['single', 17],
  ['old-single', 13],
  ['couple', 13],
  ['old-couple', 14],
  ['family', 22],
  ['lone-parent', 5],
];

const drawSex = (random: Random): Sex => (random.chance(0.5) ? 'female' : 'male');
const other = (sex: Sex): Sex => (sex === 'female' ? 'male' : 'female');

function newHousehold(
  stretch: Stretch,
  random: Random,
  numbers: NumberRow,
  municipality: Municipality,
  room: number,
): Person[] {
  const kind = room < 7 ? 'single' : random.weighted(householdKinds);
  return membersOf(stretch, random, numbers, municipality, planHousehold(random, kind));
}

function planHousehold(random: Random, kind: HouseholdKind): Member[] {
  const sex = drawSex(random);
  const partnerSex = random.chance(0.02) ? sex : other(sex);
  switch (kind) {
    case 'young':
      return [{ sex, age: random.int(19, 29), role: 'single' }];
    case 'single':
      return [{ sex, age: random.int(25, 66), role: 'single' }];
    case 'old-single':
      return [
        {
          sex: random.chance(0.68) ? 'female' : 'male',
          age: Math.round(67 + 29 * random.next() ** 1.3),
          role: 'single',
        },
      ];
    case 'couple': {
      const age = random.int(23, 66);
      return [
        { sex, age, role: 'partner' },
        { sex: partnerSex, age: Math.max(20, age + random.int(-5, 5)), role: 'partner' },
      ];
    }
    case 'old-couple': {
      const age = Math.round(66 + 24 * random.next() ** 1.4);
      return [
        { sex: 'male', age, role: 'partner' },
        { sex: 'female', age: Math.max(60, age + random.int(-7, 3)), role: 'partner' },
      ];
    }
    default:
      return planFamily(random, kind === 'family', sex, partnerSex);
  }
}

function planFamily(random: Random, two: boolean, sex: Sex, partnerSex: Sex): Member[] {
  const youngest = random.int(0, 17);
  const mother = Math.min(54, Math.round(random.normal(31, 4)) + youngest);
  const parents: Member[] = [{ sex: two ? 'female' : sex, age: Math.max(19, mother), role: 'parent' }];
  if (two)
    parents.push({
      sex: partnerSex === sex ? 'female' : 'male',
      age: Math.max(20, mother + random.int(-2, 6)),
      role: 'parent',
    });
  const count = random.weighted([
    [1, 38],
    [2, 44],
    [3, 14],
    [4, 4],
  ] as const);
  const children: Member[] = [];
  for (let i = 0, age = youngest; i < count && age < 20; i++, age += random.int(2, 4)) {
    if (mother - age < 18 && i > 0) break;
    children.push({ sex: drawSex(random), age, role: 'child' });
  }
  return [...parents, ...children];
}

function membersOf(
  stretch: Stretch,
  random: Random,
  numbers: NumberRow,
  municipality: Municipality,
  plan: Member[],
): Person[] {
  const year = yearOf(stretch.today);
  const eldest = plan[0];
  if (!eldest) return [];
  const origin = drawOrigin(random, year - eldest.age);
  const family = drawSurname(random, origin);
  const place = random.pick(municipality.places);
  const address = {
    line: `${random.pick(streets)} ${random.int(1, 80)}${random.chance(0.15) ? ` lgh ${random.int(10, 13)}0${random.int(1, 4)}` : ''}`,
    postalCode: random.pick(place.postalCodes),
    city: place.city,
  };
  const centres = stretch.tree.healthCentres.get(municipality.code) ?? [];
  const centre = random.pick(centres);
  const people = plan.map((member) => {
    const { birth, number } = numbers.next(year - member.age, member.sex);
    const adult = member.age >= 18;
    const ownName = member.role === 'partner' && random.chance(0.3) ? drawSurname(random, origin) : family;
    return newPerson(random, {
      member,
      birth,
      number,
      origin,
      family: ownName,
      municipality,
      address,
      centre,
      adult,
      today: stretch.today,
    });
  });
  relate(people, plan, stretch.today);
  return people;
}

interface Start {
  member: Member;
  birth: Day;
  number: string;
  origin: Origin;
  family: string;
  municipality: Municipality;
  address: NonNullable<Person['address']>;
  centre: Person['healthCentre'];
  adult: boolean;
  today: Day;
}

function newPerson(random: Random, start: Start): Person {
  const { member, origin, adult } = start;
  const given = drawGiven(random, member.sex, yearOf(start.birth), origin);
  const smoker = random.weighted<Person['smoker']>([
    ['never', 60],
    ['former', member.age > 45 ? 34 : 12],
    ['current', member.age > 16 && member.age < 80 ? 9 : 2],
  ]);
  const person: Person = {
    id: '',
    sex: member.sex,
    birth: start.birth,
    given,
    family: start.family,
    personalNumber: start.number,
    origin,
    // Most of those born elsewhere have Swedish enough; an interpreter is the exception.
    language: origin !== 'Sweden' && adult && random.chance(0.25) ? languageOf(origin) : 'sv',
    municipality: start.municipality.code,
    address: start.address,
    maritalStatus: maritalStatusOf(random, member),
    healthCentre: start.centre,
    relatives: [],
    occupation: occupationOf(random, member.age, member.sex),
    smoker: adult ? smoker : 'never',
    height: Math.round(member.sex === 'female' ? random.normal(166, 6) : random.normal(180, 6.5)),
    bmi: Math.round(10 * Math.max(17.5, Math.min(44, random.normal(adult ? 26 : 22, adult ? 4.2 : 2.5)))) / 10,
  };
  if (member.age > 14) person.phone = fictionPhone(random);
  // Some have died within the last years; their records stay.
  const mortality = member.age < 50 ? 0.0005 : 0.003 * Math.exp((member.age - 50) / 11);
  if (random.chance(Math.min(0.2, mortality))) person.deceased = start.today - random.int(10, 900);
  return person;
}

/** 070-174 06 05 to 06 99: the mobile numbers that PTS keeps free for books and films; shared, for lack of more. */
export function fictionPhone(random: Random): string {
  return `070-174 06 ${String(random.int(5, 99)).padStart(2, '0')}`;
}

function maritalStatusOf(random: Random, member: Member): Person['maritalStatus'] {
  if (member.age < 20) return 'unmarried';
  if (member.role === 'partner' || member.role === 'parent')
    return random.chance(member.age > 60 ? 0.85 : 0.6) ? 'married' : 'unmarried';
  if (member.age > 70) return random.chance(0.65) ? 'widowed' : 'divorced';
  return random.chance(member.age > 40 ? 0.45 : 0.1) ? 'divorced' : 'unmarried';
}

const occupations =
  'undersköterska,lärare,snickare,lagerarbetare,ekonomiassistent,butiksbiträde,ingenjör,förskollärare,lastbilschaufför,elektriker,kock,systemutvecklare,städare,säljare,projektledare,barnskötare,maskinoperatör,personlig assistent,målare,handläggare,lokalvårdare,receptionist,busschaufför,fritidsledare,rörmokare,redovisningskonsult'.split(
    ',',
  );

function occupationOf(random: Random, age: number, sex: Sex): string {
  if (age < 6) return 'förskolebarn';
  if (age < 20) return 'elev';
  if (age > 66)
    return sex === 'female'
      ? `pensionär, tidigare ${random.pick(occupations)}`
      : `pensionär, har arbetat som ${random.pick(occupations)}`;
  if (age < 25 && random.chance(0.4)) return 'student';
  return random.pick(occupations);
}

function relate(people: readonly Person[], plan: readonly Member[], today: Day): void {
  const parents = people.filter((_, i) => plan[i]?.role === 'parent');
  const partners = people.filter((_, i) => plan[i]?.role === 'partner' || plan[i]?.role === 'parent');
  for (const [i, person] of people.entries()) {
    const member = plan[i];
    if (member?.role === 'child') {
      for (const parent of parents)
        person.relatives.push(
          relativeOf(parent, parent.sex === 'female' ? 'mother' : 'father', ageAt(person.birth, today) < 18),
        );
    } else {
      const partner = partners.find((p) => p !== person);
      if (partner && member?.role !== 'single') person.relatives.push(relativeOf(partner, 'spouse', false));
    }
  }
}

function relativeOf(person: Person, relation: Relative['relation'], isGuardian: boolean): Relative {
  const { given, family, sex, personalNumber } = person;
  return {
    given,
    family,
    sex,
    relation,
    isGuardian,
    phone: person.phone ?? '070-174 06 05',
    ...(personalNumber && { personalNumber }),
  };
}

/** Parents who are not residents of their own here: named, without a number. */
function addParents(random: Random, child: Person, year: number): void {
  for (const sex of ['female', 'male'] as const) {
    if (sex === 'male' && random.chance(0.15)) continue;
    const born = Math.min(year - 20, yearOf(child.birth) - random.int(24, 36));
    const given = drawGiven(random, sex, born, child.origin);
    child.relatives.push({
      given,
      family: child.family,
      sex,
      relation: sex === 'female' ? 'mother' : 'father',
      isGuardian: true,
      phone: fictionPhone(random),
    });
  }
}
