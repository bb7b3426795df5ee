/** The public keys that notes are signed with, as the server publishes them; undefined when they cannot be had. */
import { request } from '../fhir-client.ts';

type NoteKey = JsonWebKey & { kid?: string };

let fetched: Promise<readonly NoteKey[] | undefined> | undefined;

/** Asked for once, and again only if it failed or a note names a key that is newer. */
export function noteKeys(): Promise<readonly NoteKey[] | undefined> {
  fetched ??= fetchKeys().then((keys) => {
    if (!keys) fetched = undefined;
    return keys;
  });
  return fetched;
}

async function fetchKeys(): Promise<readonly NoteKey[] | undefined> {
  try {
    const response = await request('/.well-known/note-keys', { headers: { Accept: 'application/json' } });
    return ((await response.json()) as { keys?: NoteKey[] }).keys;
  } catch {
    return undefined;
  }
}
