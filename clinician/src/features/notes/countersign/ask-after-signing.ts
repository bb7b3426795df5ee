/** The colleague whom somebody has chosen is asked as soon as the note is signed. The note is signed whether or not this goes well. */
import type { Note } from '../queries.ts';
import type { ColleagueChoice } from './colleagues.ts';
import { askToCounterSign } from './queries.ts';

export interface NotAsked {
  who: string;
  why: string;
}

/** @returns why the colleague has not been asked; undefined: nobody was chosen, or all went well */
export async function askAfterSigning(
  note: Note,
  colleague: ColleagueChoice | undefined,
  patientId: string,
): Promise<NotAsked | undefined> {
  if (colleague === undefined || note.author?.reference === colleague.value) return undefined;
  try {
    await askToCounterSign(note, { reference: colleague.value, display: colleague.text }, patientId);
    return undefined;
  } catch (failure) {
    return { who: colleague.text, why: (failure as Error).message };
  }
}
