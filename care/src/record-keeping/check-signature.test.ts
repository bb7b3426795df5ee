/** Dropping one word must be caught (F1). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { withSignature } from './note-signature.ts';
import { signedContent } from './signed-content.ts';
import { checkSignature, type NoteKey } from './check-signature.ts';

const { subtle } = globalThis.crypto;
const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const note: QuestionnaireResponse = {
  resourceType: 'QuestionnaireResponse',
  id: 'n',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  author: { reference: 'Practitioner/a' },
  authored: '2026-11-22T13:05:00Z',
  item: [{ linkId: 'a', text: 'Svar', answer: [{ valueString: 'Ingen fraktur. <5 & åäö\t\n' }] }],
};

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');

async function signed(of: QuestionnaireResponse, header = '{"alg":"ES256","kid":"k1"}') {
  const { privateKey, publicKey } = (await subtle.generateKey(es256, true, ['sign', 'verify'])) as CryptoKeyPair;
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(signedContent(of))));
  const body = `${base64url(header)}.${base64url(digest)}`;
  const signature = new Uint8Array(await subtle.sign(es256, privateKey, new TextEncoder().encode(body)));
  const data = Buffer.from(`${body}.${base64url(signature)}`).toString('base64');
  const key: NoteKey = { ...(await subtle.exportKey('jwk', publicKey)), kid: 'k1' };
  return {
    note: withSignature(of, { at: '2026-11-22T13:05:00Z', who: { reference: 'Practitioner/a' }, data }),
    keys: [key],
  };
}

describe('a signed note', () => {
  it('is verified when it is what was signed', async () => {
    const { note: sealed, keys } = await signed(note);
    assert.equal(await checkSignature(sealed, keys), 'verified');
  });
  it('differs when one word is gone, a space is trimmed, or it is moved to another patient', async () => {
    const { note: sealed, keys } = await signed(note);
    const changed = (text: string): QuestionnaireResponse => ({
      ...sealed,
      item: [{ linkId: 'a', text: 'Svar', answer: [{ valueString: text }] }],
    });
    assert.equal(await checkSignature(changed('fraktur. <5 & åäö\t\n'), keys), 'differs');
    assert.equal(await checkSignature(changed('Ingen fraktur. <5 & åäö'), keys), 'differs');
    assert.equal(await checkSignature({ ...sealed, subject: { reference: 'Patient/q' } }, keys), 'differs');
  });
  it('differs when somebody else signed, or the signature is none', async () => {
    const { note: sealed } = await signed(note);
    const { keys: others } = await signed(note);
    assert.equal(await checkSignature(sealed, others), 'differs');
    for (const data of ['', '!', Buffer.from('a.b').toString('base64'), Buffer.from('a.b.c.d').toString('base64')]) {
      assert.equal(await checkSignature(withSignature(note, { at: '', who: {}, data }), others), 'differs');
    }
    assert.equal(await checkSignature((await signed(note, '{"alg":"none"}')).note, others), 'differs');
  });
  it('cannot be checked without the key, and says so', async () => {
    const { note: sealed } = await signed(note);
    assert.equal(await checkSignature(sealed, undefined), 'cannot-check');
    assert.equal(await checkSignature(sealed, []), 'cannot-check');
    assert.equal(await checkSignature(note, []), 'unsigned');
  });
});
