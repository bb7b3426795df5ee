/** The server with two resources of every type: `probe`, which all that must refer to something refers to, and `sought`. */
import assert from 'node:assert/strict';
import type { Bundle, CapabilityStatement, CapabilityStatementRestResource, Resource } from '@medplum/fhirtypes';
import { type Answered, testServer } from '../../src/http/test-world.ts';
import type { Wiring } from '../../src/http/wiring.ts';
import { testDatabase } from '../database.ts';
import { leastOf, probeId, soughtOf } from './made.ts';

export const client = 'client:bench';

export interface Probe {
  statement: CapabilityStatement;
  resources: readonly CapabilityStatementRestResource[];
  ask: (method: string, path: string, more?: { body?: unknown; headers?: Record<string, string> }) => Promise<Answered>;
  /** As one who has not signed in. */
  anybody: Probe['ask'];
  wiring: Wiring;
  /** Stores them under their ids; answers what was refused. */
  put: (resources: readonly Resource[]) => Promise<string[]>;
}

export async function probeWorld(): Promise<Probe> {
  const { ask: asAnybody, wiring } = await testServer(await testDatabase());
  const ask: Probe['ask'] = (method, path, more) => asAnybody(client, method, `/fhir${path}`, more);
  const anybody: Probe['ask'] = (method, path, more) => asAnybody(undefined, method, `/fhir${path}`, more);
  const statement = (await asAnybody(undefined, 'GET', '/fhir/metadata')).body<CapabilityStatement>();
  const resources = statement.rest?.[0]?.resource ?? [];
  const put: Probe['put'] = async (made) => {
    if (made.length === 0) return [];
    const entry = made.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    }));
    const answer = await ask('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });
    assert.equal(answer.status, 200, answer.text.slice(0, 500));
    return (answer.body<Bundle>().entry ?? []).flatMap(({ response }, at) =>
      /^20[01]/.test(response?.status ?? '')
        ? []
        : [`${entry[at]?.request.url}: ${JSON.stringify(response?.outcome ?? response).slice(0, 400)}`],
    );
  };
  const all = resources.flatMap(({ type }) => [leastOf(type, probeId), soughtOf(type)]);
  const entry = all.map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
  const stored = await ask('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  assert.equal(stored.status, 200, stored.text.slice(0, 2000));
  return { statement, resources, ask, anybody, wiring, put };
}
