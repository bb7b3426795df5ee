/** Cookies as we use them (RFC 6265): httpOnly, SameSite=Lax, values that need no escaping. */

export interface CookieTerms {
  path: string;
  secure: boolean;
  /** Seconds; 0 removes it. Left out: until the browser is closed. */
  maxAge?: number;
}

/** The value of a Set-Cookie header. */
export function cookieText(name: string, value: string, { path, secure, maxAge }: CookieTerms): string {
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  return `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`;
}

/** The value of a cookie in a Cookie header. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals !== -1 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}
