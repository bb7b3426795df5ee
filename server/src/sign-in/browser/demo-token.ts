/**
 * Access tokens for the terminal (`npm run -s token`), in a demo only: there anyone may be anyone, on the sign-in page as
 * well. Needs the header that a page of another origin cannot send.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { FastifyInstance } from 'fastify';
import { assignmentOf } from '../callers.ts';
import { principalByWord } from '../cast.ts';
import { whyNotSignIn } from '../may-sign-in.ts';
import type { Principal } from '../principal.ts';
import type { SignIn } from '../sign-in.ts';

/** A working day: a terminal has no way to ask again. */
const minutes = 12 * 60;

interface Wanted {
  as?: string;
  client?: string;
  assignment?: string;
}

export function addDemoToken(app: FastifyInstance, signIn: SignIn): void {
  app.post('/sign-in/token', async (request, reply) => {
    if (request.headers['x-vardkedjan'] !== '1') throw new Failure('forbidden', 'Send the header X-Vardkedjan: 1');
    const principal = await principalOfWanted((request.body ?? {}) as Wanted, signIn);
    const whyNot = await whyNotSignIn(principal, signIn);
    if (whyNot !== undefined) throw new Failure('forbidden', whyNot);
    const clientId = principal.kind === 'client' ? principal.person : 'terminal';
    reply.header('Cache-Control', 'no-store').type('text/plain; charset=utf-8');
    return signIn.bearer.make({ principal, clientId, minutes });
  });
}

async function principalOfWanted({ as, client, assignment }: Wanted, signIn: SignIn): Promise<Principal> {
  if (client !== undefined) {
    if (!signIn.systems.has(client)) {
      throw new Failure(
        'not-found',
        `There is no client ${client}; there are: ${[...signIn.systems.keys()].join(', ')}`,
      );
    }
    return { kind: 'client', person: client };
  }
  if (as === undefined) throw new Failure('invalid', 'Say who: --as <person> or --client <name>');
  const principal = await principalByWord(as, signIn.cast, signIn.people);
  if (principal.kind !== 'staff') return principal;
  return { ...principal, assignment: await chosenAssignment(principal.person, assignment, signIn) };
}

/** By id, HSA-id, or a part of the unit's or title's name. */
async function chosenAssignment(
  person: string,
  wanted: string | undefined,
  { people }: SignIn,
): Promise<string | undefined> {
  const staff = await people.staff(person);
  if (staff === undefined) return undefined;
  if (wanted === undefined) return assignmentOf(staff, undefined)?.id;
  const words = wanted.toLocaleLowerCase('sv');
  const found = staff.assignments.filter(
    ({ id, hsaId, title, careUnit }) =>
      id === wanted || hsaId === wanted || `${title} ${careUnit.name}`.toLocaleLowerCase('sv').includes(words),
  );
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return only.id;
  const names = staff.assignments.map(({ id, title, careUnit }) => `${id} (${title}, ${careUnit.name})`);
  throw new Failure('invalid', `Which assignment? ${names.join('; ')}`);
}
