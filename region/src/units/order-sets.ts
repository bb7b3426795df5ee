/**
 * The order sets of the invented region: shared ones by the kind of unit, and one of the cast's emergency department's own. What they hold is
 * invented, for show and for tests: no treatment is recommended by it.
 */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { byRoute, catalogueDrugOf } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import {
  orderSetType,
  type ServiceLine,
  type SetLine,
  withLines,
} from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { unitTemplatesUrl } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { orderCatalogue } from '../catalogue/order-catalogue.ts';
import { castUnits } from '../cast/staff.ts';
import { unitKindSystem } from '../systems.ts';
import { drugCatalogue } from './drug-catalogue.ts';
import type { UnitKind } from './unit.ts';
import { unitKinds } from './value-lists.ts';

type Line = Omit<SetLine, 'id'> & { kind: SetLine['kind'] };

const entries = new Map([...drugCatalogue()].map((entry) => [entry.id, catalogueDrugOf(entry)]));

/** `key`: of the drug catalogue. */
const drug = (key: string, dose: string, isTicked = true): Line => {
  const entry = entries.get(`drug-${key}`);
  const typed = entry && readTypedDose(dose, entry.dosed);
  if (entry === undefined || typed === undefined || !('dosages' in typed))
    throw new Error(`No such drug, or no such dose: ${key} ${dose}`);
  return { kind: 'drug', isTicked, concept: entry.concept, dosages: byRoute(typed.dosages, entry) } as Line;
};

const catalogue = new Map(orderCatalogue().concept?.map(({ code, display }) => [code, display ?? code]));

function service(kind: ServiceLine['kind'], text: string, more: Partial<ServiceLine> = {}): Line {
  return { kind, isTicked: true, text, question: '', priority: 'routine', ...more } as Line;
}

function ordered(kind: 'laboratory' | 'imaging', code: string, more: Partial<ServiceLine> = {}): Line {
  const text = catalogue.get(code);
  if (text === undefined) throw new Error(`The order catalogue has no ${code}`);
  return service(kind, text, { code, ...more });
}

const onAdmission: readonly Line[] = [
  drug('paracetamol500', '2 vid behov högst 8/dygn'),
  drug('dalteparin', '1x1', false),
  drug('ondansetron', '1 vid behov högst 3/dygn', false),
  drug('macrogol', '1x1', false),
  ordered('laboratory', 'set-emergency', { priority: 'urgent' }),
  ordered('imaging', 'xr-chest', { isTicked: false, priority: 'urgent', question: 'Infiltrat? Stas?' }),
  service('nursing', 'Kontroller med NEWS2 var 4:e timme'),
  service('nursing', 'Vätskelista'),
  service('nursing', 'Vikt varje morgon', { isTicked: false }),
];

interface OrderSet {
  id: string;
  title: string;
  kinds: readonly UnitKind[];
  lines: readonly Line[];
}

const shared: readonly OrderSet[] = [
  { id: 'admission-medicine', title: 'Inläggning, medicin', kinds: ['emergency', 'ward'], lines: onAdmission },
  {
    id: 'new-hypertension',
    title: 'Nyupptäckt hypertoni',
    kinds: ['health-centre', 'private-clinic'],
    lines: [
      drug('enalapril5', '1x1'),
      drug('amlodipine5', '1x1', false),
      ordered('laboratory', 'set-yearly'),
      ordered('laboratory', 'set-lipids'),
      service('nursing', 'Blodtryckskontroll hos sjuksköterska om två veckor'),
    ],
  },
  {
    id: 'pneumonia-outpatient',
    title: 'Misstänkt lunginflammation',
    kinds: ['health-centre', 'private-clinic', 'emergency'],
    lines: [
      drug('penicillin-v', '1x3 i 7 dagar'),
      drug('doxycycline', '2x1 i 1 dag sedan 1x1 i 6 dagar', false),
      drug('paracetamol500', '2 vid behov högst 8/dygn'),
      ordered('laboratory', 'set-blood-count', { priority: 'urgent' }),
      ordered('imaging', 'xr-chest', { isTicked: false, question: 'Infiltrat?' }),
    ],
  },
  {
    id: 'fatigue',
    title: 'Utredning av trötthet',
    kinds: ['health-centre', 'private-clinic'],
    lines: [
      ordered('laboratory', 'set-anaemia'),
      ordered('laboratory', 'set-thyroid'),
      ordered('laboratory', 'set-yearly'),
    ],
  },
];

export function* orderSets(): Generator<PlanDefinition> {
  for (const { id, title, kinds, lines } of shared)
    yield planOf({ id, url: `https://vardkedjan.se/fhir/PlanDefinition/${id}`, title, lines }, kinds.map(ofKind));
  const url = `${unitTemplatesUrl('PlanDefinition')}/${castUnits.emergency}/admission`;
  const ward = { reference: `Organization/${castUnits.ward}`, display: 'Medicinavdelning 3' };
  const lines = [...onAdmission, service('bed', 'Vårdplats', { performer: ward, priority: 'urgent' })];
  const own = planOf({ id: 'emergency-admission', url, title: 'Inläggning med vårdplats', lines }, [
    { code: venue, valueReference: { reference: `Organization/${castUnits.emergency}` } },
  ]);
  yield { ...own, version: '1', date: '2026-01-12' };
}

const venue = { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' };

const ofKind = (kind: UnitKind) => ({
  code: venue,
  valueCodeableConcept: { coding: [{ system: unitKindSystem, code: kind, display: unitKinds[kind] }] },
});

function planOf(
  { lines, ...set }: { id: string; url: string; title: string; lines: readonly Line[] },
  useContext: NonNullable<PlanDefinition['useContext']>,
): PlanDefinition {
  const named = lines.map((line, place) => ({ ...line, id: `line-${place + 1}` }) as SetLine);
  return withLines<PlanDefinition>(
    { resourceType: 'PlanDefinition', ...set, status: 'active', type: orderSetType, useContext },
    named,
  );
}
