/** `GET Patient/[id]/$care-units`: whose entries there are to read, or to block (PDL 2008:355, 4 kap. 4 §). */
import type { Organization, ParametersParameter } from '@medplum/fhirtypes';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import type { Asked } from '../../http/asked.ts';
import { type CareUnitOfRecord, readCareUnits } from '../../store/read/care-units.ts';
import type { Operation } from '../operation.ts';
import { patientConcerned } from '../patient-concerned.ts';
import { terms } from './terms.ts';

export const patientCareUnits: Operation = {
  terms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const { key } = await patientConcerned(asked);
    const units = await readCareUnits(asked.wiring.database.lane, visibilityOf(asked.caller), key);
    const parameter = await Promise.all(units.map((unit) => parameterOf(asked, unit)));
    return {
      status: 200,
      text: JSON.stringify({ resourceType: 'Parameters', ...(parameter.length > 0 && { parameter }) }),
      shown: [{ patientKey: key }],
    };
  },
};

async function parameterOf(
  asked: Asked,
  { unit, careProvider, entries, latest }: CareUnitOfRecord,
): Promise<ParametersParameter> {
  return {
    name: 'kept',
    part: [
      { name: 'unit', valueReference: await named(asked, unit) },
      ...(careProvider === null ? [] : [{ name: 'careProvider', valueReference: await named(asked, careProvider) }]),
      { name: 'entries', valueInteger: entries },
      { name: 'latest', valueInstant: latest },
    ],
  };
}

async function named(asked: Asked, id: string): Promise<{ reference: string; display?: string }> {
  const stored = await asked.record.read('Organization', id);
  const name = stored === undefined || stored.deleted ? undefined : (JSON.parse(stored.body) as Organization).name;
  return { reference: `Organization/${id}`, ...(name !== undefined && { display: name }) };
}
