/** Colleagues who can be asked to countersign: those of the unit, but for oneself and for those who write for others. */
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../../session/session-context.ts';
import { colleaguesQuery } from '../../../shared/colleagues-query.ts';

export interface ColleagueChoice {
  value: string;
  text: string;
}

/** `but`: whom else not to ask, `Practitioner/…`: the note's author. */
export function useColleagues(but?: string): readonly ColleagueChoice[] {
  const { assignment, session } = useSession();
  const self = `Practitioner/${session.caller?.practitioner?.id ?? ''}`;
  const { data = [] } = useQuery(colleaguesQuery(assignment.careUnit.id));
  // Whom the law lets sign is for the server to say, when it is done; a secretary is never one of them.
  const may = data.filter(
    ({ reference, profession }) => ![self, but].includes(reference) && profession !== 'medical-secretary',
  );
  const byReference = new Map(may.map(({ reference, name }) => [reference, { value: reference, text: name }]));
  return [...byReference.values()].toSorted((a, b) => a.text.localeCompare(b.text, 'sv'));
}
