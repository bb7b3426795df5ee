/** The addresses of signing in: for browsers, for the apps that run in them, and for OAuth clients. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Wiring } from '../http/wiring.ts';
import { addBrowserSignIn } from './browser/browser-sign-in.ts';
import { addChoosing } from './browser/choosing.ts';
import { addDemoToken } from './browser/demo-token.ts';
import { addDiscovery } from './provider/discovery.ts';
import { addSessionRoutes } from './browser/session-routes.ts';
import type { SignIn } from './sign-in.ts';

export function addSignInRoutes(
  app: FastifyInstance,
  { config, keys }: Wiring,
  signIn: SignIn,
  originOf: (request: FastifyRequest) => string,
): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
  addBrowserSignIn(app, signIn, originOf);
  addChoosing(app, config, signIn, originOf);
  addSessionRoutes(app, config, signIn);
  addDiscovery(app, config, keys);
  if (config.mode === 'demo') addDemoToken(app, signIn);
  app.register(async (oidc) => mountProvider(oidc, signIn, originOf));
}

/** oidc-provider answers by itself, on the bare request and response, below /oidc. */
async function mountProvider(
  app: FastifyInstance,
  { provider }: SignIn,
  originOf: (request: FastifyRequest) => string,
): Promise<void> {
  const answer = provider.callback();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.all('/oidc/*', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    const { raw } = request;
    const { protocol, host } = new URL(originOf(request));
    raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    raw.headers['x-forwarded-host'] = host;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    Object.assign(raw, { originalUrl: raw.url });
    raw.url = (raw.url ?? '').slice('/oidc'.length);
    await answer(raw, reply.raw);
  });
}
