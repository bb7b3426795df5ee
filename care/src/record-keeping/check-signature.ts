/**
 * Checks a note against its signature, in the browser, from the text as it came: a JWS (RFC 7515, ES256) whose payload is the SHA-256
 * of the note's signed content (signed-content.ts), and the hash that its author sent with it (seen-hash.ts). A mismatch is shown, never
 * hidden (F1).
 */
import type { QuestionnaireResponse, Signature } from '@medplum/fhirtypes';
import { seenHashOf, signatureOf } from './note-signature.ts';
import { seenHash } from './seen-hash.ts';
import { signedContent } from './signed-content.ts';

export type SignatureCheck = 'verified' | 'differs' | 'unsigned' | 'cannot-check';

export type NoteKey = JsonWebKey & { kid?: string };

const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** The author's signature on a note, and what its author had on the screen. `keys`: the server's published keys; undefined when they could not be had. */
export async function checkSignature(
  note: QuestionnaireResponse,
  keys: readonly NoteKey[] | undefined,
): Promise<SignatureCheck> {
  const sealed = await checkSeal(signatureOf(note), signedContent(note), keys);
  const seen = seenHashOf(note);
  return sealed === 'verified' && seen !== undefined && seen !== (await seenHash(note)) ? 'differs' : sealed;
}

/** A signature on `content`, the text that it is to cover. */
export async function checkSeal(
  signature: Signature | undefined,
  content: string,
  keys: readonly NoteKey[] | undefined,
): Promise<SignatureCheck> {
  if (!signature) return 'unsigned';
  // WebCrypto is there on encrypted connections and on this machine's own address only.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle || !keys) return 'cannot-check';
  const jws = partsOf(signature.data ?? '');
  if (!jws) return 'differs';
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(content)));
  if (!sameBytes(digest, jws.payload)) return 'differs';
  const key = keys.find((each) => each.kid === jws.kid);
  if (!key) return 'cannot-check';
  const imported = await subtle.importKey('jwk', key, es256, false, ['verify']);
  return (await subtle.verify(es256, imported, jws.signature, jws.signed)) ? 'verified' : 'differs';
}

interface Jws {
  kid: string | undefined;
  payload: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
  signed: Uint8Array<ArrayBuffer>;
}

function partsOf(data: string): Jws | undefined {
  try {
    const [header = '', payload = '', signature = '', ...more] = atob(data).split('.');
    if (more.length > 0 || signature === '') return undefined;
    const { alg, kid } = JSON.parse(new TextDecoder().decode(bytesOf(header))) as { alg?: string; kid?: string };
    if (alg !== 'ES256') return undefined;
    return {
      kid,
      payload: bytesOf(payload),
      signature: bytesOf(signature),
      signed: new TextEncoder().encode(`${header}.${payload}`),
    };
  } catch {
    return undefined;
  }
}

/** Base64url (RFC 4648, section 5). Throws on anything else. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
