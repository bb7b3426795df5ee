/** The people of a demo whom anyone may sign in as: what the sign-in page lists. Given by the seed; empty in production. */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { People } from './people.ts';
import type { Principal } from './principal.ts';

export interface CastMember {
  kind: 'staff' | 'resident';
  /** Short word: `sara`. */
  key: string;
  /** FHIR id of the Practitioner or Patient. */
  id: string;
  /** HSA-id of staff, personal identity number of residents. */
  number: string;
  name: string;
  /** One line about who it is. */
  story: string;
}

export function principalOfMember({ kind, id, number }: CastMember): Principal {
  return kind === 'staff' ? { kind, person: number, assignment: undefined } : { kind, person: id };
}

/** Finds a person by the words a terminal has: a cast member's key or id, an HSA-id, a personal identity number, a Patient's id. */
export async function principalByWord(word: string, cast: readonly CastMember[], people: People): Promise<Principal> {
  const member = cast.find(({ key, id, number }) => [key, id, number].includes(word));
  if (member !== undefined) return principalOfMember(member);
  if (/^\d{12}$/.test(word)) {
    const resident = await people.residentByNumber(word);
    if (resident !== undefined) return { kind: 'resident', person: resident.id };
  }
  if ((await people.staff(word)) !== undefined) return { kind: 'staff', person: word, assignment: undefined };
  if (/^[A-Za-z0-9\-.]{1,64}$/.test(word) && (await people.resident(word)) !== undefined)
    return { kind: 'resident', person: word };
  throw new Failure(
    'not-found',
    `Nobody here is called ${word}: give a cast member's short name, an HSA-id or a personal identity number`,
  );
}
