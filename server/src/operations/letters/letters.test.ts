/** A letter is archived as it was sent, reaches its reader byte for byte, and its sender sees that it has been read; over HTTP. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import type { Bundle, DocumentReference, Patient, Task } from '@medplum/fhirtypes';
import {
  letterIsPosted,
  letterIsReturned,
  letterTakenBack,
} from '@vardkedjan/care/coordination/letters/letter-moves.ts';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { letterIsRead, letterStateOf, letterText } from '@vardkedjan/care/coordination/letters/letter.ts';
import { testWorld } from '../../http/test-world.ts';
import { letterPdf } from './letter-pdf.ts';

const { ask } = await testWorld();

const send = (as: string, patient: string, text: string, more: Record<string, string> = {}) =>
  ask(as, 'POST', `/fhir/Patient/${patient}/$send-letter`, {
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'kind', valueCode: more['kind'] ?? 'letter' },
        { name: 'title', valueString: 'Ditt provsvar' },
        { name: 'text', valueString: text },
        ...(more['channel'] === undefined ? [] : [{ name: 'channel', valueCode: more['channel'] }]),
        ...(more['address'] === undefined ? [] : [{ name: 'address', valueString: more['address'] }]),
        ...(more['insteadOf'] === undefined
          ? []
          : [{ name: 'instead-of', valueReference: { reference: `DocumentReference/${more['insteadOf']}` } }]),
      ],
    },
  });

const difficult = [
  'Ingen tumör.',
  '  inte  sänkt ',
  'åäö ÅÄÖ é – ”citat”',
  '<5 & >3 | a^b ~ \\n',
  'tab\there',
  'rad ett\n\n\nrad fyra\r\n',
  ' ',
  'x'.repeat(19_000),
];

test('the text that its reader is shown is byte for byte the one that was sent, and so is what was archived (F1)', async () => {
  for (const text of difficult) {
    if (text.trim() === '') continue;
    const sent = await send('sara', 'viktor-eriksson', text);
    assert.equal(sent.status, 201, sent.text);
    const { id } = sent.body<DocumentReference>();
    const read = await ask('viktor', 'GET', `/fhir/DocumentReference/${id}`);
    assert.equal(read.status, 200, read.text);
    const letter = read.body<DocumentReference>();
    assert.equal(letterText(letter), text);
    const [pdf, plain] = letter.content.map(({ attachment }) => attachment);
    assert.equal(plain?.hash, createHash('sha1').update(text, 'utf8').digest('base64'));
    const bytes = await ask('viktor', 'GET', `/fhir/${pdf?.url}`, { headers: { accept: 'application/pdf' } });
    assert.equal(bytes.status, 200, bytes.text);
    assert.equal(createHash('sha1').update(bytes.bytes).digest('base64'), pdf?.hash);
    assert.equal(bytes.bytes.length, pdf?.size);
  }
});

test('the printed form is tagged, says its language and title, and has its fonts in it (PDF/UA-1)', async () => {
  const pdf = await letterPdf(
    {
      from: ['Enheten'],
      to: ['Åke Öst'],
      day: '2026-11-29',
      title: 'Kallelse',
      text: 'Hej!\n\nVälkommen.',
      signedBy: ['S'],
    },
    new Date('2026-11-29T10:00:00Z'),
  );
  const raw = pdf.toString('latin1');
  for (const part of [
    '/MarkInfo',
    '/Marked true',
    '/StructTreeRoot',
    '/Lang (sv-SE)',
    '/DisplayDocTitle true',
    '/FontFile',
    '/ToUnicode',
  ])
    assert.ok(raw.includes(part), part);
  assert.match(raw, /\/S \/H1\b/);
  assert.match(raw, /pdfuaid:part/);
  assert.doesNotMatch(raw, /\/BaseFont \/Helvetica/);
});

test('a letter with a letter that cannot be printed is refused, with which', async () => {
  const refused = await send('sara', 'viktor-eriksson', 'Smärta 𓀀');
  assert.equal(refused.status, 422, refused.text);
  assert.match(refused.text, /cannot be printed: 𓀀/);
  assert.equal(
    (await send('sara', 'viktor-eriksson', 'Välkommen {tid}')).status,
    400,
    'what is not filled in is not sent',
  );
});

test('its sender sees that it has been read when the patient has opened it, and not when a colleague has', async () => {
  const { id } = (await send('sara', 'viktor-eriksson', 'Hej')).body<DocumentReference>();
  const state = async () => letterStateOf((await ask('sara', 'GET', `/fhir/Task/${id}`)).body<Task>());
  assert.equal(await state(), 'sent');
  assert.equal((await ask('maria', 'POST', `/fhir/DocumentReference/${id}/$letter-read`)).status, 200);
  assert.equal(await state(), 'sent');
  assert.equal((await ask('linnea', 'POST', `/fhir/DocumentReference/${id}/$letter-read`)).status >= 400, true);
  assert.equal((await ask('viktor', 'POST', `/fhir/DocumentReference/${id}/$letter-read`)).status, 200);
  assert.equal(await state(), 'read');
  const own = (
    await ask('viktor', 'GET', `/fhir/DocumentReference?patient=viktor-eriksson&category=letter`)
  ).body<Bundle>();
  assert.ok(own.entry?.some(({ resource }) => resource?.id === id));
});

test('nothing goes by post to who is protected, and no address is on any letter to them (F11)', async () => {
  const { address } = (await ask('client:bench', 'GET', '/fhir/Patient/linnea-sjogren')).body<Patient>();
  const refused = await send('sara', 'linnea-sjogren', 'Hej', { channel: 'post' });
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /protected personal data/);
  const sent = await send('sara', 'linnea-sjogren', 'Hej');
  assert.equal(sent.status, 201, sent.text);
  const url = sent.body<DocumentReference>().content[0]?.attachment.url;
  const { bytes } = await ask('linnea', 'GET', `/fhir/${url}`, { headers: { accept: 'application/pdf' } });
  const drawn = drawnIn(bytes);
  assert.ok(drawn > 0);
  const open = (await send('sara', 'viktor-eriksson', 'Hej', { channel: 'post' })).body<DocumentReference>();
  assert.equal(letterStateOf((await ask('sara', 'GET', `/fhir/Task/${open.id}`)).body<Task>()), 'to-print');
  const posted = await ask('sara', 'GET', `/fhir/${open.content[0]?.attachment.url}`, {
    headers: { accept: 'application/pdf' },
  });
  assert.ok(drawnIn(posted.bytes) > drawn, 'with an address there are more lines');
  for (const line of address?.[0]?.line ?? []) assert.ok(!sent.text.includes(line));
});

test('a letter that the post brings back says why, is settled by the one that is sent in its place, and that is taken back', async () => {
  const { id = '' } = (
    await send('birgitta', 'viktor-eriksson', 'Välkommen', { channel: 'post' })
  ).body<DocumentReference>();
  const task = async () => (await ask('sara', 'GET', `/fhir/Task/${id}`)).body<Task>();
  const put = async (as: string, body: Task, version?: string) =>
    ask(as, 'PUT', `/fhir/Task/${id}`, {
      body,
      headers: version === undefined ? {} : { 'if-match': `W/"${version}"` },
    });
  const toPrint = await task();
  assert.equal((await put('birgitta', letterIsPosted(toPrint, new Date()), toPrint.meta?.versionId)).status, 200);
  const posted = await task();
  const returned = letterIsReturned(posted, 'moved', 'Flyttat till Borås', new Date());
  assert.equal((await put('birgitta', returned)).status, 412, 'without the version that was seen');
  assert.equal((await put('birgitta', letterIsRead(posted, new Date()), posted.meta?.versionId)).status, 409);
  assert.equal((await put('tomas', returned, posted.meta?.versionId)).status, 403);
  const moved = await put('birgitta', returned, posted.meta?.versionId);
  assert.equal(moved.status, 200, moved.text);
  const unread = await ask(
    'sara',
    'GET',
    `/fhir/Task?code=letter&status=failed&focus:DocumentReference.custodian=Organization/${unitOf(await task())}`,
  );
  assert.ok(
    unread.body<Bundle>().entry?.some(({ resource }) => resource?.id === id),
    unread.text,
  );
  const again = await send('birgitta', 'viktor-eriksson', 'Välkommen', {
    channel: 'post',
    address: 'Nygatan 1\n503 30 Borås',
    insteadOf: id,
  });
  assert.equal(again.status, 201, again.text);
  const letter = again.body<DocumentReference>();
  assert.deepEqual(letter.relatesTo, [{ code: 'replaces', target: { reference: `DocumentReference/${id}` } }]);
  const settled = await task();
  assert.equal(letterStateOf(settled), 'settled');
  assert.equal(settled.output?.[0]?.valueReference?.reference, `DocumentReference/${letter.id}`);
  const back = letterTakenBack(settled);
  assert.ok(back);
  assert.equal((await put('birgitta', back, settled.meta?.versionId)).status, 200);
  assert.equal(letterStateOf(await task()), 'returned');
  assert.equal((await ask('sara', 'DELETE', `/fhir/Task/${id}`)).status, 403, 'where it stands is kept');
  const other = await send('sara', 'linnea-sjogren', 'Hej', { insteadOf: id });
  assert.equal(other.status, 400, 'a letter to somebody else stands for none');
});

const unitOf = ({ meta }: Task): string =>
  meta?.extension
    ?.find(({ url }) => url === careUnitUrl)
    ?.valueReference?.reference?.split('/')
    .at(-1) ?? '';

test('who may not write in the record sends no letter', async () => {
  for (const as of ['tomas', 'gunnar', 'viktor', 'mona'])
    assert.ok((await send(as, 'viktor-eriksson', 'Hej')).status >= 400, as);
  assert.equal((await send('birgitta', 'viktor-eriksson', 'Hej', { kind: 'summons' })).status, 201);
});

/** How many lines of text the pages draw. */
function drawnIn(pdf: Buffer): number {
  const raw = pdf.toString('latin1');
  let count = 0;
  for (const match of raw.matchAll(/\/Filter \/FlateDecode\s*>>\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
    try {
      count +=
        inflateSync(Buffer.from(match[1] ?? '', 'latin1'))
          .toString('latin1')
          .split(/\bTJ\b/).length - 1;
    } catch {
      // Not a page: a font that is packed in another way.
    }
  }
  return count;
}

test('what nobody would read online goes by post, and is refused when it is asked to go online', async () => {
  const id = (await ask('sara', 'POST', '/fhir/Patient/$register-unknown')).body<Patient>().id ?? '';
  const reader = await ask('sara', 'GET', `/fhir/Patient/${id}/$letter-reader`);
  assert.equal(reader.status, 200, reader.text);
  assert.match(reader.text, /no-number/);
  const refused = await send('sara', id, 'Hej', { channel: 'online' });
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /no personal identity number/);
  const sent = await send('sara', id, 'Hej');
  assert.equal(sent.status, 201, sent.text);
  const task = (await ask('sara', 'GET', `/fhir/Task/${sent.body<DocumentReference>().id}`)).body<Task>();
  assert.equal(letterStateOf(task), 'to-print');
  const own = await ask('sara', 'GET', '/fhir/Patient/viktor-eriksson/$letter-reader');
  assert.ok(!own.text.includes('why'), own.text);
});
