/** The step that the law offers to one who has no care relation: to say why the record is needed (PDL 4:1, HSLF-FS 2016:40 4 kap. 4 §). */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, useState } from 'react';
import { goTo, recordAddress } from '../navigation.ts';
import { type RelationTo, stateRelation } from './state-relation.ts';
import { texts } from './texts.ts';

export function StateRelationForm({ to, onOpened }: { to: RelationTo; onOpened?: () => void }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const state = useMutation({
    mutationFn: () => stateRelation(to, reason.trim()),
    onSuccess: (patientId) => {
      queries.removeQueries({ queryKey: ['record', patientId] });
      onOpened?.();
      goTo(recordAddress(patientId));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') state.mutate();
  };
  const refusal = state.error instanceof FhirFailure ? state.error.refusal : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <p>{t.stateMore}</p>
      <TextField
        label={t.reason}
        help={t.reasonHelp}
        value={reason}
        onChange={setReason}
        autoFocus
        isRequired
        {...(isMissing ? { error: t.reasonMissing } : {})}
      />
      <Button type="submit" tone="primary" isDisabled={state.isPending} keys="Enter">
        {t.open}
      </Button>
      {refusal ? <Refused refusal={refusal} /> : state.isError ? <Failed failure={state.error} /> : null}
    </form>
  );
}
