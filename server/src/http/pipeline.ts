/**
 * The steps that every request to the record passes, in order: the whole of it on one page, with a column for each kind of
 * request. An entry of a batch or transaction passes `entrySteps` only: its Bundle has passed the others. Whatever is thrown
 * on the way goes to `refuse`; a refusal by the law is logged as durably as an answer before it leaves.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Interaction } from '../interactions/interaction.ts';
import type { OpenRecord } from '../store/record.ts';
import { accessNote, refusalNote, withGrounds } from './access-note.ts';
import type { Answer } from './answer.ts';
import { Asked } from './asked.ts';
import { askedParts, formType } from './asked-parts.ts';
import type { Concern } from './concern.ts';
import type { InFlight } from './in-flight.ts';
import { contentWanted, isContentSent, sentBinary } from './form/binary.ts';
import { type Form, formOf, formOfPosted, plainJson } from './form/form.ts';
import { onScreenOf, requireOnScreen } from './patient-on-screen.ts';
import { readBody as bodyOf, readBytes } from './read-body.ts';
import { Refused } from './refused.ts';
import { failureAnswer, renderAnswer } from './render.ts';
import { draftConcerns, RecordWithDraft, requireTaken, sentDraftOf } from './sent-draft.ts';
import { callerOf } from './standing.ts';
import type { Decided, Wiring } from './wiring.ts';

export type Kind = 'public' | 'record';

/** What an interaction is about to do, and what came of it. */
interface Handling {
  readonly interaction: Interaction;
  readonly wiring: Wiring;
  asked?: Asked;
  decided: readonly Decided[];
  answer?: Answer;
}

/** One request on its way. */
export interface Passage extends Handling {
  readonly inFlight: InFlight;
  readonly base: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  form: Form;
  entered: boolean;
  /** Bytes of the body. */
  held: number;
  caller?: Caller;
  body?: string | { value: unknown } | undefined;
}

type Step = (passage: Passage) => Promise<void> | void;

//                 public           record
export const pipeline: readonly (readonly [Step, Record<Kind, boolean>])[] = [
  [admit, /*     */ { public: true, record: true }],
  [negotiate, /* */ { public: true, record: true }],
  [authenticate, { public: false, record: true }],
  [readBody, /*  */ { public: false, record: true }],
  [understand, /**/ { public: true, record: true }],
  [decide, /*    */ { public: false, record: true }],
  [handle, /*    */ { public: true, record: true }],
  [logDurably, /**/ { public: false, record: true }],
];

export const entrySteps: readonly ((handling: Handling) => Promise<void>)[] = [decide, handle];

const stepsOf = (kind: Kind): Step[] => pipeline.filter(([, kinds]) => kinds[kind]).map(([step]) => step);
const steps: Record<Kind, Step[]> = { public: stepsOf('public'), record: stepsOf('record') };

/** Takes a request through its steps and renders what came of it. */
export async function pass(kind: Kind, passage: Passage): Promise<FastifyReply> {
  const began = performance.now();
  let answer: Answer;
  try {
    for (const step of steps[kind]) await step(passage);
    answer = answered(passage);
  } catch (thrown) {
    answer = await refuse(passage, thrown);
  } finally {
    if (passage.entered) passage.inFlight.leave(passage.held);
  }
  const milliseconds = performance.now() - began;
  passage.wiring.metrics.answered(passage.interaction.code, answer.status, milliseconds);
  if (passage.wiring.log.isLevelEnabled('info')) {
    const { id: request, method } = passage.request;
    passage.wiring.log.info({
      request,
      method,
      interaction: passage.interaction.code,
      status: answer.status,
      milliseconds,
    });
  }
  // Seen in a browser's developer tools, and by the benchmark (https://www.w3.org/TR/server-timing/).
  passage.reply.header('Server-Timing', `total;dur=${milliseconds.toFixed(2)}`);
  return render(passage, answer);
}

function render({ reply, form, request, wiring }: Passage, answer: Answer): FastifyReply {
  try {
    return renderAnswer(reply, answer, form);
  } catch (thrown) {
    return renderAnswer(reply, failureAnswer(thrown, request.id, wiring.log), plainJson);
  }
}

/** Takes one entry of a Bundle through its steps; its answer becomes part of the Bundle's. A refused one is logged as such. */
export async function passEntry(interaction: Interaction, asked: Asked): Promise<Answer> {
  const handling: Handling = { interaction, asked, wiring: asked.wiring, decided: [] };
  try {
    for (const step of entrySteps) await step(handling);
  } catch (thrown) {
    if (thrown instanceof Refused) await logRefusal(interaction, asked, thrown);
    throw thrown;
  }
  const { shown, ...answer } = answered(handling);
  const opened = handling.decided.flatMap(({ patient }) =>
    patient === undefined ? [] : [{ patientKey: patient.key }],
  );
  return { ...answer, shown: [...shown, ...opened] };
}

