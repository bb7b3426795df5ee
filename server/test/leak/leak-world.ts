/**
 * A made-up world for the leak test: two care providers with their units, people who work there, patients seen at some of the
 * units, two of them protected, and records with a history. The same seed makes the same world.
 */
import type { Coding, Consent, Period, Resource, ServiceRequest } from '@medplum/fhirtypes';
import { consentScope, custodian, openingCategory, recipient } from '@vardkedjan/care/access/blocks.ts';
import { registerCategory } from '@vardkedjan/care/access/quality-registers.ts';
import { sharingCategory } from '@vardkedjan/care/access/shared-records.ts';
import { wallLabel } from '@vardkedjan/care/access/walls.ts';
import { handlingOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { Random } from '../../../care/test/random.ts';
import { staff, type Step, type Unit, units } from './leak-foundation.ts';
import { keptBy, orders } from './leak-orders.ts';

export const securityLabel = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';
export const patients = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];

export function records(seed: number): Step[] {
  return new Records(new Random(seed)).all();
}

const codes = ['k0', 'k1', 'k2', 'k3'];
const words = ['feber', 'hosta', 'smärta', 'yrsel', 'Åsa', 'ärr'];

/** What is referred to stays. */
const referredTo = new Set(['Encounter', 'Observation', 'Condition', 'ServiceRequest']);

/** Only its own unit sees it, whatever the unit is. */
const walled = (resource: Resource): Resource => ({
  ...resource,
  meta: { ...resource.meta, security: [wallLabel] },
});

interface Visit {
  id: string;
  patient: { reference: string };
  unit: Unit;
  practitioner: { reference: string };
}

const actor = (role: Coding, reference: string) => ({ role: { coding: [role] }, reference: { reference } });

class Records {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  all(): Step[] {
    return patients.flatMap((id, index) => this.#record(id, index));
  }

  #record(id: string, index: number): Step[] {
    const random = this.#random;
    const patient = { reference: `Patient/${id}` };
    const protection = { meta: { security: [{ system: securityLabel, code: 'sekretessmarkering' }] } };
    const person = (isProtected: boolean): Resource => ({
      resourceType: 'Patient',
      id,
      ...(isProtected && protection),
      active: true,
      name: [{ family: random.pick(['Åkerlund', 'Öberg', 'Ek']), given: [random.pick(['Anna', 'Bo'])] }],
      gender: random.pick(['male', 'female']),
      birthDate: `19${50 + index * 7}-0${index + 1}-11`,
      identifier: [{ system: 'urn:number', value: `${index}${index}${index}` }],
      telecom: [{ system: 'phone', value: `070${index}` }],
      address: [{ city: random.pick(['Lund', 'Umeå']) }],
    });
    // p3 is protected from the start, p4 becomes so, p5 no longer is.
    const versions = index === 3 ? [true] : index === 4 ? [false, true] : index === 5 ? [true, false] : [false];
    const seenAt = units.filter(() => random.chance(0.55));
    return [
      ...versions.map((isProtected) => ({ resource: person(isProtected) })),
      ...(seenAt.length === 0 ? [random.pick(units)] : seenAt).flatMap((unit) => this.#contact(id, patient, unit)),
      ...orders(id, this.#random, units, Object.keys(staff)).map((resource) => ({ resource })),
      ...this.#blocks(id),
      ...this.#shares(id),
      ...this.#registers(id),
    ];
  }

  #consent(id: string, name: string, more: Partial<Consent>): Step {
    return {
      resource: {
        resourceType: 'Consent',
        id: `${name}-${id}`,
        status: this.#random.pick(['active', 'active', 'active', 'inactive']),
        scope: { coding: [consentScope] },
        category: [{ coding: [{ system: 'urn:c', code: this.#random.pick(codes) }] }],
        patient: { reference: `Patient/${id}` },
        policy: [{ uri: 'urn:policy' }],
        ...more,
      },
    };
  }

  /** In force, ended, or not begun. */
  #period(): Period {
    return this.#random.pick([
      { start: '2026-01-01', end: '2099-01-01' },
      { start: '2026-01-01', end: '2099-01-01' },
      { start: '2025-01-01', end: '2025-01-02' },
      { start: '2098-01-01', end: '2099-01-01' },
    ]);
  }

  /** What the patient has blocked, for others to be let through or not; at most one whole care provider. */
  #blocks(id: string): Step[] {
    const random = this.#random;
    const blocked = [
      ...units.filter(() => random.chance(0.3)),
      ...(random.chance(0.3) ? [random.pick(['region', 'town'])] : []),
    ];
    return blocked.flatMap((of) => {
      const [person, { unit: own }] = random.pick(Object.entries(staff));
      const actors = [actor(custodian, `Organization/${of}`)];
      const through = [actor(recipient, `Practitioner/${person}`), actor(recipient, `Organization/${own}`)];
      const block = this.#consent(id, `block-${of}`, { provision: { type: 'deny', actor: actors } });
      const opening = this.#consent(id, `opening-${of}`, {
        category: [{ coding: [openingCategory] }],
        provision: { type: 'permit', period: this.#period(), actor: [...actors, ...through] },
      });
      return random.chance(0.5) ? [block, opening] : [block];
    });
  }

