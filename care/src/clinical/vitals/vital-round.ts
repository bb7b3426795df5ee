/**
 * One round of vital signs on one person as Observations, and back: a resource for each thing measured and one for the NEWS2 they give, which names
 * what it comes from (http://hl7.org/fhir/R4/observation-definitions.html#Observation.derivedFrom). A round without all seven parts has no NEWS2.
 */
import type { CodeableConcept, Observation, ObservationComponent, Quantity, Reference } from '@medplum/fhirtypes';
import { type Acvpu, type News2, news2, news2Parts, type News2Part, type SaturationScale } from './news2.ts';
import * as codes from './vital-codes.ts';
import type { VitalKey } from './vital-codes.ts';

/** As measured; oxygen in litres a minute, 0 on air. */
export type VitalValues = Partial<Record<VitalKey, number>> & { consciousness?: Acvpu };

export interface VitalRound {
  values: VitalValues;
  scale: SaturationScale;
}

export interface RoundContext {
  subject: NonNullable<Observation['subject']>;
  encounter?: Observation['encounter'];
  performer: NonNullable<Observation['performer']>;
  /** FHIR dateTime. */
  taken: string;
  /** A new id for each, so that sending again after no answer makes no second. */
  newId: () => string;
  /** NEWS2 is not for children: none is made. */
  withoutScore?: boolean;
}

export const scoreOf = ({ values, scale }: VitalRound): News2 =>
  news2({ ...values, oxygen: values.oxygen === undefined ? undefined : values.oxygen > 0 }, scale);

const coded = (
  system: string,
  { code, display }: { code: string; display: string },
  text?: string,
): CodeableConcept => ({
  coding: [{ system, code, display }],
  ...(text !== undefined && { text }),
});

const category = (code: 'vital-signs' | 'survey'): CodeableConcept[] => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];

function quantityOf(key: VitalKey, value: number): Quantity {
  const { unit, ucum } = codes.vitalCodes[key];
  return { value, unit, system: codes.ucumSystem, code: ucum };
}

const single = ['respiration', 'saturation', 'oxygen', 'pulse', 'temperature'] as const;

export function roundResources(round: VitalRound, context: RoundContext): (Observation & { id: string })[] {
  const { values } = round;
  const made = (kind: 'vital-signs' | 'survey', rest: Pick<Observation, 'code'> & Partial<Observation>) => ({
    resourceType: 'Observation' as const,
    id: context.newId(),
    status: 'final' as const,
    category: category(kind),
    subject: context.subject,
    ...(context.encounter && { encounter: context.encounter }),
    effectiveDateTime: context.taken,
    performer: context.performer,
    ...rest,
  });
  const vitals = single.flatMap((key) => {
    const value = values[key];
    if (value === undefined) return [];
    const sign = codes.vitalCodes[key];
    return made('vital-signs', {
      code: coded(codes.loincSystem, sign, sign.text),
      valueQuantity: quantityOf(key, value),
    });
  });
  if (values.systolic !== undefined || values.diastolic !== undefined)
    vitals.push(made('vital-signs', pressureOf(values)));
  if (values.consciousness !== undefined) {
    const { text, ...value } = codes.acvpuValues[values.consciousness];
    vitals.push(
      made('vital-signs', {
        code: coded(codes.snomedSystem, codes.acvpuCode, 'Medvetandegrad (ACVPU)'),
        valueCodeableConcept: coded(codes.snomedSystem, value, text),
      }),
    );
  }
  const score = scoreOf(round);
  if (context.withoutScore === true || score.total === undefined) return vitals;
  return [...vitals, made('survey', scoreContent(score, vitals))];
}

function pressureOf(values: VitalValues): Pick<Observation, 'code' | 'component'> {
  return {
    code: coded(codes.loincSystem, codes.pressureCode, codes.pressureCode.text),
    component: (['systolic', 'diastolic'] as const).flatMap((key) => {
      const value = values[key];
      const sign = codes.vitalCodes[key];
      return value === undefined
        ? []
        : [{ code: coded(codes.loincSystem, sign, sign.text), valueQuantity: quantityOf(key, value) }];
    }),
  };
}

