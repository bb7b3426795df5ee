/**
 * The care unit that imported records belong to: the one with the HSA-id given, or the health centre of the demo's cast.
 */
import type { CareUnit } from '@vardkedjan/care/access/caller.ts';
import type { Organization } from '@medplum/fhirtypes';
import { castUnits } from '@vardkedjan/region/cast.ts';
import type { Database } from '../../store/database.ts';
import { openRecord } from '../../store/open-record.ts';
import type { Statement } from '../../store/queryable.ts';
import { StartFailure } from '../../store/start-failure.ts';

interface UnitRow {
  key: number;
  id: string;
  hsaId: string;
  provider: number;
}

export async function findCareUnit(
  database: Database,
  hsaId: string | undefined,
): Promise<{ careUnit: CareUnit; careProvider: CareUnit }> {
  const [unit] =
    hsaId === undefined
      ? await database.rows<UnitRow>(byId, [castUnits.healthCentre])
      : await database.rows<UnitRow>(byHsaId, [hsaId]);
  if (unit === undefined) {
    throw new StartFailure(
      hsaId === undefined
        ? 'Say which care unit the records belong to: --unit and its HSA-id (a demo that has been started once has a default).'
        : `There is no care unit with the HSA-id ${hsaId}.`,
    );
  }
  const [provider] = await database.rows<UnitRow>(byKey, [unit.provider]);
  if (provider === undefined) {
    throw new StartFailure(
      `The unit ${unit.hsaId || unit.id} belongs to no care provider (an Organization of type prov).`,
    );
  }
  return { careUnit: await named(database, unit), careProvider: await named(database, provider) };
}

async function named(database: Database, { key, id, hsaId }: UnitRow): Promise<CareUnit> {
  const stored = await openRecord(database, { kind: 'system', id: 'import', name: 'Import' }).read('Organization', id);
  const name = stored === undefined || stored.deleted ? id : ((JSON.parse(stored.body) as Organization).name ?? id);
  return { key, id, hsaId, name };
}

const select = 'select key, id, hsa_id as "hsaId", care_provider as provider from organisation';
const byHsaId: Statement = { name: 'unit-by-hsa-id', text: `${select} where hsa_id = $1` };
const byId: Statement = { name: 'unit-by-id', text: `${select} where id = $1` };
const byKey: Statement = { name: 'unit-by-key', text: `${select} where key = $1` };
