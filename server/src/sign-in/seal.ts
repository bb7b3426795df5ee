/**
 * What the SECRET setting protects: sealed texts (AES-256-GCM, NIST SP 800-38D) and keys derived from it for one use each
 * (HKDF, RFC 5869). A sealed text that was made with another secret, or changed, cannot be opened.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const ivLength = 12;
const tagLength = 16;

export interface Seal {
  close(text: string): Buffer;
  /** undefined when it was sealed with another secret or has been changed. */
  open(sealed: Buffer): string | undefined;
}

/** A key of its own for each use of the secret. */
export function derivedKey(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'vardkedjan', use, 32));
}

export function sealFor(secret: string, use: string): Seal {
  const key = derivedKey(secret, use);
  return {
    close(text) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed.length < ivLength + tagLength) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivLength), { authTagLength: tagLength });
      decipher.setAuthTag(sealed.subarray(-tagLength));
      try {
        return decipher.update(sealed.subarray(ivLength, -tagLength), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
