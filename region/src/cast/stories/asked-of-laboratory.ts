/** What is ordered of the laboratory and not sampled yet: the ward's morning samples, and some at the health centre. */
import { handlingOf, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import type { Organization, Practitioner, Reference, ServiceRequest, Task } from '@medplum/fhirtypes';
import { dateText } from '../../calendar.ts';
import { type LabKey, labTests } from '../../catalogue/laboratory.ts';
import type { Life } from '../../courses/life.ts';
import { castUnits } from '../staff.ts';
import { castAt } from './scene.ts';

interface Ordered {
  by: readonly [unit: string, staff: string];
  tests: readonly LabKey[];
  priority?: 'urgent' | 'stat';
  minutesAgo: number;
}

const sara = [castUnits.healthCentre, 'sara-lindqvist'] as const;
const amir = [castUnits.ward, 'amir-rezai'] as const;
const laboratory = 'hospital-boras-laboratory';

const ordered: Readonly<Record<string, Ordered>> = {
  'ward-01': { by: amir, tests: ['hb', 'crp', 'sodium', 'potassium', 'creatinine'], minutesAgo: 9 * 60 },
  'ward-02': { by: amir, tests: ['crp', 'leukocytes'], minutesAgo: 9 * 60 },
  'ward-04': { by: amir, tests: ['inr', 'potassium'], minutesAgo: 10 * 60 },
  'ward-09': { by: amir, tests: ['troponin', 'probnp'], priority: 'stat', minutesAgo: 15 },
  'listed-04': { by: sara, tests: ['hba1c', 'creatinine', 'albuminRatio'], minutesAgo: 4 * 60 },
  'listed-05': { by: sara, tests: ['ferritin', 'hb'], minutesAgo: 3 * 60 },
};

/** Told last, when the rest of the life has been lived. */
export function isAskedOfLaboratory(life: Life): void {
  const given = ordered[life.person.id];
  if (given === undefined) return;
  const asker = castAt(life, ...given.by);
  const now = new Date(life.chart.now - given.minutesAgo * 60_000);
  const { id: _id, ...request } = requestOf({
    id: 'given-by-the-chart',
    kind: 'laboratory',
    items: given.tests.map((key) => ({ code: labTests[key].code, display: labTests[key].name })),
    question: '',
    history: '',
    priority: given.priority ?? 'routine',
    patientId: life.person.id,
    requester: asker.staff.reference as Reference<Practitioner>,
    performer: life.tree.unit(laboratory).reference as Reference<Organization>,
    day: dateText(life.today),
    now,
  });
  const kept = life.chart.add<ServiceRequest>(asker.unit, request);
  life.chart.add<Task>(asker.unit, handlingOf({ ...kept, id: kept.id ?? '' }, now));
}