function admit(passage: Passage): void {
  try {
    passage.inFlight.enter();
    passage.entered = true;
  } catch (failure) {
    passage.wiring.metrics.turnedAway();
    throw failure;
  }
}

function negotiate(passage: Passage): void {
  const { request, interaction } = passage;
  if (contentWanted(request, interaction.code) === undefined) passage.form = formOf(request);
}

async function authenticate(passage: Passage): Promise<void> {
  passage.caller = callerOf(await passage.wiring.authenticator.standing(passage.request));
}

async function readBody(passage: Passage): Promise<void> {
  const { request, interaction, wiring } = passage;
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const room = { limit: wiring.config.bodyLimitMb * 1_000_000, hold: (bytes: number) => hold(passage, bytes) };
  passage.body = isContentSent(request, interaction.code)
    ? sentBinary(request, await readBytes(request.body, room))
    : await bodyOf(request.body, room);
}

function hold(passage: Passage, bytes: number): void {
  try {
    passage.inFlight.hold(bytes);
    passage.held += bytes;
  } catch (failure) {
    passage.wiring.metrics.turnedAway();
    throw failure;
  }
}

async function understand(passage: Passage): Promise<void> {
  const { request, wiring, base, caller, body, interaction } = passage;
  const asker =
    caller === undefined ? { caller: nobody, record: closedRecord } : { caller, record: wiring.openRecord(caller) };
  const parts = askedParts(request, body, interaction);
  // What the parameters of a search mean is read by what is known now.
  await wiring.searchParameters.recent();
  if (parts.mediaType === formType) passage.form = formOfPosted(request, parts.parameters);
  const onScreen = onScreenOf(request.method, request.headers);
  const draft = sentDraftOf(request.headers);
  const record = draft === undefined ? asker.record : new RecordWithDraft(asker.record, draft);
  passage.asked = new Asked(parts, { ...asker, record, base, requestId: request.id, onScreen }, wiring);
}

async function decide(handling: Handling): Promise<void> {
  const asked = understood(handling);
  const concerns = [...((await handling.interaction.concerns?.(asked)) ?? []), ...(await draftConcerns(asked))];
  if (concerns.length === 0) return;
  concerns.forEach((concern) => requireNotKept(concern, handling.wiring));
  const decided: Decided[] = [];
  for (const concern of concerns) decided.push(await handling.wiring.access.decide(asked.caller, concern, concerns));
  requireOnScreen(asked.onScreen, decided);
  handling.decided = decided;
  asked.decided = decided;
}

function requireNotKept(concern: Concern, { kept }: Wiring): void {
  if (concern.act !== 'write') return;
  const { id } = concern;
  const type = concern.change === 'delete' ? concern.type : concern.resource.resourceType;
  if (kept.has(`${type}/${id}`))
    throw new Failure('not-supported', `${type}/${id} is what the server says of itself: it cannot be changed`, {
      status: 405,
    });
}

async function handle(handling: Handling): Promise<void> {
  handling.answer = await handling.interaction.handle(understood(handling));
  requireTaken(understood(handling));
}

/** Logged also when they tell of nobody's record: who looks at what staff have done is looked at too. */
const ofNoPatient: ReadonlySet<string> = new Set(['read-log', 'review-log']);

async function logDurably(passage: Passage): Promise<void> {
  const asked = understood(passage);
  const note = accessNote(passage.interaction, asked, passage.decided, answered(passage));
  if (note.patients.length > 0 || ofNoPatient.has(note.act))
    await passage.wiring.accessLog.append([await withGrounds(asked, note)]);
}

async function refuse({ wiring, request, interaction, caller, asked }: Passage, thrown: unknown): Promise<Answer> {
  if (thrown instanceof Refused && caller !== undefined && asked !== undefined) {
    try {
      await logRefusal(interaction, asked, thrown);
    } catch (unlogged) {
      return failureAnswer(unlogged, request.id, wiring.log);
    }
  }
  return failureAnswer(thrown, request.id, wiring.log);
}

async function logRefusal(interaction: Interaction, asked: Asked, refused: Refused): Promise<void> {
  asked.wiring.metrics.refused(refused.act);
  await asked.wiring.accessLog.append([refusalNote(interaction, asked, refused)]);
}

/** Who asks for what is open to everybody: there is no record for them. */
const nobody: Caller = { kind: 'system', id: 'nobody', name: 'Nobody' };

const closed = (): never => {
  throw new Error('the record is closed to those who have not signed in');
};
const closedRecord: OpenRecord = {
  read: closed,
  vread: closed,
  search: closed,
  history: closed,
  everything: closed,
  chart: closed,
  textSearch: closed,
  accessLog: closed,
  write: closed,
  erase: closed,
  tryWrite: closed,
};

function understood({ asked }: Handling): Asked {
  if (asked === undefined) throw new Error('a step came before the request was understood');
  return asked;
}

function answered({ answer }: Handling): Answer {
  if (answer === undefined) throw new Error('no step has answered');
  return answer;
}
