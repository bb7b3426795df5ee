/** The systems that a demo knows from the start, each with the mandate that it was registered with. */
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { hospitalPlans } from '@vardkedjan/region/units/hospitals.ts';
import type { SystemClient } from '../sign-in/provider/api-clients.ts';

const answering: readonly string[] = ['laboratory', 'imaging', 'physiology'];

/** Where somebody of the cast answers, nothing else does. */
const units = hospitalPlans
  .flatMap(({ id, departments }) =>
    departments.filter(({ kind }) => answering.includes(kind)).map(({ key }) => `${id}-${key}`),
  )
  .filter((id) => id !== castUnits.imaging && id !== castUnits.physiology);

export const demoSystems: ReadonlyMap<string, SystemClient> = new Map<string, SystemClient>([
  // It measures and fills whatever there is.
  ['bench', { name: 'Benchmark', mandate: { of: 'whole-record', registers: true } }],
  [
    'departments',
    {
      name: 'Laboratorier och bilddiagnostik (simulerade)',
      mandate: {
        of: 'some-kinds',
        careProviders: [],
        units,
        reads: ['Organization', 'Patient', 'Encounter', 'Task', 'ServiceRequest', 'DiagnosticReport', 'Observation'],
        writes: ['DiagnosticReport', 'Observation'],
        changes: ['Task', 'ServiceRequest'],
      },
    },
  ],
  [
    'diabetes-register',
    {
      name: 'Diabetesregistret (påhittat)',
      mandate: {
        of: 'quality-register',
        register: 'register-diabetes',
        types: ['Patient', 'Condition', 'Observation', 'MedicationRequest', 'Encounter'],
      },
    },
  ],
]);
