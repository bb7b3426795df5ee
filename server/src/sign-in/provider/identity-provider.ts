/**
 * A region's own identity provider (Inera's IdP or another), asked by OpenID Connect with PKCE when somebody signs in
 * (swedish-rules 2.3). It says who it is; the record says what that person may do.
 */
import * as oidc from 'openid-client';
import type { Config } from '../../config.ts';
import { type ClaimedIdentity, claimedIdentity } from './claims.ts';

export interface Journey {
  verifier: string;
  state: string;
  nonce: string;
}

export interface IdentityProvider {
  /** Where the browser goes, and what must be remembered until it comes back. */
  begin(redirectUri: string): Promise<{ address: URL; journey: Journey }>;
  /** Fails with openid-client's errors when the answer is not to be believed. */
  finish(callback: URL, journey: Journey): Promise<ClaimedIdentity>;
}

export function identityProviderOf(config: Config): IdentityProvider {
  let discovered: Promise<oidc.Configuration> | undefined;
  const discover = (): Promise<oidc.Configuration> => {
    discovered ??= discovery(config).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
  return {
    async begin(redirectUri) {
      const journey = { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() };
      const address = oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: config.oidcScopes,
        code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
        state: journey.state,
        nonce: journey.nonce,
        ...(config.oidcAcr.length > 0 && { acr_values: config.oidcAcr.join(' ') }),
      });
      return { address, journey };
    },
    async finish(callback, { verifier, state, nonce }) {
      const tokens = await oidc.authorizationCodeGrant(await discover(), callback, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      return claimedIdentity({ ...tokens.claims() });
    },
  };
}

function discovery(config: Config): Promise<oidc.Configuration> {
  const authentication = config.oidcClientSecret === '' ? oidc.None() : oidc.ClientSecretBasic(config.oidcClientSecret);
  const insecure = config.oidcIssuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
  return oidc.discovery(new URL(config.oidcIssuer), config.oidcClientId, undefined, authentication, {
    timeout: 10,
    ...insecure,
  });
}
