/**
 * One resident's record while it is being written: what is added gets its id, its care-unit mark and its subject, and may
 * still be changed (a drug stopped, a problem resolved) until the record is handed over whole.
 */
import type {
  Condition,
  Encounter,
  EpisodeOfCare,
  Patient,
  Practitioner,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { type Diagnosis, type DiagnosisKey, diagnoses } from '../catalogue/diagnoses.ts';
import { ageAt, at, type Day, dateText, dateTimeText, dayOf, type Moment } from '../calendar.ts';
import type { Person } from '../people/person.ts';
import type { Random } from '../random.ts';
import { actCodeSystem, contactKindSystem, icdSystem } from '../systems.ts';
import type { RegionTree } from '../units/tree.ts';
import type { Staff, Unit } from '../units/unit.ts';

/** Short words in ids: `p-000123-obs-17`. */
const idWords = {
  AllergyIntolerance: 'all',
  Appointment: 'app',
  CarePlan: 'plan',
  Condition: 'con',
  DiagnosticReport: 'rep',
  Encounter: 'enc',
  EpisodeOfCare: 'epi',
  Flag: 'flag',
  Goal: 'goal',
  Immunization: 'imm',
  MedicationAdministration: 'giv',
  MedicationRequest: 'med',
  MedicationStatement: 'said',
  Observation: 'obs',
  Procedure: 'proc',
  QuestionnaireResponse: 'note',
  ServiceRequest: 'ref',
  Task: 'task',
} as const satisfies Partial<Record<Resource['resourceType'], string>>;

export type ClinicalType = keyof typeof idWords;

export type ContactKind = 'visit' | 'telephone' | 'home' | 'emergency' | 'inpatient' | 'video' | 'sampling';

const contactKinds: Record<ContactKind, { actCode: string; text: string }> = {
  visit: { actCode: 'AMB', text: 'Mottagningsbesök' },
  telephone: { actCode: 'VR', text: 'Telefonkontakt' },
  home: { actCode: 'HH', text: 'Hembesök' },
  emergency: { actCode: 'EMER', text: 'Akutbesök' },
  inpatient: { actCode: 'IMP', text: 'Slutenvård' },
  video: { actCode: 'VR', text: 'Videobesök' },
  sampling: { actCode: 'AMB', text: 'Provtagning' },
};

export interface Contact {
  reference: Reference<Encounter>;
  unit: Unit;
  staff: Staff;
  start: Moment;
  /** Absent while it lasts. */
  end?: Moment;
  day: Day;
  resource: Encounter;
}

export interface Problem {
  key: DiagnosisKey;
  diagnosis: Diagnosis;
  reference: Reference<Condition>;
  since: Day;
  resource: Condition;
}

export class Chart {
  readonly person: Person;
  readonly tree: RegionTree;
  readonly random: Random;
  readonly now: Moment;
  readonly today: Day;
  readonly subject: Reference<Patient>;
  readonly resources: Resource[] = [];
  readonly problems = new Map<DiagnosisKey, Problem>();
  readonly #counts: Partial<Record<ClinicalType, number>> = {};

  constructor(given: { person: Person; tree: RegionTree; random: Random; now: Moment }) {
    this.person = given.person;
    this.tree = given.tree;
    this.random = given.random;
    this.now = given.now;
    this.today = dayOf(given.now);
    this.subject = { reference: `Patient/${given.person.id}` };
  }

  age(day: Day): number {
    return ageAt(this.person.birth, day);
  }

  /** Puts a resource of the unit into the record; id and meta are given here and nowhere else. */
  add<T extends Extract<Resource, { resourceType: ClinicalType }>>(unit: Unit, resource: T): T {
    const n = (this.#counts[resource.resourceType] ?? 0) + 1;
    this.#counts[resource.resourceType] = n;
    const { resourceType, ...rest } = resource;
    const whole = {
      resourceType,
      id: `${this.person.id}-${idWords[resourceType]}-${n}`,
      meta: { extension: unit.mark },
      ...rest,
    } as T;
    this.resources.push(whole);
    return whole;
  }

  /**
   * A contact that has begun. It ends after `minutes`; without them, or when that is still to come, it goes on now.
   * Throws for a contact in the future: those are appointments.
   */
  contact(given: {
    unit: Unit;
    staff: Staff;
    start: Moment;
    minutes?: number;
    kind: ContactKind;
    reason?: string;
    others?: Staff[];
  }): Contact {
    const { unit, staff, start, kind } = given;
    if (start > this.now) throw new RangeError(`contact in the future: ${dateTimeText(start)}`);
    const planned = given.minutes === undefined ? undefined : start + given.minutes * 60_000;
    const end = planned !== undefined && planned <= this.now ? planned : undefined;
    const { actCode, text } = contactKinds[kind];
    const resource = this.add<Encounter>(unit, {
      resourceType: 'Encounter',
      status: end === undefined ? 'in-progress' : 'finished',
      class: { system: actCodeSystem, code: actCode },
      type: [{ coding: [{ system: contactKindSystem, code: kind, display: text }], text }],
      subject: this.subject,
      participant: [staff, ...(given.others ?? [])].map((s) => ({ individual: s.reference })),
      period:
        end === undefined ? { start: dateTimeText(start) } : { start: dateTimeText(start), end: dateTimeText(end) },
      ...(given.reason && { reasonCode: [{ text: given.reason }] }),
      location: [{ location: unit.locationReference }],
      serviceProvider: unit.reference,
    });
    const reference = { reference: `Encounter/${resource.id}` };
    return { reference, unit, staff, start, day: dayOf(start), resource, ...(end !== undefined && { end }) };
  }

  /** A diagnosis set at the contact; lasting ones stand in the problem list until resolved. */
  diagnose(
    contact: Contact,
    key: DiagnosisKey,
    options: { lasting?: boolean; certainty?: 'confirmed' | 'provisional' } = {},
  ): Problem {
    const diagnosis: Diagnosis = diagnoses[key];
    const lasting = options.lasting ?? false;
    const over = !lasting && contact.day + 14 <= this.today;
    const resource = this.add<Condition>(contact.unit, {
      resourceType: 'Condition',
      clinicalStatus: clinicalStatus(over ? 'resolved' : 'active'),
      verificationStatus: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
            code: options.certainty ?? 'confirmed',
          },
        ],
      },
      category: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/condition-category',
              code: lasting ? 'problem-list-item' : 'encounter-diagnosis',
            },
          ],
        },
      ],
      code: { coding: [{ system: icdSystem, code: diagnosis.code, display: diagnosis.title }], text: diagnosis.title },
      subject: this.subject,
      encounter: contact.reference,
      onsetDateTime: dateText(contact.day),
      recordedDate: dateTimeText(contact.start),
      recorder: contact.staff.reference as Reference<Practitioner>,
    });
    if (over) resource.abatementDateTime = dateText(contact.day + 14);
    const problem: Problem = {
      key,
      diagnosis,
      reference: { reference: `Condition/${resource.id}` },
      since: contact.day,
      resource,
    };
    this.link(contact, problem);
    if (lasting) this.problems.set(key, problem);
    return problem;
  }

  /** The contact was about this problem. */
  link(contact: Contact, problem: Problem): void {
    const { code, title } = problem.diagnosis;
    (contact.resource.diagnosis ??= []).push({ condition: { ...problem.reference, display: `${code} ${title}` } });
  }

  resolve(key: DiagnosisKey, day: Day): void {
    const problem = this.problems.get(key);
    if (!problem) return;
    problem.resource.clinicalStatus = clinicalStatus('resolved');
    problem.resource.abatementDateTime = dateText(Math.max(day, problem.since));
    this.problems.delete(key);
  }

  /** Listed at a health centre, taken on by home care, followed through a pregnancy. */
  episode(unit: Unit, code: string, text: string, system: string, from: Day, until?: Day): EpisodeOfCare {
    const over = until !== undefined && until <= this.today;
    return this.add<EpisodeOfCare>(unit, {
      resourceType: 'EpisodeOfCare',
      status: over ? 'finished' : 'active',
      type: [{ coding: [{ system, code, display: text }], text }],
      patient: this.subject,
      managingOrganization: unit.reference,
      period: over ? { start: dateText(from), end: dateText(until) } : { start: dateText(from) },
    });
  }
}

function clinicalStatus(code: 'active' | 'resolved'): Condition['clinicalStatus'] {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code }] };
}

/** Office hours in ten-minute steps. */
export function officeTime(random: Random, day: Day): Moment {
  return at(day, 8 * 60 + 10 * random.int(0, 50));
}
