/**
 * Who is signed in, and with which assignment. The session itself is on the server; the browser holds an httpOnly cookie and never a token.
 */
import { FhirFailure } from './fhir-failure.ts';
import { request } from './fhir-client.ts';

export interface SessionUnit {
  id: string;
  hsaId: string;
  name: string;
}

export interface SessionAssignment {
  /** FHIR id of the PractitionerRole. */
  id: string;
  hsaId: string;
  title: string;
  profession: string;
  purpose: string;
  /** Head of the care unit (verksamhetschef). */
  headOfUnit?: boolean;
  /** Acts of the law that the assignment does not rule out (care/src/access/offered.ts); told of the one that is chosen. */
  offers?: string[];
  careUnit: SessionUnit;
  careProvider: SessionUnit;
}

export interface Session {
  kind: 'staff' | 'resident';
  name: string;
  /** What the caller is to the server: for staff with the practitioner's id, for residents with the patient's. */
  caller: { kind: string; id: string; name: string; practitioner?: { id: string } } | null;
  assignments: SessionAssignment[];
  /** Absent until one is chosen. */
  assignment: SessionAssignment | null;
  /** An invented region with demo sign-in. */
  demo: boolean;
  /** When it ends unless something is done. */
  expires: string;
  /** The same by this machine's clock, which may be wrong: milliseconds since 1970. */
  endsAt: number;
}

/** An instant of the server's clock on ours, by the time the server said it was when it answered. */
export function endsHere(expires: string, serverDate: string | null, now: number): number {
  const skew = now - Date.parse(serverDate ?? '');
  return Date.parse(expires) + (Number.isNaN(skew) ? 0 : skew);
}

/** null when nobody is signed in. */
export async function fetchSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    const response = await request('/session', { headers: { Accept: 'application/json' }, signal });
    const session = (await response.json()) as Omit<Session, 'endsAt'>;
    return { ...session, endsAt: endsHere(session.expires, response.headers.get('date'), Date.now()) };
  } catch (failure) {
    if (failure instanceof FhirFailure && failure.kind === 'signed-out') return null;
    throw failure;
  }
}

export async function chooseAssignment(id: string): Promise<void> {
  await request('/session/assignment', {
    method: 'POST',
    patient: undefined,
    body: { id },
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  });
}

/** Counts as a use of the session, so that it goes on; asking for it with fetchSession does not. */
export async function keepSession({ id }: SessionAssignment): Promise<void> {
  await chooseAssignment(id);
}

export async function signOut(): Promise<void> {
  await request('/sign-out', { method: 'POST', patient: undefined, headers: { Accept: 'application/json' } });
}

/** Where to go to sign in and come back to the same place. */
export function signInAddress(app: 'clinician' | 'resident', back: string): string {
  return `/sign-in?${new URLSearchParams({ app, return: back })}`;
}