const points = (value: number): Quantity => ({ value, unit: 'poäng', system: codes.ucumSystem, code: '{score}' });

/** What NEWS2 adds to a resource: the total, each part's points, which scale, and what it comes from. */
function scoreContent(score: News2, from: readonly { id: string }[]) {
  const partCode = (part: News2Part) =>
    part === 'saturation' && score.scale === 2 ? codes.saturationScale2Code : codes.news2PartCodes[part];
  return {
    code: coded(codes.snomedSystem, codes.news2Code, 'NEWS2'),
    valueQuantity: points(score.total ?? 0),
    component: news2Parts.map(
      (part): ObservationComponent => ({
        code: coded(codes.snomedSystem, partCode(part)),
        valueQuantity: points(score.points[part] ?? 0),
      }),
    ),
    derivedFrom: from.map(({ id }): Reference<Observation> => ({ reference: `Observation/${id}` })),
  };
}

const has = (concept: CodeableConcept | undefined, code: string) =>
  concept?.coding?.some((each) => each.code === code) ?? false;

export const isNews2 = ({ code }: Observation): boolean => has(code, codes.news2Code.code);

/** The score that a resource holds; undefined: it is none, or its total is not there. */
export function news2Of(observation: Observation): News2 | undefined {
  const total = observation.valueQuantity?.value;
  if (!isNews2(observation) || total === undefined) return undefined;
  const { component = [] } = observation;
  const isScale2 = component.some(({ code }) => has(code, codes.saturationScale2Code.code));
  const found = news2Parts.flatMap((part): [News2Part, number][] => {
    const code = part === 'saturation' && isScale2 ? codes.saturationScale2Code.code : codes.news2PartCodes[part].code;
    const value = component.find((each) => has(each.code, code))?.valueQuantity?.value;
    return value === undefined ? [] : [[part, value]];
  });
  const given = new Map(found);
  return {
    scale: isScale2 ? 2 : 1,
    points: Object.fromEntries(found),
    missing: news2Parts.filter((part) => !given.has(part)),
    total,
  };
}

/** What the Observations of one time say, in our units only: a value in another unit is not read as one of ours. */
export function valuesOf(observations: readonly Observation[]): VitalValues {
  const values: VitalValues = {};
  const read = (code: CodeableConcept | undefined, quantity: Quantity | undefined) => {
    for (const [key, sign] of Object.entries(codes.vitalCodes) as [VitalKey, codes.VitalSign][])
      if (has(code, sign.code) && quantity?.value !== undefined && quantity.code === sign.ucum)
        values[key] ??= quantity.value;
  };
  for (const { status, code, valueQuantity, valueCodeableConcept, component } of observations) {
    if (status === 'entered-in-error' || status === 'cancelled') continue;
    read(code, valueQuantity);
    for (const part of component ?? []) read(part.code, part.valueQuantity);
    if (has(code, codes.acvpuCode.code)) {
      const found = (Object.keys(codes.acvpuValues) as Acvpu[]).find((each) =>
        has(valueCodeableConcept, codes.acvpuValues[each].code),
      );
      if (found !== undefined) values.consciousness ??= found;
    }
  }
  return values;
}

/** Those that are outside of what is usually seen: to be asked about, never to be changed. */
export function unlikelyValues(values: VitalValues): VitalKey[] {
  const outside = (Object.keys(codes.vitalCodes) as VitalKey[]).filter((key) => {
    const value = values[key];
    const [low, high] = codes.vitalCodes[key].likely;
    return value !== undefined && (value < low || value > high);
  });
  const { systolic, diastolic } = values;
  if (systolic !== undefined && diastolic !== undefined && diastolic >= systolic && !outside.includes('diastolic'))
    outside.push('diastolic');
  return outside;
}
