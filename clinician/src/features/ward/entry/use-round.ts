/** One round as it is typed: its score follows each keystroke, what is unusual is asked about once, and it is saved whole. */
import type { Encounter } from '@medplum/fhirtypes';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { isTooYoungForNews2, type SaturationScale } from '@vardkedjan/care/clinical/vitals/news2.ts';
import { roundResources, scoreOf, unlikelyValues } from '@vardkedjan/care/clinical/vitals/vital-round.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { today } from '../../../chart/today.ts';
import { useSaving } from '../../../dock/use-saving.ts';
import { useSession } from '../../../session/session-context.ts';
import { texts } from '../texts.ts';
import { saveAll } from './save-round.ts';
import { fieldOf, readVitals, type Typed, type VitalField } from './typed-vitals.ts';

export interface RoundOf {
  patientId: string;
  birthDate: string | undefined;
  /** What it belongs to. */
  stay: Encounter | undefined;
  /** That of the latest score; undefined while it is not known. */
  scale: SaturationScale | undefined;
}

const contextOf = (patientId: string, stay: Encounter | undefined) => ({
  subject: { reference: `Patient/${patientId}` },
  ...(stay && { encounter: { reference: `Encounter/${stay.id}` } }),
  newId: () => crypto.randomUUID(),
});

export function useRound({ patientId, birthDate, stay, scale: before }: RoundOf) {
  const t = useTexts(texts);
  const saving = useSaving(patientId);
  const { session, assignment } = useSession();
  const [typed, setTyped] = useState<Typed>({});
  const [chosen, setScale] = useState<SaturationScale>();
  const scale = chosen ?? before ?? 1;
  const [asked, setAsked] = useState('');
  const { values, unreadable } = readVitals(typed);
  const isTooYoung = isTooYoungForNews2(birthDate, today());
  const score = scoreOf({ values, scale });
  const unlikely = [...new Set(unlikelyValues(values).map(fieldOf))].map(
    (field) => `${t.fields[field].short} ${typed[field]?.trim()}`,
  );

  async function save(taken: Date): Promise<boolean> {
    if (unreadable.length > 0) return refuse(`${t.unreadable}: ${names(unreadable)}`);
    if (Object.keys(values).length === 0) return refuse(t.nothing);
    const unusual = unlikely.join(', ');
    if (unusual !== asked) {
      setAsked(unusual);
      if (unusual !== '') return refuse(t.unlikely(unusual));
    }
    const performer = {
      reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
      display: nameWithTitle(session.name, assignment.title),
    };
    const context = { ...contextOf(patientId, stay), performer: [performer], taken: taken.toISOString() };
    const made = roundResources({ values, scale }, { ...context, withoutScore: isTooYoung });
    return saving.save(() => saveAll(made, patientId));
  }

  const names = (fields: readonly VitalField[]) => fields.map((field) => t.fields[field].short).join(', ');
  function refuse(problem: string): boolean {
    saving.setProblem(problem);
    return false;
  }

  return {
    typed,
    set: (field: VitalField, text: string) => {
      setTyped((now) => ({ ...now, [field]: text }));
      saving.setProblem('');
    },
    clear: () => {
      setTyped({});
      setAsked('');
    },
    scale,
    setScale,
    unreadable,
    score,
    isTooYoung,
    isEmpty: Object.values(typed).every((text) => text.trim() === ''),
    saving,
    save,
  };
}

export type Round = ReturnType<typeof useRound>;