  /** What opens other care providers' entries to a unit, a care provider or a person; one may have been withdrawn since. */
  #shares(id: string): Step[] {
    const random = this.#random;
    return [0, 1, 2, 3]
      .filter(() => random.chance(0.6))
      .flatMap((n) => {
        const ground = random.pick(['consent', 'consent', 'child', 'incapacity', 'emergency', 'lifted'] as const);
        const named = ground === 'consent' || ground === 'child' ? random.chance(0.4) : true;
        const keepers = named ? [random.pick(['region', 'town'])] : [];
        const [person, { unit }] = random.pick(Object.entries(staff));
        const toPerson = ground === 'emergency' || ground === 'lifted' || random.chance(0.2);
        const receiver = toPerson ? unit : random.pick([unit, unit === 'home' ? 'town' : 'region']);
        const step = this.#consent(id, `sharing${n}`, {
          category: [{ coding: [sharingCategory(ground)] }],
          provision: {
            type: 'permit',
            period: this.#period(),
            actor: [
              ...keepers.map((keeper) => actor(custodian, `Organization/${keeper}`)),
              ...(toPerson ? [actor(recipient, `Practitioner/${person}`)] : []),
              actor(recipient, `Organization/${receiver}`),
            ],
          },
        });
        const withdrawn = { resource: { ...step.resource, status: 'inactive' } as Consent };
        return random.chance(0.2) ? [step, withdrawn] : [step];
      });
  }

  /** Whether the patient has been told of quality registers, and opposes one. */
  #registers(id: string): Step[] {
    const random = this.#random;
    const category = [{ coding: [registerCategory] }];
    const told = this.#consent(id, 'told', { status: 'active', category, provision: { type: 'permit' } });
    const opposes = this.#consent(id, 'opposes', {
      category,
      provision: { type: 'deny', actor: [actor(recipient, 'Organization/register-diabetes')] },
    });
    return [...(random.chance(0.7) ? [told] : []), ...(random.chance(0.3) ? [opposes] : [])];
  }

  /** A visit to a unit, and what is written there about the patient. */
  #contact(id: string, patient: { reference: string }, unit: Unit): Step[] {
    const random = this.#random;
    const visit: Visit = {
      id,
      patient,
      unit,
      practitioner: { reference: `Practitioner/${random.pick(Object.keys(staff))}` },
    };
    const first = [...this.#visit(visit), ...this.#results(visit), ...this.#plans(visit)].map((resource) =>
      random.chance(0.06) ? walled(resource) : resource,
    );
    const again = first.filter(() => random.chance(0.3)).map((resource) => this.#later(resource));
    const gone = first.filter(({ resourceType }) => !referredTo.has(resourceType) && random.chance(0.12));
    return [
      ...first.map((resource) => ({ resource })),
      ...again.map((resource) => ({ resource })),
      ...gone.map((resource) => ({ resource, gone: true })),
    ];
  }

  #visit({ id, patient, unit, practitioner }: Visit): Resource[] {
    const random = this.#random;
    const encounter = { reference: `Encounter/e-${id}-${unit}` };
    const own = { subject: patient, ...keptBy(unit) };
    return [
      {
        resourceType: 'Encounter',
        id: `e-${id}-${unit}`,
        status: 'in-progress',
        class: { system: 'urn:class', code: 'IMP' },
        serviceProvider: { reference: `Organization/${unit}` },
        period: { start: this.#date() },
        participant: [{ individual: practitioner }],
        ...own,
      },
      {
        resourceType: 'Condition',
        id: `c-${id}-${unit}`,
        encounter,
        code: this.#coded(),
        recordedDate: this.#date(),
        recorder: practitioner,
        note: [{ text: random.pick(words) }],
        ...own,
      },
      {
        resourceType: 'QuestionnaireResponse',
        id: `q-${id}-${unit}`,
        status: random.pick(['in-progress', 'completed']),
        encounter,
        authored: this.#date(),
        item: [{ linkId: '1', text: 'Anteckning', answer: [{ valueString: random.pick(words) }] }],
        ...own,
      },
    ] as Resource[];
  }

  #results({ id, patient, unit, practitioner }: Visit): Resource[] {
    const random = this.#random;
    const own = { subject: patient, ...keptBy(unit) };
    const values: (() => object)[] = [
      () => ({
        valueQuantity: { value: random.below(50), system: 'http://unitsofmeasure.org', code: 'kg', unit: 'kg' },
      }),
      () => ({ valueString: random.pick(words) }),
      () => ({ valueCodeableConcept: this.#coded() }),
    ];
    const observations = [0, 1, 2].map((n) => ({
      resourceType: 'Observation',
      id: `o${n}-${id}-${unit}`,
      status: random.pick(['final', 'preliminary', 'amended']),
      code: this.#coded(),
      category: [this.#coded()],
      ...(random.chance(0.7) && { encounter: { reference: `Encounter/e-${id}-${unit}` } }),
      performer: [practitioner],
      effectiveDateTime: this.#date(),
      ...random.pick(values)(),
      note: [{ text: random.pick(words) }],
      ...own,
    }));
    const references = observations.map((one) => ({ reference: `Observation/${one.id}` }));
    return [
      ...observations,
      {
        resourceType: 'DiagnosticReport',
        id: `d-${id}-${unit}`,
        status: 'final',
        code: this.#coded(),
        effectiveDateTime: this.#date(),
        result: references.slice(0, 1 + random.below(2)),
        ...own,
      },
      {
        resourceType: 'List',
        id: `l-${id}-${unit}`,
        status: 'current',
        mode: 'working',
        entry: references.map((item) => ({ item })),
        ...own,
      },
    ] as unknown as Resource[];
  }

  #plans({ id, patient, unit, practitioner }: Visit): Resource[] {
    const random = this.#random;
    const own = { subject: patient, ...keptBy(unit) };
    const order: ServiceRequest & { id: string } = {
      resourceType: 'ServiceRequest',
      id: `s-${id}-${unit}`,
      status: 'active',
      intent: 'order',
      code: this.#coded(),
      authoredOn: this.#date(),
      encounter: { reference: `Encounter/e-${id}-${unit}` },
      requester: practitioner,
      performer: [{ reference: `Organization/${random.pick(units)}` }],
      ...own,
    };
    return [
      {
        resourceType: 'MedicationRequest',
        id: `m-${id}-${unit}`,
        status: random.pick(['active', 'stopped']),
        intent: 'order',
        authoredOn: this.#date(),
        medicationCodeableConcept: this.#coded(),
        requester: practitioner,
        ...own,
      },
      {
        resourceType: 'Procedure',
        id: `r-${id}-${unit}`,
        status: 'completed',
        code: this.#coded(),
        performedDateTime: this.#date(),
        reasonReference: [{ reference: `Condition/c-${id}-${unit}` }],
        ...own,
      },
      order,
      { ...handlingOf(order, new Date('2026-09-01')), ...keptBy(unit) },
    ] as Resource[];
  }

  #date(): string {
    return `2026-0${this.#random.below(9) + 1}-${10 + this.#random.below(18)}`;
  }

  #coded(): object {
    return {
      text: this.#random.pick(words),
      coding: [{ system: 'urn:c', code: this.#random.pick(codes), display: 'Sak' }],
    };
  }

  /** A later version; of a note its end as a draft, or that it was wrong from the start. */
  #later(resource: Resource): Resource {
    const random = this.#random;
    if (resource.resourceType === 'QuestionnaireResponse') {
      return { ...resource, status: random.pick(['completed', 'entered-in-error', 'in-progress']) as 'completed' };
    }
    const label = random.chance(0.3)
      ? {
          meta: {
            ...resource.meta,
            security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' }],
          },
        }
      : {}; // prettier-ignore
    return { ...resource, ...label, language: random.pick(['sv', 'en', 'fi']) } as Resource;
  }
}
