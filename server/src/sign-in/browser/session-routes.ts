/** What the apps ask about the session: who is signed in, in which assignment, until when; and to change or end it. */
import type { Assignment } from '@vardkedjan/care/access/caller.ts';
import type { Act } from '@vardkedjan/care/access/finding.ts';
import { offered } from '@vardkedjan/care/access/offered.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { situationOfCaller } from '../../access/gather-situation.ts';
import type { Config } from '../../config.ts';
import { assignmentOf } from '../callers.ts';
import { cookieText } from './cookies.ts';
import type { Session } from '../sessions.ts';
import type { SignIn } from '../sign-in.ts';

export function addSessionRoutes(app: FastifyInstance, config: Config, signIn: SignIn): void {
  app.get('/session', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    // An app that asks now and then how long is left does not make it longer.
    return sessionAnswer(config, signIn, await requireSession(signIn, request, false));
  });

  app.post('/session/assignment', async (request, reply) => {
    const session = await requireSession(signIn, request);
    const { id } = (request.body ?? {}) as { id?: unknown };
    const staff = session.kind === 'staff' ? await signIn.people.staff(session.person) : undefined;
    const chosen = staff?.assignments.find((assignment) => assignment.id === id);
    if (chosen === undefined) throw new Failure('invalid', 'That is none of your assignments');
    reply.header('Cache-Control', 'no-store');
    // The one that is held already is a use of the session, and ends none of its open pages.
    const isHeld = staff !== undefined && assignmentOf(staff, session.assignment)?.id === chosen.id;
    return sessionAnswer(config, signIn, isHeld ? session : await signIn.sessions.choose(session, chosen.id));
  });

  app.post('/sign-out', async (request, reply) => {
    const session = await signIn.authenticator.session(request);
    const { everywhere } = (request.body ?? {}) as { everywhere?: unknown };
    if (session !== undefined)
      await (everywhere === true
        ? signIn.sessions.endAllOf(session.kind, session.person)
        : signIn.sessions.end(session));
    return forgetCookie(signIn, reply).code(204).send();
  });
}

async function requireSession(signIn: SignIn, request: FastifyRequest, counts = true): Promise<Session> {
  const session = await signIn.authenticator.session(request, counts);
  if (session === undefined) throw new Failure('unauthenticated', 'Nobody is signed in');
  return session;
}

async function sessionAnswer({ mode }: Config, signIn: SignIn, session: Session) {
  const { people } = signIn;
  const shared = { kind: session.kind, demo: mode === 'demo', expires: new Date(session.expires).toISOString() };
  if (session.kind === 'resident') {
    const resident = await people.resident(session.person);
    if (resident === undefined) throw new Failure('unauthenticated', 'You are no longer registered here');
    const { id, name } = resident;
    return { ...shared, name, caller: { kind: 'resident', id, name }, assignments: [], assignment: null };
  }
  const staff = await people.staff(session.person);
  if (staff === undefined) throw new Failure('unauthenticated', 'You are no longer registered here');
  const { hsaId: id, name, practitioner, assignments } = staff;
  const caller = { kind: 'staff', id, name, practitioner: { id: practitioner.id } };
  const chosen = assignmentOf(staff, session.assignment);
  return {
    ...shared,
    name,
    caller,
    assignments: assignments.map(shownAssignment),
    assignment: chosen ? { ...shownAssignment(chosen), offers: await offersOf(signIn, session) } : null,
  };
}

/** What the assignment does not rule out, before anything is known of a patient; each act is decided anew when it is done. */
async function offersOf({ authenticator }: SignIn, { person, assignment }: Session): Promise<Act[]> {
  const standing = await authenticator.standingOf({ kind: 'staff', person, assignment });
  if (standing.is !== 'caller') return [];
  return offered(situationOfCaller(standing.caller, 'record'), stockholmDay(new Date()));
}

/** Without the store's keys, which mean nothing outside. */
function shownAssignment({
  careUnit: { key: _unit, ...careUnit },
  careProvider: { key: _provider, ...careProvider },
  ...assignment
}: Assignment) {
  return { ...assignment, careUnit, careProvider };
}

function forgetCookie({ authenticator }: SignIn, reply: FastifyReply): FastifyReply {
  const secure = authenticator.cookieName.startsWith('__Host-');
  return reply
    .header('Cache-Control', 'no-store')
    .header('Set-Cookie', cookieText(authenticator.cookieName, '', { path: '/', maxAge: 0, secure }));
}
