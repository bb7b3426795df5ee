/**
 * What browsers are told about every answer (OWASP ASVS 5.0, V3.4): scripts only from here, no framing, no guessing of types,
 * no address in Referer, and encrypted connections from then on where the server is reached by one.
 */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';

/** Styles may be inline: the components position themselves by style attributes. */
const contentSecurity = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // What is dictated is played from the page’s own memory.
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function addSecurityHeaders(app: FastifyInstance, config: Config): void {
  const headers: Record<string, string> = {
    'Content-Security-Policy': contentSecurity,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'geolocation=(), microphone=(self), payment=(), usb=()',
    ...(config.baseUrl.startsWith('https://') && {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    }),
  };
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    reply.header('X-Request-Id', request.id);
    done();
  });
}
