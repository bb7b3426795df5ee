/** A system client's requests to the FHIR API. */
import type { Ask } from './department.ts';

/** `base`: the API's address; `token`: asked anew when it has run out. */
export function askOverHttp(base: () => Promise<string>, token: (anew: boolean) => Promise<string>): Ask {
  const send = async (method: string, path: string, more: Parameters<Ask>[2], anew: boolean): Promise<Response> =>
    fetch(`${await base()}/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await token(anew)}`,
        'Content-Type': 'application/fhir+json',
        ...(more?.ifMatch !== undefined && { 'If-Match': more.ifMatch }),
      },
      ...(more?.body !== undefined && { body: JSON.stringify(more.body) }),
      signal: AbortSignal.timeout(30_000),
    });
  return async (method, path, more) => {
    const first = await send(method, path, more, false);
    const answer = first.status === 401 ? await send(method, path, more, true) : first;
    return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') as unknown };
  };
}
