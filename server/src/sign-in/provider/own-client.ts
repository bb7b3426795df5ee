/**
 * Our own sign-in as a client of our own authorization server: the code is exchanged inside the process, so it works behind
 * any proxy and under any of the server's names (OAuth 2.0 for Browser-Based Apps, "backend for frontend").
 */
import * as oidc from 'openid-client';
import { ownClientId } from './api-clients.ts';

/** Sends a request to this server without leaving the process. */
export type Inject = (request: {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string;
}) => Promise<{ statusCode: number; headers: Record<string, unknown>; body: string }>;

export interface OwnJourney {
  verifier: string;
  state: string;
  nonce: string;
  redirectUri: string;
}

export class OwnClient {
  readonly #configuration: oidc.Configuration;
  readonly #issuer: string;

  constructor(issuer: string, secret: string, inject: Inject) {
    this.#issuer = issuer;
    const endpoints = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      authorization_response_iss_parameter_supported: true,
    };
    this.#configuration = new oidc.Configuration(
      endpoints,
      ownClientId,
      { id_token_signed_response_alg: 'ES256' },
      oidc.ClientSecretBasic(secret),
    );
    oidc.allowInsecureRequests(this.#configuration);
    this.#configuration[oidc.customFetch] = async (address, options) => {
      const { pathname, search } = new URL(address);
      const answer = await inject({
        method: options.method,
        url: pathname + search,
        headers: options.headers,
        ...(options.body instanceof URLSearchParams && { payload: options.body.toString() }),
      });
      return new Response(answer.body, {
        status: answer.statusCode,
        headers: { 'content-type': String(answer.headers['content-type']) },
      });
    };
  }

  /** Where the browser goes, relative to the address it came by. */
  async begin(origin: string): Promise<{ address: string; journey: OwnJourney }> {
    const journey: OwnJourney = {
      verifier: oidc.randomPKCECodeVerifier(),
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      redirectUri: `${origin}/sign-in/callback`,
    };
    const { pathname, search } = oidc.buildAuthorizationUrl(this.#configuration, {
      redirect_uri: journey.redirectUri,
      scope: 'openid profile fhirUser',
      // Whoever sits at the machine now is asked who they are, whoever sat there before.
      prompt: 'login',
      code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
      state: journey.state,
      nonce: journey.nonce,
    });
    return { address: pathname + search, journey };
  }

  /** The subject who has signed in. Fails with openid-client's errors. */
  async finish(search: string, journey: OwnJourney): Promise<string> {
    const callback = new URL(`${journey.redirectUri}${search}`);
    const tokens = await oidc.authorizationCodeGrant(this.#configuration, callback, {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    const subject = tokens.claims()?.sub;
    if (subject === undefined) throw new Error(`${this.#issuer} gave no subject`);
    return subject;
  }
}
