/** The scanner on the round: a wristband shows the patient, a package opens the dose; what does not fit is told and opens nothing. */
import type { MedicationKnowledge } from '@medplum/fhirtypes';
import type { PackageCode } from '@vardkedjan/care/clinical/giving/scanned-code.ts';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { drugInPackage } from '@vardkedjan/care/clinical/giving/package-drug.ts';
import { useMemo, useState } from 'react';
import { listNameOfPatient } from '../../chart/person.ts';
import { hasNumber } from '../../find/has-number.ts';
import { useScans } from '../../find/scan-taker.ts';
import type { RoundPatient } from './patient-list.tsx';
import { drugOfPackage, packagesQuery } from './packages.ts';
import type { RoundDose } from './round-doses.ts';
import { doseFor, readScan } from './scan.ts';
import { texts, type Texts } from './texts.ts';

export interface Scanning {
  patients: readonly RoundPatient[];
  shown: RoundPatient | undefined;
  /** The dose that stands open. */
  open: RoundDose | undefined;
  today: string;
  onPatient: (id: string) => void;
  onDose: (dose: RoundDose, code: PackageCode) => void;
}

export function useScanning(on: Scanning): { told: string; setTold: (told: string) => void } {
  const t = useTexts(texts);
  const [told, setTold] = useState('');
  const orders = useMemo(() => on.shown?.doses.map(({ order }) => order) ?? [], [on.shown]);
  const packages = useQuery(packagesQuery(orders)).data ?? [];
  useScans((scanned) => {
    const scan = readScan(
      scanned,
      on.patients.map(({ patient }) => patient),
    );
    setTold('');
    if (scan.kind === 'neither') return setTold(t.notACode);
    if (scan.kind === 'band') return setTold(bandScanned(scan.digits, on, t));
    if (on.shown === undefined) return setTold(t.scanBandFirst);
    const known = drugInPackage(scan.code, packages);
    if (known !== undefined) return setTold(packageScanned(known, scan.code, on, t));
    void drugOfPackage(scan.code).then(
      ([drug]) => setTold(packageScanned(drug, scan.code, on, t)),
      () => setTold(t.offline),
    );
  });
  return { told, setTold };
}

/** What is wrong with it; empty: nothing. */
function bandScanned(digits: string, on: Scanning, t: Texts): string {
  const found = on.patients.find(({ patient }) => hasNumber(patient, digits));
  if (found === undefined) return t.bandNotHere;
  if (on.open !== undefined && on.shown !== undefined && found.patient.id !== on.shown.patient.id)
    return t.bandOfOther(listNameOfPatient(found.patient), listNameOfPatient(on.shown.patient));
  on.onPatient(found.patient.id);
  return '';
}

function packageScanned(drug: MedicationKnowledge | undefined, code: PackageCode, on: Scanning, t: Texts): string {
  if (code.expires !== undefined && code.expires < on.today) return t.expired(code.expires);
  if (drug === undefined) return t.notInCatalogue;
  const name = drug.code?.text ?? '';
  const found = doseFor(drug, on.shown?.doses ?? []);
  if (found.kind === 'not-ordered') return t.notOrdered(name);
  if (found.kind === 'other-strength') return t.otherStrength(name, found.dose.name);
  if (found.kind === 'not-now') return t.notDueNow(name, found.dose.dueAt ? formatTime(found.dose.dueAt) : '');
  if (on.open !== undefined && on.open.order.id !== found.dose.order.id) return t.wrongPackage(name, on.open.name);
  on.onDose(on.open ?? found.dose, code);
  return '';
}
