/** Finding a patient by number, name or scanned band, and opening the record. Enter opens the first hit. */
import type { Patient } from '@medplum/fhirtypes';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import { ageInWords } from '@vardkedjan/care/people/age.ts';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { listNameOfPatient, personNumberOf } from '../chart/person.ts';
import { today } from '../chart/today.ts';
import { RegisterUnknown } from '../identity/register-unknown.tsx';
import { goTo, recordAddress } from '../navigation.ts';
import { StateRelationForm } from '../record/state-relation-form.tsx';
import { findPatients } from './find-patients.ts';
import { readSearchText, type SearchText } from './search-text.ts';
import { texts } from './texts.ts';
import './find-patient.css';

export interface FindPatientProps {
  /** What a scanner has read, or what stands in the palette. */
  initialText: string;
  onClose: () => void;
}

const typingPause = 180;

export function FindPatient({ initialText, onClose }: FindPatientProps) {
  const t = useTexts(texts);
  const [text, setText] = useState(initialText);
  const search = useSettled(text);
  const isAsked = search.kind === 'number' || search.kind === 'name';
  const found = useQuery({
    queryKey: ['find-patient', search],
    queryFn: ({ signal }) => findPatients(search, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const patients = isAsked ? (found.data?.patients ?? []) : [];
  const open = (patient: Patient) => {
    onClose();
    goTo(recordAddress(patient.id ?? ''));
  };
  const entered = useRef(initialText !== '');
  useEffect(() => {
    // Enter, or the scanner's own Enter, came before the answer did.
    if (!entered.current || found.isPlaceholderData || !found.data) return;
    entered.current = false;
    if (found.data.patients.length === 1 && found.data.patients[0]) open(found.data.patients[0]);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (patients[0] && !found.isPlaceholderData) open(patients[0]);
      else entered.current = true;
    } else if (event.key === 'ArrowDown' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('.data-table-opener')?.focus();
    }
  };
  return (
    <Dialog title={t.title} isOpen onClose={onClose} size="wide">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Enter and the arrow of the field inside it */}
      <div className="find-patient" onKeyDown={onKeyDown}>
        <TextField
          label={t.field}
          help={t.help}
          value={text}
          onChange={setText}
          autoFocus
          autoComplete="off"
          {...(search.kind === 'bad-number' ? { error: t.badNumber } : {})}
        />
        <div className="find-patient-hits" aria-live="polite">
          {found.isError ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
          {patients.length > 0 ? (
            <Hits patients={patients} hasMore={found.data?.hasMore === true} onOpen={open} />
          ) : null}
          {found.isSuccess && isAsked && patients.length === 0 ? <NoHits search={search} onClose={onClose} /> : null}
          {search.kind === 'unfinished-number' ? <Empty>{t.unfinished}</Empty> : null}
          {search.kind === 'too-short' ? <Empty>{t.tooShort}</Empty> : null}
        </div>
        <RegisterUnknown onOpened={onClose} />
      </div>
    </Dialog>
  );
}

/** The text as it is read once typing has paused; a whole number needs no pause. */
function useSettled(text: string): SearchText {
  const [settled, settle] = useState(() => readSearchText(text, today()));
  useEffect(() => {
    const read = readSearchText(text, today());
    const timer = setTimeout(() => settle(read), read.kind === 'name' ? typingPause : 0);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function Hits({
  patients,
  hasMore,
  onOpen,
}: {
  patients: Patient[];
  hasMore: boolean;
  onOpen: (patient: Patient) => void;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <>
      <DataTable
        caption={t.results}
        columns={columnsOf(t, language)}
        rows={patients}
        rowKey={(patient) => patient.id ?? ''}
        onOpen={onOpen}
      />
      <p className="quiet">{hasMore ? t.many : t.opensFirst}</p>
    </>
  );
}

function columnsOf(t: (typeof texts)['sv'], language: Language): Column<Patient>[] {
  return [
    { key: 'name', title: t.name, cell: listNameOfPatient, sortBy: listNameOfPatient },
    { key: 'number', title: t.number, fit: true, cell: personNumberOf, sortBy: personNumberOf },
    {
      key: 'age',
      title: t.age,
      fit: true,
      align: 'right',
      cell: (patient) => ageInWords(patient.birthDate ?? '', today(), language),
      sortBy: (patient) => patient.birthDate,
    },
    // A protected person's place is shown nowhere.
    {
      key: 'place',
      title: t.place,
      cell: (patient) =>
        isProtectedPerson(patient) ? <Badge>{t.protected}</Badge> : (patient.address?.[0]?.city ?? ''),
    },
  ];
}

function NoHits({ search, onClose }: { search: SearchText; onClose: () => void }) {
  const t = useTexts(texts);
  if (search.kind !== 'number') return <Empty>{t.none}</Empty>;
  return (
    <>
      <Empty>{t.noneByNumber}</Empty>
      <StateRelationForm to={{ personId: search.id }} onOpened={onClose} />
    </>
  );
}
