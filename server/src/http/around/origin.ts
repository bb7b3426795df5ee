/**
 * The address a browser reached us at: BASE_URL. Without that setting we are on this machine, under any of its own names; a Host
 * header is believed only when it is one of them, so that nobody is led elsewhere.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';

/** RFC 3986, sections 3.2.2 and 3.2.3: `host [":" port]`; a host of no letters is none in http (RFC 9110, section 4.2.1). */
const hostAndPort = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(:\d*)?$/i;
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function baseUrlOf(config: Config): string {
  return config.baseUrl === '' ? `http://localhost:${config.port}` : config.baseUrl;
}

export function originOf(config: Config, host: string | undefined): string {
  return config.baseUrl === '' && host !== undefined && loopback.test(host) ? `http://${host}` : baseUrlOf(config);
}

/** RFC 9112, section 3.2: a Host header that names no host is answered by 400. */
export function addHostRule(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { host } = request.headers;
    if (host === undefined || hostAndPort.test(host)) return done();
    done(new Failure('invalid', 'The Host header names no host'));
  });
}
