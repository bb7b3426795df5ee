/** What other systems read to find their way: SMART App Launch 2.2 (http://hl7.org/fhir/smart-app-launch/conformance.html), and our public keys. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';
import { baseUrlOf } from '../../http/around/origin.ts';
import { fhirScopes } from '../bearer.ts';
import type { SigningKeys } from '../signing-keys.ts';

export function addDiscovery(app: FastifyInstance, config: Config, keys: SigningKeys): void {
  const issuer = `${baseUrlOf(config)}/oidc`;
  const smart = {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/token/revocation`,
    grant_types_supported: ['authorization_code', 'client_credentials'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    scopes_supported: ['openid', 'profile', 'fhirUser', ...Object.values(fhirScopes)],
    capabilities: [
      'client-public',
      'client-confidential-symmetric',
      'client-confidential-asymmetric',
      'sso-openid-connect',
      'permission-user',
    ],
  };
  const answer = async (_request: unknown, reply: FastifyReply) => {
    reply.header('Cache-Control', 'public, max-age=300').header('Access-Control-Allow-Origin', '*');
    return smart;
  };
  app.get('/.well-known/smart-configuration', answer);
  app.get('/fhir/.well-known/smart-configuration', answer);
  app.get('/.well-known/openid-configuration', (_request, reply) =>
    reply.redirect('/oidc/.well-known/openid-configuration'),
  );
  // With these keys anyone can check the signature of a note.
  app.get('/.well-known/note-keys', async (_request, reply) => {
    reply.header('Cache-Control', 'public, max-age=300');
    return keys.published('note');
  });
}
