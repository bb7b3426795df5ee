/**
 * The organisation of the region, grown from the seed: the region with its boards, hospitals, health centres and clinics,
 * the municipalities with home care and school health, private providers, and everybody who works there. Names of
 * municipalities are real, everything else is invented, organisation numbers and HSA-ids included (right in form only).
 *
 * Care providers: the region is one; each municipality is one for its home care; its school board is one of its own,
 * because school health has its own secrecy boundary; each private company is one.
 */
import { castStaff, castUnits } from '../cast/staff.ts';
import { drawGiven, drawOrigin, drawSurname } from '../people/names.ts';
import { luhn } from '../people/personal-number.ts';
import { Random } from '../random.ts';
import { boardNames, hospitalPlans, hospitalsFor } from './hospitals.ts';
import { type Municipality, municipalities } from './municipalities.ts';
import { postsOf, titleAt } from './staffing.ts';
import { givesCare, newUnit, type Profession, type Specialty, type Staff, type Unit, type UnitKind } from './unit.ts';
import { districts, healthCentreNames, privateProviders, streets } from './unit-names.ts';

export interface RegionTree {
  units: readonly Unit[];
  byId: ReadonlyMap<string, Unit>;
  healthCentres: ReadonlyMap<string, readonly Unit[]>;
  homeCare: ReadonlyMap<string, readonly Unit[]>;
  municipalities: readonly Municipality[];
  unit(id: string): Unit;
  /** Of the kind and specialty, at the nearest hospital that has it. */
  hospitalUnit(municipality: string, kind: UnitKind, specialty?: Specialty): Unit;
}

const trees = new Map<string, RegionTree>();

export function regionTree(seed: string): RegionTree {
  let tree = trees.get(seed);
  if (!tree) {
    if (trees.size > 3) trees.clear();
    tree = new Grower(seed).grow();
    trees.set(seed, tree);
  }
  return tree;
}

const HEALTH_CENTRES = 200;

class Grower {
  readonly #random: Random;
  readonly #units: Unit[] = [];
  readonly #byId = new Map<string, Unit>();
  readonly #healthCentres = new Map<string, Unit[]>();
  readonly #homeCare = new Map<string, Unit[]>();
  readonly #prefixes = new Map<Unit, string>();
  readonly #nearest = new Map<string, Unit>();
  #unitNumber = 0;
  #staffNumber = 0;

  constructor(seed: string) {
    this.#random = new Random(`${seed}/units`);
  }

