/**
 * `POST Patient/[id]/$send-letter`, `GET Patient/[id]/$letter-reader` and `POST DocumentReference/[id]/$letter-read`. What is kept is
 * care/src/coordination/letters/letter.ts; who has protected personal data gets no letter by post and has no address on any (OSL 2009:400, 22 kap.
 * 1 §; docs/open-questions.md). What nobody would read online (care/src/coordination/letters/online-reader.ts) is not sent so.
 */
import { createHash, randomUUID } from 'node:crypto';
import type {
  Appointment,
  Binary,
  DocumentReference,
  Organization,
  Patient,
  Practitioner,
  Reference,
  RelatedPerson,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import {
  isLetterKind,
  isLetterTask,
  letterDocument,
  letterHandling,
  letterIsRead,
  type LetterKind,
  type LetterChannel,
  letterStateOf,
} from '@vardkedjan/care/coordination/letters/letter.ts';
import { letterIsSettled } from '@vardkedjan/care/coordination/letters/letter-moves.ts';
import { type WhyNobodyReads, whyUnreadOnline } from '@vardkedjan/care/coordination/letters/online-reader.ts';
import { emptyPlaces } from '@vardkedjan/care/coordination/letters/letter-template.ts';
import { fullName } from '@vardkedjan/care/people/person-name.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { answerWith } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import type { Change } from '../../store/record.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import { seenBy } from '../current.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { storedEntries } from '../signed-notes/stored-entries.ts';
import { type LetterOnPaper, letterPdf } from './letter-pdf.ts';
import { readerTerms, readTerms, sendTerms } from './terms.ts';

/** Notes that a letter has been read: residents write nothing in the record themselves. */
const receipts: SystemCaller = { kind: 'system', id: 'letters', name: 'Letters' };

const patientSendLetter: Operation = {
  terms: sendTerms,
  act: 'write',
  concerns(asked, input) {
    staffOf(asked);
    askedIn(input);
    const subject = { reference: `Patient/${asked.id}` };
    const document: DocumentReference = { resourceType: 'DocumentReference', status: 'current', subject, content: [] };
    const replaced = insteadOf(input);
    const handling: Task = { resourceType: 'Task', status: 'cancelled', intent: 'order', for: subject };
    return [
      { act: 'write', change: 'create', resource: document },
      ...(replaced === undefined
        ? []
        : [{ act: 'write' as const, change: 'update' as const, resource: handling, id: replaced }]),
    ];
  },
  async handle(asked, input) {
    const [binary, document, handling] = await letterOf(asked, input);
    for (const resource of [binary, document, handling]) requireValidResource(resource);
    const made: Change[] = [binary, document, handling].map((resource) => ({
      action: 'update',
      resource,
      id: resource.id,
      ifNoneMatch: '*',
    }));
    const written = await asked.record.write([...made, ...(await settled(asked, input, document.id))]);
    const stored = written[1]?.stored;
    if (stored === undefined) throw new Error('the letter was not written');
    return answerWith(stored, 201, { Location: `${asked.base}/DocumentReference/${stored.id}` });
  },
};

type Kept = Resource & { id: string };

/** The letter that did not reach the patient waits no longer: another was sent in its place. */
async function settled(asked: Asked, input: OperationInput, letter: string): Promise<Change[]> {
  const id = insteadOf(input);
  if (id === undefined) return [];
  const { resource, version } = await seenBy<Task>(asked, 'Task', id);
  if (!isLetterTask(resource) || resource.for?.reference !== `Patient/${asked.id}`)
    throw new Failure('invalid', 'instead-of must refer to a letter to the patient');
  const next = letterIsSettled(resource, 'sent-again', { letter }, new Date());
  return [{ action: 'update', resource: next, id, ifMatch: version }];
}

/** The letter and its handling have the same id. */
const insteadOf = (input: OperationInput): string | undefined =>
  input.value<Reference>('instead-of')?.reference?.split('/').at(-1);

async function letterOf(
  asked: Asked,
  input: OperationInput,
): Promise<[Binary & Kept, DocumentReference & Kept, Task & Kept]> {
  const { practitioner, name, assignment } = staffOf(asked);
  const now = new Date();
  const { resource: patient } = await seenBy<Patient>(asked, 'Patient', asked.id);
  const letter = { ...askedIn(input), channel: await channelOf(asked, patient, input, now) };
  const by = `${name}, ${assignment.title.toLowerCase()}`;
  const pdf = await letterPdf(await onPaper(asked, { ...letter, patient }, by, now), now);
  const plain = Buffer.from(letter.text, 'utf8');
  const about = input.value<Reference>('about');
  const replaced = insteadOf(input);
  const template = input.text('template');
  const visitAt = await visitOf(asked, about);
  const author: Reference<Practitioner> = { reference: `Practitioner/${practitioner.id}`, display: by };
  const { id: unitId, name: display } = assignment.careUnit;
  const unit: Reference<Organization> = { reference: `Organization/${unitId}`, display };
  const sent = {
    ...letter,
    id: randomUUID(),
    patientId: asked.id,
    author,
    unit,
    ...(about && { about }),
    ...(visitAt !== undefined && { visitAt }),
    ...(replaced !== undefined && { insteadOf: replaced }),
    ...(template !== undefined && { template }),
    pdf: { id: randomUUID(), size: pdf.length, hash: sha1(pdf) },
    plain: { data: plain.toString('base64'), size: plain.length, hash: sha1(plain) },
    now,
  };
  const binary: Binary & Kept = {
    resourceType: 'Binary',
    id: sent.pdf.id,
    contentType: 'application/pdf',
    securityContext: { reference: `Patient/${asked.id}` },
    data: pdf.toString('base64'),
  };
  return [binary, letterDocument(sent), letterHandling(sent)];
}

const isChannel = (text: string | undefined): text is LetterChannel => text === 'online' || text === 'post';

/** As asked; when nothing is asked, online where somebody reads it there, and else by post. */
async function channelOf(asked: Asked, patient: Patient, input: OperationInput, now: Date): Promise<LetterChannel> {
  const said = input.text('channel');
  if (said === 'post') return said;
  const why = await whyUnread(asked, patient, now);
  if (why === undefined) return 'online';
  if (said === 'online') throw new Failure('conflict', `Nobody would read the letter online: ${unreadWords[why]}`);
  return 'post';
}

const unreadWords: Readonly<Record<WhyNobodyReads, string>> = {
  deceased: 'the patient has died',
  'no-number': 'the patient has no personal identity number to sign in with',
  'no-guardian': 'the child has no guardian in the register who can sign in',
  age: 'at the patient’s age neither guardians nor the child read the record online',
};

async function whyUnread(asked: Asked, patient: Patient, now: Date): Promise<WhyNobodyReads | undefined> {
  const related = await storedEntries<RelatedPerson>(asked, 'RelatedPerson', ['patient', `Patient/${asked.id}`]);
  return whyUnreadOnline(patient, related, now, asked.wiring.config.onlineAges);
}

/** When the visit is that it is about; undefined: it is about none. */
async function visitOf(asked: Asked, about: Reference | undefined): Promise<string | undefined> {
  const [type, id] = about?.reference?.split('/') ?? [];
  if (type !== 'Appointment' || id === undefined) return undefined;
  return (await seenBy<Appointment>(asked, type, id)).resource.start;
}

const patientLetterReader: Operation = {
  terms: readerTerms,
  act: 'open',
  concerns: ({ id }) => [{ act: 'open', patient: id }],
  async handle(asked) {
    const { resource: patient } = await seenBy<Patient>(asked, 'Patient', asked.id);
    const why = await whyUnread(asked, patient, new Date());
    const parameter = [
      { name: 'online', valueBoolean: why === undefined },
      { name: 'post', valueBoolean: !isProtectedPerson(patient) },
      ...(why === undefined ? [] : [{ name: 'why', valueCode: why }]),
    ];
    return { status: 200, text: JSON.stringify({ resourceType: 'Parameters', parameter }), shown: [] };
  },
};

/** With an address when it goes by post; of who is protected, never. */
async function onPaper(
  asked: Asked,
  { title, text, channel, address: given, patient }: AskedLetter & { channel: LetterChannel; patient: Patient },
  by: string,
  now: Date,
): Promise<LetterOnPaper> {
  const { careUnit } = staffOf(asked).assignment;
  const { address, telecom } = (await seenBy<Organization>(asked, 'Organization', careUnit.id)).resource;
  const isProtected = isProtectedPerson(patient);
  if (isProtected && channel === 'post')
    throw new Failure(
      'conflict',
      'The patient has protected personal data: no letter goes by post to an address of the record',
    );
  const phone = telecom?.find(({ system }) => system === 'phone')?.value;
  return {
    from: [careUnit.name, ...linesOf(address), ...(phone === undefined ? [] : [`Tfn ${phone}`])],
    to: [fullName(patient.name), ...(channel === 'post' && !isProtected ? (given ?? linesOf(patient.address)) : [])],
    day: stockholmDay(now),
    title,
    text,
    signedBy: [by, careUnit.name],
  };
}

const documentReferenceLetterRead: Operation = {
  terms: readTerms,
  act: 'open',
  async concerns(asked) {
    const { subject } = (await seenBy<DocumentReference>(asked, 'DocumentReference', asked.id)).resource;
    return [{ act: 'open', patient: subject?.reference?.split('/').at(-1) ?? '' }];
  },
  async handle(asked) {
    const stored = await asked.record.read('Task', asked.id);
    const handling = stored && !stored.deleted ? (JSON.parse(stored.body) as Resource) : undefined;
    if (asked.caller.kind === 'resident' && stored && isLetterTask(handling) && letterStateOf(handling) !== 'read')
      await asked.wiring
        .openRecord(receipts)
        .write([
          { action: 'update', resource: letterIsRead(handling, new Date()), id: asked.id, ifMatch: stored.version },
        ]);
    return { status: 200, text: '{"resourceType":"Parameters"}', shown: [] };
  },
};

export const letterOperations: readonly Operation[] = [
  patientSendLetter,
  patientLetterReader,
  documentReferenceLetterRead,
];

function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('invalid', 'Only care staff send letters');
  return caller;
}

interface AskedLetter {
  kind: LetterKind;
  title: string;
  text: string;
  /** Lines; undefined: as in the record. */
  address: readonly string[] | undefined;
}

function askedIn(input: OperationInput): AskedLetter {
  const kind = input.text('kind');
  if (!isLetterKind(kind)) throw new Failure('invalid', 'kind is summons, answer, discharge or letter');
  const channel = input.text('channel');
  if (channel !== undefined && !isChannel(channel)) throw new Failure('invalid', 'channel is online or post');
  const title = input.text('title') ?? '';
  const text = input.text('text') ?? '';
  if (text.trim() === '' || title.trim() === '') throw new Failure('invalid', 'A letter has a title and a text');
  const empty = emptyPlaces(text);
  if (empty.length > 0) throw new Failure('invalid', `Something is to be filled in still: ${empty.join(', ')}`);
  const address = input
    .text('address')
    ?.split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return { kind, title, text, address: address?.length === 0 ? undefined : address };
}

const linesOf = ([address]: NonNullable<Patient['address']> = []): string[] =>
  [...(address?.line ?? []), [address?.postalCode, address?.city].filter(Boolean).join(' ')].filter(
    (line) => line !== '',
  );

const sha1 = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('base64');
