/**
 * The built web apps: the clinicians' at /, the residents' at /resident/. Files named by their contents are kept by browsers for
 * good; every address that is no file is the app's own page, which knows its routes itself.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const folders = [
  { prefix: '/resident/', root: fileURLToPath(new URL('../../../../resident/dist/', import.meta.url)) },
  { prefix: '/', root: fileURLToPath(new URL('../../../../clinician/dist/', import.meta.url)) },
].filter(({ root }) => existsSync(root));

/** Addresses of the server itself, and of files: where a missing page is never an app's. */
const notPages = /^\/(fhir|oidc|sign-in|sign-out|session|health|metrics|\.well-known|assets|resident\/assets)(\/|$|\?)/;
const neverChanges = /[\\/]assets[\\/]/;

export function addApps(app: FastifyInstance): void {
  for (const [index, { prefix, root }] of folders.entries()) {
    app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: index === 0,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('Cache-Control', neverChanges.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  // The router takes both addresses for the same one; links within the app start from the one with the slash.
  app.get('/resident', (request, reply) =>
    request.url.startsWith('/resident/') ? appPage(request, reply) : reply.redirect('/resident/'),
  );
}

/** The app's page for an address within it; undefined when the address is none of an app's. */
export function appPage(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { method, url } = request;
  if ((method !== 'GET' && method !== 'HEAD') || notPages.test(url)) return undefined;
  const app = folders.find(({ prefix }) => url.startsWith(prefix));
  return app && reply.header('Cache-Control', 'no-cache').sendFile('index.html', app.root);
}
