/**
 * Access tokens of the API: JWTs signed with ES256 by this server (RFC 9068, RFC 7519), checked once and then known by their
 * text until they end. Norm of use: RFC 6750.
 */
import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type Principal, principalOf, subjectOf } from './principal.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface Bearer {
  principal: Principal;
  /** Milliseconds since 1970. */
  expires: number;
}

interface TokenFor {
  principal: Principal;
  clientId: string;
  minutes: number;
}

const most = 20_000;

/** What a token may be used for: all that its caller may do. Narrower scopes are not given, so none is claimed. */
export const fhirScopes = { people: 'user/*.*', systems: 'system/*.*' };

function scopeOf({ kind }: Principal): string {
  return kind === 'client' ? fhirScopes.systems : fhirScopes.people;
}

export class BearerTokens {
  readonly #keys: SigningKeys;
  readonly #issuer: string;
  readonly #audience: string;
  readonly #known = new Map<string, Bearer>();

  constructor(keys: SigningKeys, where: { issuer: string; audience: string }) {
    this.#keys = keys;
    this.#issuer = where.issuer;
    this.#audience = where.audience;
    this.#keySet = createLocalJWKSet(keys.published('token'));
  }

  readonly #keySet: ReturnType<typeof createLocalJWKSet>;

  /** Whose token it is; undefined when it is none of ours, changed or too old. */
  async check(token: string): Promise<Bearer | undefined> {
    const known = this.#known.get(token);
    if (known !== undefined) {
      if (Date.now() < known.expires) return known;
      this.#known.delete(token);
      return undefined;
    }
    const bearer = await this.#verify(token);
    if (bearer !== undefined) {
      if (this.#known.size >= most) this.#known.clear();
      this.#known.set(token, bearer);
    }
    return bearer;
  }

  async #verify(token: string): Promise<Bearer | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#keySet, {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ['ES256'],
        typ: 'at+jwt',
        requiredClaims: ['exp', 'sub'],
      });
      return bearerOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  make({ principal, clientId, minutes }: TokenFor): Promise<string> {
    const { kid, key } = this.#keys.current.token;
    return new SignJWT({ client_id: clientId, scope: scopeOf(principal) })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(this.#issuer)
      .setAudience(this.#audience)
      .setSubject(subjectOf(principal))
      .setIssuedAt()
      .setExpirationTime(`${minutes}m`)
      .setJti(randomUUID())
      .sign(key);
  }
}

/** A client that asks for itself has its own id as subject (RFC 9068, section 2.2). */
function bearerOf(payload: JWTPayload): Bearer | undefined {
  const { sub = '', exp = 0, client_id: clientId, scope } = payload;
  const principal: Principal | undefined = sub === clientId ? { kind: 'client', person: sub } : principalOf(sub);
  if (principal === undefined || typeof scope !== 'string' || !scope.split(' ').includes(scopeOf(principal)))
    return undefined;
  return { principal, expires: exp * 1000 };
}
