/**
 * A delegation to give drugs: personal, of named drugs at one unit, for a time (SOSFS 1997:14; docs/open-questions.md 121). R4 has no resource for
 * it, so it is a Basic (http://hl7.org/fhir/R4/basic.html): its subject may give, its author has delegated. It belongs to no patient. It is issued
 * and withdrawn here (delegating.ts), or comes from the register of staff.
 */
import type { Basic, CodeableConcept, Practitioner, Reference } from '@medplum/fhirtypes';
import { atcOf } from '../drug-safety/drug-situation.ts';

const own = 'https://vardkedjan.se/fhir';
export const delegationCode = { system: `${own}/CodeSystem/delegation`, code: 'drug-giving' };
const periodUrl = `${own}/StructureDefinition/delegation-period`;
const drugUrl = `${own}/StructureDefinition/delegated-drug`;
const withdrawnUrl = `${own}/StructureDefinition/delegation-withdrawn`;
const unitUrl = `${own}/StructureDefinition/delegated-at`;

/** Days. */
const longest = 366;

export interface Delegation {
  id: string | undefined;
  /** `Practitioner/<id>`. */
  to: string;
  toName: string;
  by: string;
  byName: string;
  /** `Organization/<id>`. */
  unit: string;
  /** Swedish days, both included. */
  from: string;
  until: string;
  /** ATC codes, or beginnings of them, each with its name. */
  drugs: readonly { atc: string; name: string }[];
  /** It holds no more from that instant on, whatever its days say. FHIR instant. */
  /** Why is a Binary, which few read (`Basic/[id]/$withdrawal-reason`). `who`: `Practitioner/<id>`. */
  withdrawn: { at: string; why: string; by: string; who: string } | undefined;
}

export function isDelegation(resource: { resourceType: string }): resource is Basic {
  return (
    resource.resourceType === 'Basic' &&
    (resource as Basic).code.coding?.some(
      ({ system, code }) => system === delegationCode.system && code === delegationCode.code,
    ) === true
  );
}

/** undefined: something is missing, it is for longer than a year, or somebody has delegated to themselves: it gives nothing. */
export function delegationOf(basic: Basic): Delegation | undefined {
  if (!isDelegation(basic)) return undefined;
  const all = (url: string) => (basic.extension ?? []).filter((each) => each.url === url);
  const period = all(periodUrl)[0]?.valuePeriod;
  const unit = all(unitUrl)[0]?.valueReference?.reference;
  const drugs = all(drugUrl).flatMap(({ valueCodeableConcept: drug }) => {
    const atc = atcOf(drug);
    return atc === undefined ? [] : [{ atc, name: drug?.text ?? atc }];
  });
  const { subject, author, id } = basic;
  if (subject?.reference === undefined || author?.reference === undefined || unit === undefined) return undefined;
  if (period?.start === undefined || period.end === undefined || drugs.length === 0) return undefined;
  const days = (Date.parse(period.end.slice(0, 10)) - Date.parse(period.start.slice(0, 10))) / 86_400_000;
  if (!(days >= 0 && days < longest) || subject.reference === author.reference) return undefined;
  return {
    id,
    to: subject.reference,
    toName: subject.display ?? '',
    by: author.reference,
    byName: author.display ?? '',
    unit,
    from: period.start.slice(0, 10),
    until: period.end.slice(0, 10),
    drugs,
    withdrawn: withdrawalOf(basic),
  };
}

function withdrawalOf({ extension = [] }: Basic): Delegation['withdrawn'] {
  const parts = extension.find(({ url }) => url === withdrawnUrl)?.extension;
  const part = (url: string) => parts?.find((each) => each.url === url);
  if (parts === undefined) return undefined;
  return {
    at: part('at')?.valueInstant ?? '',
    why: part('reason')?.valueReference?.reference ?? '',
    by: part('by')?.valueReference?.display ?? '',
    who: part('by')?.valueReference?.reference ?? '',
  };
}

/** It gives nothing from now on, and says by whom, and where it stands why; what was given by it stays given by it. */
export function withdrawnDelegation<T extends Basic>(
  basic: T,
  { at, why, by }: { at: string; why: Reference; by: Reference },
): T {
  const extension = (basic.extension ?? []).filter(({ url }) => url !== withdrawnUrl);
  return {
    ...basic,
    extension: [
      ...extension,
      {
        url: withdrawnUrl,
        extension: [
          { url: 'at', valueInstant: at },
          { url: 'reason', valueReference: why },
          { url: 'by', valueReference: by },
        ],
      },
    ],
  };
}

export interface Use {
  /** FHIR id of the Practitioner. */
  practitioner: string;
  /** FHIR id of the unit. */
  unit: string;
  /** Swedish day. */
  day: string;
  drug: CodeableConcept | undefined;
}

/** Who may give by it, where, on what day, and the drug of it; a drug without a code is not known to be one of them. */
export function covers(delegation: Delegation, { practitioner, unit, day, drug }: Use): boolean {
  const atc = atcOf(drug);
  return (
    delegation.withdrawn === undefined &&
    delegation.to === `Practitioner/${practitioner}` &&
    delegation.unit === `Organization/${unit}` &&
    delegation.from <= day &&
    day <= delegation.until &&
    atc !== undefined &&
    delegation.drugs.some((each) => atc.startsWith(each.atc))
  );
}

export function delegationResource(given: {
  to: Reference<Practitioner>;
  by: Reference<Practitioner>;
  unit: string;
  from: string;
  until: string;
  drugs: readonly CodeableConcept[];
}): Basic {
  return {
    resourceType: 'Basic',
    code: { coding: [delegationCode], text: 'Delegering av läkemedelsgivning' },
    subject: given.to,
    author: given.by,
    created: given.from,
    extension: [
      { url: periodUrl, valuePeriod: { start: given.from, end: given.until } },
      { url: unitUrl, valueReference: { reference: `Organization/${given.unit}` } },
      ...given.drugs.map((drug) => ({ url: drugUrl, valueCodeableConcept: drug })),
    ],
  };
}
