/** In the strip of both records: that it is the same person, the way to the other one, and the way back. */
import type { Patient } from '@medplum/fhirtypes';
import { useMutation, useQuery } from '@tanstack/react-query';
import { replaced, replacedBy } from '@vardkedjan/care/people/linked-persons.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import type { Chart } from '../chart/chart.ts';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';
import { patientQuery, useRecordChanged } from '../chart/use-chart.ts';
import { recordAddress } from '../navigation.ts';
import { sayWho } from './identity-requests.ts';
import { texts } from './texts.ts';
import './identity.css';

export function LinkedPersons({ chart: { patient, find, hasHiddenLinked } }: { chart: Chart }) {
  const known = replacedBy(patient);
  const unknown = replaced(patient);
  return (
    <>
      {known === undefined ? null : <IsKnown unknownId={patient.id} knownId={known} />}
      {unknown.map((id) => (
        <WasUnknown key={id} unknownId={id} isShown={!hasHiddenLinked && find(`Patient/${id}`) !== undefined} />
      ))}
    </>
  );
}

function IsKnown({ unknownId, knownId }: { unknownId: string; knownId: string }) {
  const t = useTexts(texts);
  const [asks, setAsks] = useState(false);
  return (
    <p className="strip-linked">
      <strong>{t.isKnown}</strong> <Other id={knownId} /> <span>{t.writeThere}</span>{' '}
      <a href={recordAddress(knownId)}>{t.open}</a>{' '}
      <Button tone="quiet" onPress={() => setAsks(true)}>
        {t.unlink}
      </Button>
      {asks ? <TakeBack unknownId={unknownId} knownId={knownId} onClose={() => setAsks(false)} /> : null}
    </p>
  );
}

function WasUnknown({ unknownId, isShown }: { unknownId: string; isShown: boolean }) {
  const t = useTexts(texts);
  return (
    <p className="strip-linked">
      <strong>{t.wasUnknown}</strong> <Other id={unknownId} /> <span>{isShown ? t.readTogether : t.notAllOpen}</span>{' '}
      <a href={recordAddress(unknownId)}>{t.open}</a>
    </p>
  );
}

function Other({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data, isPending } = useQuery(patientQuery(id));
  if (isPending) return null;
  return <span>{data ? nameAndNumber(data) : t.hidden}</span>;
}

const nameAndNumber = (patient: Patient) => `${nameOfPatient(patient)} ${personNumberOf(patient)}`;

interface TakeBackProps {
  unknownId: string;
  knownId: string;
  onClose: () => void;
}

function TakeBack({ unknownId, knownId, onClose }: TakeBackProps) {
  const t = useTexts(texts);
  const recordChanged = useRecordChanged();
  const unlink = useMutation({
    mutationFn: () => sayWho('unlink', unknownId, knownId),
    onSuccess: async () => {
      onClose();
      await Promise.all([unknownId, knownId].map(recordChanged));
    },
  });
  return (
    <Dialog
      title={t.unlinkTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={unlink.isPending} onPress={() => unlink.mutate()}>
            {t.unlink}
          </Button>
        </>
      }
    >
      <p>
        <Other id={unknownId} /> – <Other id={knownId} />
      </p>
      <p>{t.unlinkMore}</p>
      {unlink.isError ? <Failed failure={unlink.error} /> : null}
    </Dialog>
  );
}
