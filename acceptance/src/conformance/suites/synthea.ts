/** Synthetic patients' whole records, as their generator wrote them, through FHIR's own transactions. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '@medplum/fhirtypes';
import type { RunningStore } from '../running-store.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { refusal } from './refusal.ts';

export const synthea: Suite = {
  id: 'synthea',
  title: 'Synthea: each patient’s record is taken whole in one transaction, every entry created',
  path: 'synthea',
  source: 'samply/blaze test data (Synthea 2.7), Apache-2.0',
  run: async (at, world) => {
    const store = await world.store();
    const results: CaseResult[] = [];
    // Hospitals and practitioners first; their names begin with 0.
    for (const file of readdirSync(at).sort()) if (file.endsWith('.json')) results.push(await taken(at, file, store));
    return results;
  },
};

async function taken(at: string, file: string, store: RunningStore): Promise<CaseResult> {
  const body = readFileSync(join(at, file), 'utf8');
  const sent = (JSON.parse(body) as Bundle).entry?.length ?? 0;
  const answer = await store.ask('POST', '', { body });
  const why = answer.status === 200 ? lacking(answer.text, sent) : refusal(answer);
  return {
    suite: 'synthea',
    name: file.replace(/\.json$/, ''),
    passed: why === undefined,
    ...(why !== undefined && { why }),
  };
}

function lacking(text: string, sent: number): string | undefined {
  const { entry = [] } = JSON.parse(text) as Bundle;
  const done = entry.filter(({ response }) => /^20[01] /.test(response?.status ?? '')).length;
  return done === sent ? undefined : `${done} of ${sent} entries done`;
}
