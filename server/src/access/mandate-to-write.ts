/**
 * What another system's mandate says of a write: the matter that is written, and whether it is for that. A version that it may not see it may
 * not write over; what it makes belongs to a unit that it acts for.
 */
import type { Resource } from '@medplum/fhirtypes';
import { type Caller, type ClientCaller, isClient } from '@vardkedjan/care/access/caller.ts';
import { kindOf, kindOfLaw, mayWrite } from '@vardkedjan/care/access/mandate.ts';
import { isAnalysis } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import type { Situation } from '@vardkedjan/care/access/situation.ts';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import type { Concern } from '../http/concern.ts';
import { organisationsById } from '../store/facts/access-facts.ts';
import type { Queryable } from '../store/queryable.ts';
import { readStored } from '../store/read/read.ts';
import { namedCareUnit } from '../store/write/body.ts';
import type { Owner } from './gather-situation.ts';

type Write = Extract<Concern, { act: 'write' }>;

/** Nothing of callers without a mandate: staff, residents, and the server's own work. `owner`: of what is made. */
export async function mandateToWrite(
  db: Queryable,
  caller: Caller,
  concern: Write,
  owner?: Owner,
): Promise<Partial<Situation>> {
  if (caller.kind !== 'system' || caller.mandate === undefined) return {};
  const after = concern.change === 'delete' ? [] : [concern.resource];
  const type = concern.change === 'delete' ? concern.type : concern.resource.resourceType;
  const stored = concern.id === undefined ? undefined : await readStored(db, visibilityOf(caller), type, concern.id);
  const before = stored === undefined || stored.deleted ? [] : [parseJson(stored.body) as Resource];
  const versions = [...before, ...after];
  const isMade = before.length === 0 && after.length > 0;
  const change = isMade ? 'create' : concern.change === 'delete' ? 'delete' : 'update';
  const isGiven = mayWrite(caller.mandate, versions, change) && (await isItsOwn(db, caller, { before, after, owner }));
  return {
    ...(versions.some(isAnalysis) && { matter: 'authorisation' as const }),
    ...(!isGiven && { mandate: 'none' as const }),
  };
}

/** What a mandate for some kinds makes: nobody's, or of a unit that it acts for; what it changes it has seen. */
async function isItsOwn(
  db: Queryable,
  caller: Caller,
  { before, after, owner }: { before: readonly Resource[]; after: readonly Resource[]; owner: Owner | undefined },
): Promise<boolean> {
  if (!isClient(caller)) return true;
  if (before.length > 0) return true;
  const [resource] = after;
  // There, and not to be seen: not this system's to write over, or to delete.
  if (resource === undefined || owner === undefined) return false;
  if (owner === 'nobody' || kindOfLaw(resource) !== undefined) return true;
  return kindOf(resource) === 'Patient' || isOfItsUnits(db, caller, resource);
}

async function isOfItsUnits(db: Queryable, { mandate }: ClientCaller, resource: Resource): Promise<boolean> {
  const provider = resource.resourceType === 'Encounter' ? resource.serviceProvider?.reference : undefined;
  const id = /^Organization\/([^/]+)$/.exec(namedCareUnit(resource) ?? provider ?? '')?.[1];
  if (id === undefined) return false;
  if (mandate.units.some((unit) => unit.id === id)) return true;
  const [unit] = await organisationsById(db, [id]);
  return unit !== undefined && mandate.careProviders.includes(unit.careProvider);
}
