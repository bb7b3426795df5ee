/**
 * The nursing plans that the invented region's units begin with, by the risk that each answers. What they hold is written for this region, for show
 * and for tests: a unit adapts them (docs/open-questions.md 222).
 */
import type { PlanDefinition } from '@medplum/fhirtypes';
import type { MeasurePace } from '@vardkedjan/care/clinical/nursing/measure-pace.ts';
import {
  nursingPlanType,
  type PlanTemplate,
  withPlanTemplate,
} from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { unitKindSystem } from '../systems.ts';
import type { UnitKind } from './unit.ts';
import { unitKinds } from './value-lists.ts';

type Measure = readonly [text: string, pace: MeasurePace, who?: string];
const nurse = 'Sjuksköterska';
const assistant = 'Undersköterska';

const plans: Readonly<Record<string, Omit<PlanTemplate, 'measures'> & { measures: readonly Measure[] }>> = {
  'nursing-fall': {
    title: 'Risk för fall',
    risk: 'fall',
    goal: 'Faller inte under vårdtiden',
    days: 7,
    measures: [
      ['Halkskyddande strumpor eller skor, larm inom räckhåll', 'shift', assistant],
      ['Säng i lägsta läge och golvet fritt', 'shift', assistant],
      ['Följs till toaletten', 'as-needed', assistant],
      ['Går igenom läkemedel som kan ge fall med läkare', 'once', nurse],
    ],
  },
  'nursing-pressure-ulcer': {
    title: 'Risk för trycksår',
    risk: 'pressure-ulcer',
    goal: 'Huden är hel',
    days: 7,
    measures: [
      ['Ändrar läge i sängen', '3h', assistant],
      ['Ser efter huden över utsatta ställen', 'shift', assistant],
      ['Tryckavlastande madrass', 'once', nurse],
    ],
  },
  'nursing-malnutrition': {
    title: 'Risk för undernäring',
    risk: 'malnutrition',
    goal: 'Behåller vikten',
    days: 7,
    measures: [
      ['Mat- och vätskeregistrering', 'day', assistant],
      ['Mellanmål på kvällen', 'day', assistant],
      ['Vikt', 'week', assistant],
    ],
  },
  'nursing-oral-health': {
    title: 'Risk för ohälsa i munnen',
    risk: 'oral-health',
    goal: 'Munnen är ren och utan smärta',
    days: 14,
    measures: [
      ['Hjälp med tandborstning', 'shift', assistant],
      ['Fuktar munnen', 'as-needed', assistant],
    ],
  },
};

const at: readonly UnitKind[] = ['ward', 'home-care', 'health-centre'];

/** By id. */
export const nursingPlanTemplates = (): Map<string, PlanTemplate> =>
  new Map(
    Object.entries(plans).map(([id, { measures, ...plan }]) => [
      id,
      {
        ...plan,
        measures: measures.map(([text, pace, who = ''], index) => ({ id: `m${index + 1}`, text, pace, who })),
      },
    ]),
  );

export function* nursingPlans(): Generator<PlanDefinition> {
  for (const [id, template] of nursingPlanTemplates())
    yield withPlanTemplate<PlanDefinition>(
      {
        resourceType: 'PlanDefinition',
        id,
        url: `https://vardkedjan.se/fhir/PlanDefinition/${id}`,
        status: 'active',
        type: nursingPlanType,
        useContext: at.map((kind) => ({
          code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' },
          valueCodeableConcept: { coding: [{ system: unitKindSystem, code: kind, display: unitKinds[kind] }] },
        })),
      },
      template,
    );
}
