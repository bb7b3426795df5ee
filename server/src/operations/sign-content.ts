/** The server's seal on what is signed: a JWS (RFC 7515, ES256) over the SHA-256 of the signed content, as Signature.data wants it. */
import { createHash } from 'node:crypto';
import { CompactSign } from 'jose';
import type { SigningKeys } from '../sign-in/signing-keys.ts';

/** Base64. The payload of the JWS is the 32 bytes of the hash; its `kid` is published at /.well-known/note-keys. */
export async function sealOf(content: string, keys: SigningKeys): Promise<string> {
  const { kid, key } = keys.current.note;
  const digest = createHash('sha256').update(content, 'utf8').digest();
  const jws = await new CompactSign(digest)
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'vardkedjan-note+jws' })
    .sign(key);
  return Buffer.from(jws).toString('base64');
}
