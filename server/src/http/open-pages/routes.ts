/**
 * `GET /session/record/[id of the Patient]`: the stream that tells a page with the record open to ask anew. It begins with the lawful right to
 * open the record, shows nothing of it, and so is no row in the access log (docs/decisions/2611-open-pages.md); a refusal is one.
 * `GET /session/unit`: the same for a page about the unit that one works for.
 */
import { createHash } from 'node:crypto';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../../sign-in/sessions.ts';
import type { SignIn } from '../../sign-in/sign-in.ts';
import { keysOfSamePerson } from '../../store/read/linked-records.ts';
import type { Told } from '../../store/told/channels.ts';
import { Listener } from '../../store/told/listener.ts';
import { sharedOf } from '../../store/open-record.ts';
import { sightChangedSince } from '../../store/told/sight-since.ts';
import { Refused } from '../refused.ts';
import { callerOf } from '../standing.ts';
import type { Decided, Wiring } from '../wiring.ts';
import { type OpenPage, OpenPages } from './open-pages.ts';

const beatEveryMs = 25_000;
/** How far back one that comes for the first time, and does not say how old what it shows is, may have seen what has changed since. */
const firstBackMs = 120_000;
/** Clocks of the server and its database may differ by less than this. */
const slackMs = 5_000;
/** In each process: a browser has six connections to a server, and needs some of them for its questions. */
const mostOfSession = 4;

export function addOpenPages(app: FastifyInstance, wiring: Wiring, { authenticator, sessions }: SignIn): void {
  const { config, metrics } = wiring;
  const pages = new OpenPages({ all: Math.ceil(config.maxOpenPages / config.processes), session: mostOfSession });
  metrics.watchOpenPages(() => pages.count);
  const listener = new Listener(wiring.database, (told) => {
    // What was missed may have been that, too.
    if (told.about === 'rights' || told.about === 'anything') sharedOf(wiring.database).roles.forget();
    void tell(told);
  });
  /** What is told of a record concerns pages with any of the same person's: they show them together. */
  const tell = async (told: Told): Promise<void> => {
    await pages.tell(told);
    if (told.about !== 'record' || pages.count === 0) return;
    try {
      for (const patientKey of await keysOfSamePerson(wiring.database.lane, told.patientKey))
        await pages.tell({ about: 'record', patientKey });
    } catch {
      await pages.tell({ about: 'anything' });
    }
  };
  app.addHook('onReady', () => listener.listen());
  const beating = setInterval(() => void pages.beat(), beatEveryMs).unref();
  app.addHook('preClose', async () => {
    clearInterval(beating);
    pages.close();
    await listener.end();
  });

  app.get('/session/unit', (request, reply) =>
    openUnit({ wiring, sessions, authenticator, pages, listener }, request, reply),
  );

  app.get<{ Params: { id: string }; Querystring: Missed }>('/session/record/:id', async (request, reply) => {
    const session = await authenticator.session(request, false);
    if (session === undefined) throw new Failure('unauthenticated', 'Nobody is signed in');
    const { patient } = await decided(wiring, session, request.params.id, request.id);
    if (patient === undefined) throw new Failure('not-found', 'There is no such patient');
    const hash = createHash('sha256').update(session.token).digest('hex');
    if (!pages.hasRoomFor(hash)) throw new Failure('unavailable', 'Too many pages are open; try again shortly');
    await listener.listen();
    const page: OpenPage = {
      patientKey: patient.key,
      session: hash,
      line: begin(reply),
      expires: session.expires,
      mayHear: () => mayHear(wiring, sessions, session, request.params.id),
    };
    pages.add(page);
    reply.raw.once('close', () => pages.remove(page));
    if (await hasMissed(wiring, patient.key, request)) await pages.tellPage(page);
    return reply;
  });
}

/** What a page has heard last (by the server's clock), or how old the oldest is of what it shows; both in milliseconds. */
interface Missed {
  since?: string;
  age?: string;
}

type Opening = Pick<SignIn, 'sessions' | 'authenticator'> & { wiring: Wiring; pages: OpenPages; listener: Listener };

async function openUnit(
  { wiring, sessions, authenticator, pages, listener }: Opening,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const session = await authenticator.session(request, false);
  if (session === undefined) throw new Failure('unauthenticated', 'Nobody is signed in');
  const unitKey = await unitOf(wiring, session);
  const hash = createHash('sha256').update(session.token).digest('hex');
  if (!pages.hasRoomFor(hash)) throw new Failure('unavailable', 'Too many pages are open; try again shortly');
  await listener.listen();
  const mayHear = async () => {
    const now = await sessions.find(session.token, false);
    return now?.assignment === session.assignment ? now?.expires : undefined;
  };
  const page: OpenPage = {
    patientKey: 0,
    unitKey,
    session: hash,
    line: begin(reply),
    expires: session.expires,
    mayHear,
  };
  pages.add(page);
  reply.raw.once('close', () => pages.remove(page));
  return reply;
}

/** The unit that the session's assignment is at: what it tells is fetched by ordinary searches, each decided, filtered and logged. */
async function unitOf(wiring: Wiring, session: Session): Promise<number> {
  const { kind, person, assignment } = session;
  const standing = await wiring.authenticator.standingOf(
    kind === 'staff' ? { kind, person, assignment } : { kind, person },
  );
  const caller = callerOf(standing);
  if (caller.kind !== 'staff') throw new Failure('not-found', 'Only staff have a unit');
  return caller.assignment.careUnit.key;
}

async function decided(wiring: Wiring, session: Session, patient: string, request: string): Promise<Decided> {
  const { kind, person, assignment } = session;
  const standing = await wiring.authenticator.standingOf(
    kind === 'staff' ? { kind, person, assignment } : { kind, person },
  );
  const caller = callerOf(standing);
  try {
    return await wiring.access.decide(caller, { act: 'open', patient });
  } catch (refused) {
    if (refused instanceof Refused) {
      const { act, decision, patient: whose } = refused;
      const patients = [{ key: whose?.key ?? 0, id: whose?.id, resources: 0 }];
      await wiring.accessLog.append([
        { caller, act, permitted: false, what: 'GET session/record', request, decision, patients },
      ]);
    }
    throw refused;
  }
}

async function mayHear(
  wiring: Wiring,
  sessions: SignIn['sessions'],
  { token, assignment }: Session,
  patient: string,
): Promise<number | undefined> {
  const session = await sessions.find(token, false);
  if (session === undefined || session.assignment !== assignment) return undefined;
  try {
    await decided(wiring, session, patient, '');
    return session.expires;
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'unavailable') throw failure;
    return undefined;
  }
}

/** Written on the bare response: it is not compressed, and is no answer that anybody waits for the end of. */
function begin(reply: FastifyReply): FastifyReply['raw'] {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    // The connection ends with the stream: a server that ends waits for none.
    Connection: 'close',
  });
  raw.write('retry: 2000\n\n');
  return raw;
}

async function hasMissed(
  { database }: Wiring,
  patientKey: number,
  { headers, query }: FastifyRequest<{ Querystring: Missed }>,
): Promise<boolean> {
  const said = whole(headers['last-event-id'] ?? query.since);
  const since = said ?? Date.now() - Math.min(whole(query.age) ?? firstBackMs, firstBackMs);
  return sightChangedSince(database.lane, patientKey, new Date(since - slackMs));
}

/** Undefined: it is none. */
function whole(text: unknown): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
