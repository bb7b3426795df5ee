/**
 * The routes below /fhir, read from the tables of interactions and operations: nothing is served that is not in them, and
 * what is in them is what the CapabilityStatement claims. Another method on a known address is 405, an unknown address 404.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { capabilities } from '../interactions/capabilities.ts';
import type { Interaction, Route } from '../interactions/interaction.ts';
import { served } from '../operations/operations.ts';
import { definitionReads } from '../operations/own-definitions.ts';
import { formOfFailure, plainJson } from './form/form.ts';
import type { InFlight } from './in-flight.ts';
import { type Kind, pass } from './pipeline.ts';
import { failureAnswer, renderAnswer } from './render.ts';
import type { Wiring } from './wiring.ts';

const methods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function addFhirRoutes(
  app: FastifyInstance,
  wiring: Wiring,
  inFlight: InFlight,
  baseOf: (request: FastifyRequest) => string,
): void {
  const taken = new Map<string, Set<string>>();
  const add = (kind: Kind, interaction: Interaction, { method, path }: Route): void => {
    const url = `/fhir${path}`;
    taken.set(url, (taken.get(url) ?? new Set()).add(method));
    app.route({
      method,
      url,
      handler: (request, reply) =>
        pass(kind, {
          interaction,
          wiring,
          inFlight,
          base: `${baseOf(request)}/fhir`,
          request,
          reply,
          form: plainJson,
          entered: false,
          held: 0,
          decided: [],
        }),
    });
  };
  for (const interaction of [capabilities, ...definitionReads]) {
    for (const route of interaction.routes) add('public', interaction, route);
  }
  for (const interaction of served) {
    for (const route of interaction.routes) add('record', interaction, route);
  }
  for (const [url, known] of taken) {
    const allowed = known.has('GET') ? [...known, 'HEAD'] : [...known];
    const others = methods.filter((method) => !allowed.includes(method));
    app.route({ method: others, url, handler: (request, reply) => methodNotAllowed(request, reply, wiring, allowed) });
  }
  app.route({ method: [...methods], url: '/fhir/*', handler: (request, reply) => notServed(request, reply, wiring) });
}

function methodNotAllowed(
  request: FastifyRequest,
  reply: FastifyReply,
  { log }: Wiring,
  allowed: readonly string[],
): FastifyReply {
  reply.header('Allow', allowed.join(', '));
  const operation = operationIn(request.url);
  const why =
    operation !== undefined && !allowed.includes('GET')
      ? `${operation} changes what is stored, so that it is called by POST only`
      : `${request.method} is not supported here; ${allowed.join(', ')} is`;
  const failure = new Failure('not-supported', why, { status: 405 });
  return renderAnswer(reply, failureAnswer(failure, request.id, log), formOfFailure(request));
}

function notServed(request: FastifyRequest, reply: FastifyReply, { log }: Wiring): FastifyReply {
  const named = notSupported(request.url);
  const failure = new Failure(
    named === undefined ? 'not-found' : 'not-supported',
    named ?? 'There is nothing at this address',
    { status: 404 },
  );
  return renderAnswer(reply, failureAnswer(failure, request.id, log), formOfFailure(request));
}

function operationIn(url: string): string | undefined {
  return /\/(\$[\w-]+)(?:\?|$)/.exec(url)?.[1];
}

/** What R4 has at such an address, and we do not. */
function notSupported(url: string): string | undefined {
  const operation = operationIn(url);
  if (operation !== undefined) return `The operation ${operation} is not supported here`;
  const [, owner] = /^\/fhir\/([A-Z]\w+)\/[^/]+\/[A-Z*]/.exec(url) ?? [];
  return owner === undefined ? undefined : `${owner} has no compartment in R4`;
}
