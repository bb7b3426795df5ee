/**
 * What has been said and not been sent, kept on this machine second by second (https://www.w3.org/TR/IndexedDB/), so that it stands when
 * the browser has died. It is locked with a key that is in its author's draft of the form (drafts/form-drafts.ts) and nowhere on the
 * machine, so that nobody else who works there can listen to it; sent or thrown away the draft holds no key, and the sound is removed.
 */

/** In the draft. */
export interface SoundKey {
  id: string;
  /** AES-GCM, 256 bits, base64. */
  key: string;
}

interface Piece {
  /** Of the sound, and its place in it. */
  at: [string, number];
  iv: Uint8Array<ArrayBuffer>;
  locked: ArrayBuffer;
  type: string;
  /** Milliseconds since 1970. */
  since: number;
}

const pieces = 'pieces';
/** What was left behind without its draft is of no use to anybody. */
const longest = 30 * 86_400_000;

export function newSoundKey(): SoundKey {
  const key = crypto.getRandomValues(new Uint8Array(32));
  return { id: crypto.randomUUID(), key: btoa(String.fromCodePoint(...key)) };
}

/** Fails as a DOMException when the machine keeps nothing: no room, or not allowed to. */
export async function keepPiece(sound: SoundKey, number: number, piece: Blob): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(sound), await piece.arrayBuffer());
  const kept: Piece = { at: [sound.id, number], iv, locked, type: piece.type, since: Date.now() };
  await done('readwrite', (store) => store.put(kept));
}

/** In the order in which it was said, a second each; none: it was recorded on another machine. */
export async function keptPieces(sound: SoundKey): Promise<Blob[]> {
  const key = await keyOf(sound);
  const found = await done<Piece[]>('readonly', (store) => store.getAll(rangeOf(sound)));
  return Promise.all(
    found.map(
      async ({ iv, locked, type }) =>
        new Blob([await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, locked)], { type }),
    ),
  );
}

export async function forgetSound(sound: Pick<SoundKey, 'id'>): Promise<void> {
  await done('readwrite', (store) => store.delete(rangeOf(sound)));
}

export async function forgetOldSounds(now: number): Promise<void> {
  const all = await done<Piece[]>('readonly', (store) => store.getAll());
  const old = new Set(all.filter(({ since }) => since < now - longest).map(({ at }) => at[0]));
  await Promise.all([...old].map((id) => forgetSound({ id })));
}

const rangeOf = ({ id }: Pick<SoundKey, 'id'>) => IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);

const keyOf = ({ key }: SoundKey): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'raw',
    Uint8Array.from(atob(key), (letter) => letter.codePointAt(0) ?? 0),
    'AES-GCM',
    false,
    ['encrypt', 'decrypt'],
  );

async function done<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open('vardkedjan-sound', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(pieces, { keyPath: 'at' }));
  const database = await answerOf(opening);
  try {
    return await answerOf(ask(database.transaction(pieces, mode).objectStore(pieces)));
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new DOMException('Nothing is kept here')));
  });
}
