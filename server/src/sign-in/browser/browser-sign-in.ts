/**
 * A browser signs in: from an app to the authorization server and back, where the code becomes a session of the server's own.
 * The browser never holds a token (OAuth 2.0 for Browser-Based Apps, section 6.1).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, InjectOptions } from 'fastify';
import { cookieText } from './cookies.ts';
import { JourneyCookie } from './journey-cookie.ts';
import { whyNotSignIn } from '../may-sign-in.ts';
import type { OwnJourney } from '../provider/own-client.ts';
import { refusalPage } from './page/page.ts';
import { principalOf } from '../principal.ts';
import type { App } from '../sessions.ts';
import type { SignIn } from '../sign-in.ts';

interface Journey extends OwnJourney {
  app: App;
  back: string;
}

export function addBrowserSignIn(
  app: FastifyInstance,
  signIn: SignIn,
  originOf: (request: FastifyRequest) => string,
): void {
  const cookie = new JourneyCookie<Journey>('vardkedjan-sign-in', signIn.seal);
  const client = signIn.ownClient((request) => app.inject(request as InjectOptions));
  const isSecure = (request: FastifyRequest) => originOf(request).startsWith('https:');

  app.get('/sign-in', async (request, reply) => {
    const query = request.query as { app?: string; return?: string };
    const wanted: App = query.app === 'resident' ? 'resident' : 'clinician';
    const { address, journey } = await client.begin(originOf(request));
    cookie.set(reply, { ...journey, app: wanted, back: backTo(query.return, wanted) }, isSecure(request));
    return reply.header('Cache-Control', 'no-store').redirect(`${address}&login_hint=${wanted}`, 303);
  });

  app.get('/sign-in/callback', async (request, reply) => {
    const journey = cookie.read(request);
    cookie.clear(reply, isSecure(request));
    if (journey === undefined)
      return refuse(reply, 'Inloggningen tog för lång tid eller påbörjades i ett annat fönster.', '/sign-in');
    const again = `/sign-in?${new URLSearchParams({ app: journey.app, return: journey.back })}`;
    let subject: string;
    try {
      subject = await client.finish(request.url.slice('/sign-in/callback'.length), journey);
    } catch {
      return refuse(reply, 'Inloggningen avbröts eller kunde inte bekräftas.', again);
    }
    const principal = principalOf(subject);
    if (principal === undefined || principal.kind === 'client')
      return refuse(reply, 'Inloggningen kunde inte bekräftas.', again);
    const whyNot = await whyNotSignIn(principal, signIn);
    if (whyNot !== undefined) return refuse(reply, whyNot, again);
    const before = await signIn.authenticator.session(request);
    if (before !== undefined) await signIn.sessions.end(before);
    const { kind, person } = principal;
    const session = await signIn.sessions.start({
      kind,
      person,
      assignment: 'assignment' in principal ? principal.assignment : undefined,
      app: journey.app,
    });
    const given = cookieText(signIn.authenticator.cookieName, session.token, { path: '/', secure: isSecure(request) });
    return reply.header('Set-Cookie', given).header('Cache-Control', 'no-store').redirect(journey.back, 303);
  });
}

/** A place within this server only. */
function backTo(wanted: string | undefined, app: App): string {
  const home = app === 'resident' ? '/resident/' : '/';
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || /[\\\s]/.test(wanted)) return home;
  return wanted.startsWith('/sign-in') || wanted.startsWith('/oidc') ? home : wanted;
}

function refuse(reply: FastifyReply, sentence: string, again: string): FastifyReply {
  return reply
    .code(403)
    .header('Cache-Control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(refusalPage(sentence, again));
}