  grow(): RegionTree {
    const region = this.#region();
    const privates = this.#privates();
    this.#primaryCare(region, privates);
    this.#municipalCare();
    for (const unit of this.#units) if (givesCare(unit.kind)) this.#staff(unit);
    this.#socialCare();
    this.#castsPrivateCentre();
    const byId = this.#byId;
    const found = (id: string): Unit => {
      const unit = byId.get(id);
      if (!unit) throw new RangeError(`no unit ${id}`);
      return unit;
    };
    return {
      units: this.#units,
      byId,
      healthCentres: this.#healthCentres,
      homeCare: this.#homeCare,
      municipalities,
      unit: found,
      hospitalUnit: (municipality, kind, specialty) => this.#hospitalUnit(municipality, kind, specialty),
    };
  }

  #region(): Unit {
    const region = this.#add(
      { id: 'region', name: 'Region Västerhavet', kind: 'region', municipality: '1480', isProvider: true },
      '232100990',
    );
    this.#add({
      id: castUnits.logReview,
      name: 'Chefläkarenheten',
      kind: 'log-review',
      municipality: '1480',
      parent: region,
    });
    for (const [key, name] of Object.entries(boardNames)) {
      this.#add({ id: `board-${key}`, name, kind: 'board', municipality: '1480', parent: region });
    }
    this.#add({
      id: 'board-primary-care',
      name: 'Styrelsen för regionens vårdcentraler',
      kind: 'board',
      municipality: '1480',
      parent: region,
    });
    for (const plan of hospitalPlans) {
      const hospital = this.#add({
        id: plan.id,
        name: plan.name,
        kind: 'hospital',
        municipality: plan.municipality,
        parent: this.#found(`board-${plan.board}`),
        line: plan.line,
      });
      for (const department of plan.departments) {
        this.#add({
          id: `${plan.id}-${department.key}`,
          name: `${department.name}, ${plan.name}`,
          kind: department.kind,
          municipality: plan.municipality,
          parent: hospital,
          line: plan.line,
          ...(department.specialty && { specialty: department.specialty }),
        });
      }
    }
    return region;
  }

  #privates(): Unit[] {
    return privateProviders.map((plan, i) => {
      const provider = this.#add(
        { id: plan.id, name: plan.name, kind: 'private-provider', municipality: plan.municipality, isProvider: true },
        `5599${String(10100 + i * 37)}`,
      );
      if (plan.clinic) {
        this.#add({
          id: `${plan.id}-${plan.clinic.key}`,
          name: plan.clinic.name,
          kind: 'private-clinic',
          specialty: plan.clinic.specialty,
          municipality: plan.municipality,
          parent: provider,
        });
      }
      return provider;
    });
  }

  /** Health centres by inhabitants, at least one in each municipality; about three in ten are private. */
  #primaryCare(region: Unit, privates: readonly Unit[]): void {
    const board = this.#found('board-primary-care');
    const groups = privates.filter(
      (_, i) => !['orthopaedics', 'eye'].includes(privateProviders[i]?.clinic?.specialty ?? ''),
    );
    const inhabitants = municipalities.reduce((sum, m) => sum + m.inhabitants, 0);
    for (const m of municipalities) {
      const count = Math.max(1, Math.round((m.inhabitants / inhabitants) * HEALTH_CENTRES));
      const centres: Unit[] = [];
      const first = m.code === '1490' ? 0 : this.#random.int(1, healthCentreNames.length - 1);
      for (let i = 0; i < count; i++) {
        const round = Math.floor((first + i) / healthCentreNames.length);
        const word = healthCentreNames[(first + i) % healthCentreNames.length] as string;
        const isFirst = m.code === '1490' && i === 0;
        const parent = !isFirst && this.#random.chance(0.3) ? this.#random.pick(groups) : board;
        const part = round > 0 ? ` ${round + 1}` : '';
        const unit = this.#add({
          id: isFirst ? castUnits.healthCentre : `vc-${m.code}-${i + 1}`,
          name: isFirst ? 'Kvarnbackens vårdcentral, Borås' : `${word} vårdcentral${part}, ${m.short}`,
          kind: 'health-centre',
          municipality: m.code,
          parent,
        });
        centres.push(unit);
      }
      this.#healthCentres.set(m.code, centres);
      this.#add({
        id: `maternity-${m.code}`,
        name: `Barnmorskemottagningen ${m.short}`,
        kind: 'maternity',
        municipality: m.code,
        parent: board,
      });
      this.#add({
        id: `rehab-${m.code}`,
        name: `Rehabmottagningen ${m.short}`,
        kind: 'rehabilitation',
        municipality: m.code,
        parent: board,
      });
    }
    if (region.provider !== region) throw new Error('the region is its own care provider');
  }

  #municipalCare(): void {
    for (const [i, m] of municipalities.entries()) {
      const municipality = this.#add(
        { id: `municipality-${m.code}`, name: m.name, kind: 'municipality', municipality: m.code, isProvider: true },
        `2120990${String(i + 10)}`,
      );
      const count = Math.min(districts.length, Math.max(1, Math.round(m.inhabitants / 40)));
      const units: Unit[] = [];
      for (let d = 0; d < count; d++) {
        const district = count > 1 ? ` ${districts[d]}` : '';
        units.push(
          this.#add({
            id: `home-care-${m.code}-${d + 1}`,
            name: `Hemsjukvården ${m.short}${district}`,
            kind: 'home-care',
            municipality: m.code,
            parent: municipality,
          }),
        );
      }
      this.#homeCare.set(m.code, units);
      const board = this.#add({
        id: `school-board-${m.code}`,
        name: `Utbildningsnämnden, ${m.name}`,
        kind: 'school-board',
        municipality: m.code,
        parent: municipality,
        isProvider: true,
      });
      this.#add({
        id: `school-health-${m.code}`,
        name: `Elevhälsan ${m.short}, medicinsk insats`,
        kind: 'school-health',
        municipality: m.code,
        parent: board,
      });
    }
  }

  /** A social care provider is a board of its own, and a controller of its own; the cast works at one. */
  #socialCare(): void {
    const board = this.#add({
      id: 'social-care-1490',
      name: 'Vård- och äldrenämnden, Borås kommun',
      kind: 'social-care-provider',
      municipality: '1490',
      parent: this.#found('municipality-1490'),
      isProvider: true,
    });
    const unit = this.#add({
      id: castUnits.homeHelp,
      name: 'Biståndsenheten Borås Centrum',
      kind: 'home-help',
      municipality: '1490',
      parent: board,
    });
    this.#staff(unit);
  }

  /** Which of the health centres are private is drawn; the one that the cast works at is private whatever is drawn. */
  #castsPrivateCentre(): void {
    const unit = this.#add({
      id: castUnits.privateHealthCentre,
      name: 'Viskastrandens vårdcentral, Borås',
      kind: 'health-centre',
      municipality: '1490',
      parent: this.#found('private-viskan'),
    });
    this.#staff(unit);
  }

  #add(
    given: {
      id: string;
      name: string;
      kind: UnitKind;
      municipality: string;
      parent?: Unit;
      specialty?: Specialty;
      isProvider?: boolean;
      line?: string;
    },
    nineDigits?: string,
  ): Unit {
    const m = municipalities.find((x) => x.code === given.municipality);
    const place = m?.places[0];
    if (!m || !place) throw new RangeError(`no municipality ${given.municipality}`);
    const parentPrefix = given.parent && this.#prefixes.get(given.parent);
    const prefix = nineDigits ? `SE${nineDigits}${luhn(nineDigits)}` : parentPrefix;
    if (!prefix) throw new Error(`${given.id} has no organisation number`);
    this.#unitNumber++;
    const { line, ...rest } = given;
    const unit = newUnit({
      ...rest,
      hsaId: `${prefix}-E${String(100000 + this.#unitNumber)}`,
      address: {
        line: line ?? `${this.#random.pick(streets)} ${this.#random.int(1, 60)}`,
        postalCode: this.#random.pick(place.postalCodes),
        city: place.city,
      },
      // PTS keeps 031-390 06 00 to 06 99 free for fiction.
      phone: `031-390 06 ${String(this.#unitNumber % 100).padStart(2, '0')}`,
    });
    this.#prefixes.set(unit, prefix);
    this.#units.push(unit);
    this.#byId.set(unit.id, unit);
    return unit;
  }

  #staff(unit: Unit): void {
    const fromCast = castStaff.flatMap((person) =>
      person.assignments.filter((a) => a.unit === unit.id).map((a) => ({ person, a })),
    );
    for (const { person, a } of fromCast) {
      unit.staff.push(newStaff(person.id, `${person.id}-${unit.id}`, person.name, a.title, a.profession));
    }
    for (const { profession, title, count } of postsOf(unit.kind)) {
      const held = unit.staff.filter((s) => s.profession === profession && s.title.startsWith(title)).length;
      for (let i = held; i < count; i++)
        unit.staff.push(this.#newcomer(titleAt(title, profession, unit.specialty), profession));
    }
    const said = fromCast.find(({ a }) => a.isHead === true)?.person.id;
    const head =
      unit.staff.find(({ id }) => id === said) ?? unit.staff.find(({ id }) => id.startsWith('staff-')) ?? unit.staff[0];
    if (head !== undefined && head.profession !== 'needs-assessor') unit.head = head;
  }

  #newcomer(title: string, profession: Profession): Staff {
    const random = this.#random;
    const womens: Partial<Record<Profession, number>> = {
      doctor: 0.52,
      physiotherapist: 0.7,
      midwife: 1,
      'log-reviewer': 0.5,
    };
    const sex = random.chance(womens[profession] ?? 0.9) ? 'female' : 'male';
    const born = random.int(1961, 1997);
    const origin = drawOrigin(random, born);
    const id = `staff-${String(++this.#staffNumber).padStart(5, '0')}`;
    return newStaff(
      id,
      `${id}-role`,
      `${drawGiven(random, sex, born, origin)} ${drawSurname(random, origin)}`,
      title,
      profession,
    );
  }

  #found(id: string): Unit {
    const unit = this.#byId.get(id);
    if (!unit) throw new RangeError(`no unit ${id}`);
    return unit;
  }

  #hospitalUnit(municipality: string, kind: UnitKind, specialty?: Specialty): Unit {
    const key = `${municipality}/${kind}/${specialty ?? ''}`;
    const known = this.#nearest.get(key);
    if (known) return known;
    const found = this.#findHospitalUnit(municipality, kind, specialty);
    this.#nearest.set(key, found);
    return found;
  }

  #findHospitalUnit(municipality: string, kind: UnitKind, specialty?: Specialty): Unit {
    for (const id of hospitalsFor(municipality)) {
      const found = this.#units.find(
        (u) => u.parent?.id === id && u.kind === kind && (!specialty || u.specialty === specialty),
      );
      if (found) return found;
    }
    if (specialty && kind === 'ward') return this.#hospitalUnit(municipality, kind);
    throw new RangeError(`no ${kind} ${specialty ?? ''} for ${municipality}`);
  }
}

function newStaff(id: string, role: string, name: string, title: string, profession: Profession): Staff {
  const lower =
    title.startsWith('ST-') || title.startsWith('BVC-') ? title : title.charAt(0).toLowerCase() + title.slice(1);
  return {
    id,
    role,
    name,
    title,
    profession,
    reference: { reference: `Practitioner/${id}`, display: `${name}, ${lower}` },
  };
}

/** Somebody of the profession at the unit; the first of several unless chance is given. */
export function staffOf(unit: Unit, professions: readonly Profession[], random?: Random): Staff {
  const fitting = unit.staff.filter((s) => professions.includes(s.profession));
  const staff = random && fitting.length > 0 ? random.pick(fitting) : fitting[0];
  if (!staff) throw new RangeError(`${unit.name} has no ${professions.join(' or ')}`);
  return staff;
}
