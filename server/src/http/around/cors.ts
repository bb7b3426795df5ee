/** Other web apps that may call /fhir from a browser, with tokens and never with our cookie (https://fetch.spec.whatwg.org/#http-cors-protocol). */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';

const allowedHeaders =
  'Authorization, Content-Type, Accept, Prefer, If-Match, If-None-Match, If-None-Exist, If-Modified-Since, X-Security-Context';
const exposedHeaders =
  'ETag, Last-Modified, Location, Content-Location, Content-Disposition, X-Security-Context, Allow, Retry-After, WWW-Authenticate, X-Request-Id';
const allowedMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE';

export function addCors(app: FastifyInstance, config: Config): void {
  if (config.corsOrigins.length === 0) return;
  const origins = new Set(config.corsOrigins);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('Vary', 'Origin');
    const { origin } = request.headers;
    if (origin !== undefined && origins.has(origin)) {
      reply.headers({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposedHeaders });
      reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
    }
    done();
  });
  for (const url of ['/fhir', '/fhir/*']) app.options(url, (_request, reply) => preflight(reply));
}

function preflight(reply: FastifyReply): FastifyReply {
  reply.headers({
    'Access-Control-Allow-Methods': allowedMethods,
    'Access-Control-Allow-Headers': allowedHeaders,
    'Access-Control-Max-Age': '600',
  });
  return reply.code(204).send();
}
