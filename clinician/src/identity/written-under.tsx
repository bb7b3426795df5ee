/**
 * What stands in a person's record and was written under a reserve number, before it was known who it was, says so wherever it is shown. Which
 * entries they are, their subject says: the chart's are known from the start, those of longer lists as they come.
 */
import type { Patient, Resource } from '@medplum/fhirtypes';
import { replaced } from '@vardkedjan/care/people/linked-persons.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { personNumberOf } from '../chart/person.ts';
import { texts } from './texts.ts';
import './identity.css';

interface UnderReserve {
  /** Number by `Patient/x`. */
  numbers: ReadonlyMap<string, string>;
  /** Number by the id of an entry. */
  entries: ReadonlyMap<string, string>;
}

const nothing: UnderReserve = { numbers: new Map(), entries: new Map() };
const Context = createContext<UnderReserve>(nothing);

type OfPatient = Resource & { subject?: { reference?: string }; patient?: { reference?: string } };

const numberOf = (resource: Resource, { numbers }: UnderReserve): string | undefined => {
  const { subject, patient } = resource as OfPatient;
  return numbers.get(subject?.reference ?? patient?.reference ?? '');
};

function withEntries(known: UnderReserve, resources: readonly Resource[]): UnderReserve {
  if (known.numbers.size === 0) return known;
  const found = resources.flatMap((each) => {
    const number = numberOf(each, known);
    return number === undefined || each.id === undefined ? [] : [[each.id, number] as const];
  });
  return { ...known, entries: new Map([...known.entries, ...found]) };
}

/** `resources`: all of the chart, the reserve numbers' Patients among them. */
export function RecordOfOne({
  person,
  resources,
  children,
}: {
  person: Patient;
  resources: readonly Resource[];
  children: ReactNode;
}) {
  const value = useMemo(() => {
    const ids = new Set(replaced(person));
    if (ids.size === 0) return nothing;
    const patients = resources.filter(
      (each): each is Patient => each.resourceType === 'Patient' && ids.has(each.id ?? ''),
    );
    const numbers = new Map(patients.map((each) => [`Patient/${each.id}`, personNumberOf(each)]));
    return withEntries({ numbers, entries: new Map() }, resources);
  }, [person, resources]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Around a list of its own of the record. */
export function AlsoOf({ resources, children }: { resources: readonly Resource[]; children: ReactNode }) {
  const known = useContext(Context);
  const value = useMemo(() => withEntries(known, resources), [known, resources]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Beside the entry. Nothing of an entry of the person's own number. */
export function WrittenUnder({ id }: { id: string }) {
  const t = useTexts(texts);
  const number = useContext(Context).entries.get(id);
  return number === undefined ? null : (
    <span className="written-under" title={t.writtenUnderMore}>
      {t.writtenUnder(number)}
    </span>
  );
}
