/**
 * The server's own ES256 keys (RFC 7518, section 3.4): one signs access tokens, one signs notes. They are made at the first
 * start, sealed with SECRET and kept in the database, so that every process has the same.
 */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Database } from '../store/database.ts';
import {
  insertFirstSigningKey,
  type KeyUse,
  type SigningKeyRow,
  signingKeyRows,
} from '../store/sign-in/signing-key-rows.ts';
import { StartFailure } from '../store/start-failure.ts';
import { type Seal, sealFor } from './seal.ts';

export type PrivateJwk = JWK & { kid: string };

export interface SigningKey {
  kid: string;
  /** With the private part. */
  jwk: PrivateJwk;
  key: CryptoKey;
}

export interface SigningKeys {
  /** What signs from now on. */
  current: Record<KeyUse, SigningKey>;
  /** Public parts of all, for those who verify. */
  published(use: KeyUse): { keys: JWK[] };
}

/** The keys from the database; makes those that are missing. Fails with a StartFailure when SECRET is another than before. */
export async function openSigningKeys(database: Database, secret: string): Promise<SigningKeys> {
  const seal = sealFor(secret, 'signing keys');
  for (const use of ['token', 'note'] as const) await makeIfMissing(database, seal, use);
  const rows = await signingKeyRows(database);
  const keys = rows.map((row) => ({ row, jwk: unsealed(seal, row) }));
  const newest = async (use: KeyUse): Promise<SigningKey> => {
    const found = keys.find(({ row }) => row.use === use && row.retired === null);
    if (found === undefined) throw new Error(`no signing key for ${use}`);
    return { kid: found.jwk.kid, jwk: found.jwk, key: (await importJWK(found.jwk, 'ES256')) as CryptoKey };
  };
  return {
    current: { token: await newest('token'), note: await newest('note') },
    published: (use) => ({ keys: keys.filter(({ row }) => row.use === use).map(({ jwk }) => publicPart(jwk)) }),
  };
}

async function makeIfMissing(database: Database, seal: Seal, use: KeyUse): Promise<void> {
  const rows = await signingKeyRows(database);
  if (rows.some((row) => row.use === use && row.retired === null)) return;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const bare = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(bare);
  const jwk: PrivateJwk = { ...bare, kid, alg: 'ES256', use: 'sig' };
  await database.transaction((transaction) =>
    insertFirstSigningKey(transaction, { kid, use, sealed: seal.close(JSON.stringify(jwk)) }),
  );
}

function unsealed(seal: Seal, row: SigningKeyRow): PrivateJwk {
  const text = seal.open(row.sealed);
  if (text === undefined) {
    throw new StartFailure('The signing keys in the database were sealed with another SECRET: start with that one.');
  }
  return JSON.parse(text) as PrivateJwk;
}

function publicPart({ d: _private, ...rest }: JWK): JWK {
  return rest;
}
