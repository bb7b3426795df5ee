/** Who countersigns what is being signed: chosen once, and the same for what the same person signs next at the unit. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useState } from 'react';
import { useSession } from '../../../session/session-context.ts';
import { type ColleagueChoice, useColleagues } from './colleagues.ts';
import { lastColleague, rememberColleague } from './last-colleague.ts';
import { texts } from './texts.ts';

export interface CounterSigner {
  chosen: ColleagueChoice | undefined;
  colleagues: readonly ColleagueChoice[];
  choose: (reference: string) => void;
}

const nobody = 'nobody';

export function useCounterSigner(): CounterSigner {
  const { assignment, session } = useSession();
  const [unit, caller] = [assignment.careUnit.id, session.caller?.id ?? ''];
  const [reference, setReference] = useState(() => lastColleague(unit, caller));
  const colleagues = useColleagues();
  return {
    colleagues,
    chosen: colleagues.find(({ value }) => value === reference),
    choose: (value) => {
      const next = value === nobody ? undefined : value;
      setReference(next);
      rememberColleague(unit, caller, next);
    },
  };
}

export function CounterSignerChoice({ chosen, colleagues, choose }: CounterSigner) {
  const t = useTexts(texts);
  if (colleagues.length === 0) return null;
  return (
    <Select
      label={t.counterSigner}
      choices={[{ value: nobody, text: t.nobody }, ...colleagues]}
      value={chosen?.value ?? nobody}
      onChange={choose}
    />
  );
}
