/** The chosen patient: who it is, what the patient must not have, the doses, and the one that is being signed. */
import type { AllergyIntolerance, DetectedIssue } from '@medplum/fhirtypes';
import type { Given } from '@vardkedjan/care/clinical/giving/administration.ts';
import { isByRate } from '@vardkedjan/care/clinical/giving/due-times.ts';
import { answersOf } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { isInForce, isNoKnown, nameOf } from '@vardkedjan/care/clinical/drug-safety/hypersensitivity.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { useState } from 'react';
import { OrderedDespite } from '../../drug-orders/ordered-despite.tsx';
import { nameOfPatient, personNumberOf } from '../../chart/person.ts';
import { recordAddress } from '../../navigation.ts';
import { DoseTable } from './dose-table.tsx';
import { GiveDose } from './give-dose.tsx';
import { delegationFor, type GivesBy } from './may-give-dose.ts';
import type { RoundPatient } from './patient-list.tsx';
import type { RoundDose } from './round-doses.ts';
import { RunInfusion } from './run-infusion.tsx';
import { SignedDialog } from './signed-dialog.tsx';
import { texts } from './texts.ts';
import { useGiving } from './use-giving.ts';

interface PatientRoundProps {
  shown: RoundPatient;
  allergies: readonly AllergyIntolerance[];
  answers: readonly DetectedIssue[];
  now: number;
  givesBy: GivesBy;
  open: RoundDose | undefined;
  scanned: Given['package'];
  onOpen: (dose: RoundDose | undefined) => void;
  onSigned: (dose: RoundDose) => void;
}

export function PatientRound(props: PatientRoundProps) {
  const { shown, allergies, answers, now, givesBy, open, scanned, onOpen, onSigned } = props;
  const t = useTexts(texts);
  const hand = useGiving(shown.patient.id);
  const [about, setAbout] = useState<{ dose: RoundDose; what: 'undo' | 'effect' }>();
  const by = open && delegationFor(open, givesBy);
  const signing = open && {
    dose: open,
    hand,
    giving: () => hand.giving(by === 'own' ? undefined : by),
    scanned,
    onDone: () => onSigned(open),
    onCancel: () => onOpen(undefined),
  };
  const clear = () => hand.setProblems([]);
  return (
    <div className="round-shown">
      <header className="round-who">
        <h2>{nameOfPatient(shown.patient)}</h2>
        <span>{personNumberOf(shown.patient)}</span>
        <span>{shown.patient.place}</span>
        <a href={recordAddress(shown.patient.id, 'medications')}>{t.openRecord}</a>
      </header>
      <Hypersensitivities allergies={allergies} />
      <Despite doses={shown.doses} answers={answers} />
      <div className="round-both">
        {signing ? (
          (open.order.dosageInstruction ?? []).some(isByRate) ? (
            <RunInfusion key={open.key} {...signing} />
          ) : (
            <GiveDose key={open.key} {...signing} />
          )
        ) : null}
        {shown.doses.length === 0 ? (
          <Empty>{t.noDoses}</Empty>
        ) : (
          <DoseTable
            doses={shown.doses}
            now={now}
            chosen={open?.key}
            mayGive={(dose) => delegationFor(dose, givesBy) !== undefined}
            onGive={(dose) => (clear(), onOpen(dose))}
            onUndo={(dose) => (clear(), setAbout({ dose, what: 'undo' }))}
            onFollowUp={(dose) => (clear(), setAbout({ dose, what: 'effect' }))}
          />
        )}
      </div>
      {about ? (
        <SignedDialog dose={about.dose} about={about.what} hand={hand} onClose={() => setAbout(undefined)} />
      ) : null}
    </div>
  );
}

/** Each drug that has been ordered though something spoke against it, once. */
function Despite({ doses, answers }: { doses: readonly RoundDose[]; answers: readonly DetectedIssue[] }) {
  const orders = new Map(doses.map(({ order, name }) => [order.id, { order, name }]));
  return [...orders.values()].map(({ order, name }) => (
    <OrderedDespite key={order.id} drug={name} answers={answersOf(order, answers)} />
  ));
}

function Hypersensitivities({ allergies }: { allergies: readonly AllergyIntolerance[] }) {
  const t = useTexts(texts);
  const held = allergies.filter(isInForce);
  const known = held
    .filter((each) => !isNoKnown(each))
    .toSorted((a, b) => Number(b.criticality === 'high') - Number(a.criticality === 'high'));
  if (known.length === 0) return <p className="quiet">{held.some(isNoKnown) ? t.noneKnown : t.notKnown}</p>;
  return (
    <p className="round-allergies">
      <SeverityMark severity="critical" label={t.hypersensitive} /> {t.hypersensitive}: {known.map(nameOf).join(', ')}
    </p>
  );
}
