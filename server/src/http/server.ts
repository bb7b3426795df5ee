/**
 * The HTTP server: the record at /fhir, signing in, the two apps, health and figures for operators. Everything that is not
 * FHIR is registered here; what passes the record's pipeline is in pipeline.ts.
 */
import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { SignIn } from '../sign-in/sign-in.ts';
import { addSignInRoutes } from '../sign-in/routes.ts';
import { addApps, appPage } from './around/apps.ts';
import { answerNoRequest } from './around/broken-requests.ts';
import { addCors } from './around/cors.ts';
import { addHealth } from './around/health.ts';
import { formOfFailure, plainJson } from './form/form.ts';
import { InFlight } from './in-flight.ts';
import { addHostRule, originOf } from './around/origin.ts';
import { addOpenPages } from './open-pages/routes.ts';
import { failureAnswer, renderAnswer } from './render.ts';
import { addFhirRoutes } from './routes.ts';
import { addSecurityHeaders } from './around/security-headers.ts';
import type { Wiring } from './wiring.ts';

/** Answers shorter than this are sent as they are: compressing them costs more than it saves. */
const compressedFrom = 4096;

export function buildServer(wiring: Wiring, signIn: SignIn, inFlight: InFlight): FastifyInstance {
  const app = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: 1_000_000,
    requestTimeout: 120_000,
    // Who sends headers a letter at a time is let go.
    http: { headersTimeout: 20_000 },
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: answerNoRequest,
    frameworkErrors: (error, request, reply) =>
      renderAnswer(reply as FastifyReply, failureAnswer(error, request.id, wiring.log), plainJson),
  });
  wiring.metrics.watchIndex(() => wiring.searchParameters.latest?.behind() ?? []);
  const originOfRequest = (request: FastifyRequest) => originOf(wiring.config, request.headers.host);
  addSecurityHeaders(app, wiring.config);
  addHostRule(app);
  app.register(compress, {
    threshold: compressedFrom,
    encodings: ['br', 'gzip'],
    requestEncodings,
    brotliOptions: { params: brotliQuality },
  });
  addFailures(app, wiring);
  addHealth(app, wiring);
  app.register(async (record) => {
    keepBodies(record);
    addCors(record, wiring.config);
    addFhirRoutes(record, wiring, inFlight, originOfRequest);
  });
  addSignInRoutes(app, wiring, signIn, originOfRequest);
  addOpenPages(app, wiring, signIn);
  addApps(app);
  return app;
}

/** Not Brotli: Node's unpacks what was cut off as if it were whole, without an error. */
const requestEncodings: ('gzip' | 'deflate' | 'identity')[] = ['gzip', 'deflate', 'identity'];

/** 4 of 11: as small as gzip's best, at a third of the time. */
const brotliQuality = { 1: 4 };

/** The pipeline reads bodies itself, once it knows who asks. */
function keepBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

function addFailures(app: FastifyInstance, { log }: Wiring): void {
  app.setErrorHandler((error, request, reply) =>
    renderAnswer(reply, failureAnswer(error, request.id, log), formOfFailure(request)),
  );
  app.setNotFoundHandler((request, reply) => {
    const page = appPage(request, reply);
    if (page !== undefined) return page;
    const failure = new Failure('not-found', 'There is nothing at this address');
    return renderAnswer(reply, failureAnswer(failure, request.id, log), formOfFailure(request));
  });
}
