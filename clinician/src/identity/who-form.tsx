/** Who somebody with a reserve number turned out to be: found by number, seen beside the record that is open, and then said. */
import type { Patient } from '@medplum/fhirtypes';
import { useMutation, useQuery } from '@tanstack/react-query';
import { parsePersonNumber } from '@vardkedjan/care/people/person-number.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Refused } from '@vardkedjan/ui/states/refused.tsx';
import { Empty, Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, useState } from 'react';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';
import { today } from '../chart/today.ts';
import { useRecordChanged } from '../chart/use-chart.ts';
import { findPatients } from '../find/find-patients.ts';
import { sayWho } from './identity-requests.ts';
import { texts } from './texts.ts';

export function WhoForm({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const [isBad, setBad] = useState(false);
  const number = parsePersonNumber(text, today());
  const found = useQuery({
    queryKey: ['find-patient', 'who', number?.value],
    queryFn: ({ signal }) => (number ? findPatients({ kind: 'number', id: number }, signal) : null),
    enabled: number !== undefined,
    gcTime: 0,
  });
  const people = number === undefined ? undefined : found.data?.patients;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBad(number === undefined);
  };
  return (
    <form className="identity-form" onSubmit={submit} noValidate>
      <h3>{t.who}</h3>
      <p className="quiet">{t.whoMore}</p>
      <TextField
        label={t.number}
        value={text}
        onChange={setText}
        autoComplete="off"
        {...(isBad && number === undefined ? { error: t.badNumber } : {})}
      />
      <div aria-live="polite">
        {found.isError ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
        {people?.length === 0 ? <Empty>{t.nobody}</Empty> : null}
        {people && people.length > 1 ? <Empty>{t.several}</Empty> : null}
        {people?.length === 1 && people[0]?.id ? <ThisPerson unknownId={patientId} known={people[0]} /> : null}
      </div>
    </form>
  );
}

function ThisPerson({ unknownId, known }: { unknownId: string; known: Patient }) {
  const t = useTexts(texts);
  const recordChanged = useRecordChanged();
  const knownId = known.id ?? '';
  const link = useMutation({
    mutationFn: () => sayWho('link', unknownId, knownId),
    onSuccess: () => Promise.all([unknownId, knownId].map(recordChanged)),
  });
  const refusal = link.error instanceof FhirFailure ? link.error.refusal : undefined;
  return (
    <div className="identity-this">
      <p>
        {t.isThis}: <strong>{nameOfPatient(known)}</strong> {personNumberOf(known)}
      </p>
      <Button tone="primary" isDisabled={link.isPending} onPress={() => link.mutate()}>
        {t.link}
      </Button>
      {refusal ? <Refused refusal={refusal} /> : link.isError ? <Failed failure={link.error} /> : null}
    </div>
  );
}
