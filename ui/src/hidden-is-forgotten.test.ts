import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { failureOf } from './fhir-failure.ts';
import { forgetHidden } from './hidden-is-forgotten.ts';

async function afterFailing(status: number): Promise<unknown> {
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError: forgetHidden }),
    defaultOptions: { queries: { retry: false } },
  });
  const queryKey = ['record', 'x', 'note'];
  await queries.fetchQuery({ queryKey, queryFn: () => 'what the note says' });
  const refused = (): Promise<string> => Promise.reject(failureOf(status, undefined));
  await queries.fetchQuery({ queryKey, queryFn: refused }).catch(() => undefined);
  assert.equal(queries.getQueryState(queryKey)?.status, 'error');
  return queries.getQueryData(queryKey);
}

test('what is refused, or is there no longer, is forgotten; what could not be fetched just now is kept', async () => {
  for (const status of [403, 404, 410]) assert.equal(await afterFailing(status), undefined, `${status}`);
  for (const status of [0, 500, 503]) assert.equal(await afterFailing(status), 'what the note says', `${status}`);
});
