/** The unit's drug round: patients to the left, the chosen one's doses to the right. Scan the band, scan the package, Enter. */
import { useQuery } from '@tanstack/react-query';
import type { Given } from '@vardkedjan/care/clinical/giving/administration.ts';
import { mayGive } from '@vardkedjan/care/clinical/giving/may-give.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { PickPage } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useMemo, useState } from 'react';
import { nameOfPatient } from '../../chart/person.ts';
import { today } from '../../chart/today.ts';
import { useSession } from '../../session/session-context.ts';
import { useNow } from '../../work/use-now.ts';
import type { GivesBy } from './may-give-dose.ts';
import { PatientList, type RoundPatient } from './patient-list.tsx';
import { PatientRound } from './patient-round.tsx';
import { Problems } from './problems.tsx';
import { delegationsQuery, type Round, roundQuery } from './queries.ts';
import { type RoundDose, roundDoses } from './round-doses.ts';
import { texts } from './texts.ts';
import { useScanning } from './use-scanning.ts';
import './drug-round.css';

export default function DrugRoundPage() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const { data, error, refetch } = useQuery(roundQuery(assignment.careUnit.id, assignment.careUnit.name));
  if (data === undefined)
    return <main>{error ? <Failed failure={error} onRetry={() => void refetch()} /> : <Loading rows={12} />}</main>;
  return data.patients.length === 0 ? (
    <main className="round-none">
      <h1>{t.title}</h1>
      <Empty>{t.noPatients}</Empty>
    </main>
  ) : (
    <RoundOf round={data} />
  );
}

interface Open {
  key: string;
  scanned: Given['package'];
}

function RoundOf({ round }: { round: Round }) {
  const t = useTexts(texts);
  const now = Math.max(useNow().getTime(), Date.parse(round.asOf));
  const givesBy = useGivesBy();
  const patients = useMemo(() => patientsOf(round, now), [round, now]);
  const [chosen, setChosen] = useState<string>();
  const [open, setOpen] = useState<Open>();
  const [signed, setSigned] = useState('');
  const shown = patients.find(({ patient }) => patient.id === chosen);
  const dose = shown?.doses.find(({ key, group }) => key === open?.key && group !== 'done');
  const choose = (id: string) => (setChosen(id), setOpen(undefined), setSigned(''));
  const { told, setTold } = useScanning({
    patients,
    shown,
    open: dose,
    today: today(),
    onPatient: (id) => (id === chosen ? undefined : choose(id)),
    onDose: ({ key }, { gtin, lot, expires }) => {
      setSigned('');
      setOpen({ key, scanned: { gtin, ...(lot && { lot }), ...(expires && { expires }) } });
    },
  });
  const onSigned = ({ name }: RoundDose) => (setOpen(undefined), setTold(''), setSigned(t.signed(name)));
  return (
    <PickPage
      label={shown ? nameOfPatient(shown.patient) : t.title}
      list={
        <>
          <header>
            <h1>{t.title}</h1>
            <p className="quiet">
              {t.about} {round.hasMore ? t.notAll : null}
            </p>
            <Delegated by={givesBy} />
          </header>
          <Panel title={t.patients} count={patients.length}>
            <PatientList patients={patients} chosen={chosen} onChoose={(id) => (setTold(''), choose(id))} />
          </Panel>
        </>
      }
    >
      {shown ? (
        <div className="round-back">
          <Button tone="quiet" onPress={() => (setTold(''), setChosen(undefined))}>
            {t.back}
          </Button>
        </div>
      ) : null}
      <Problems problems={told ? [told] : []} />
      <output className="round-signed">{signed}</output>
      {shown ? (
        <PatientRound
          key={shown.patient.id}
          shown={shown}
          allergies={round.allergies.filter(({ patient }) => patient.reference === `Patient/${shown.patient.id}`)}
          answers={round.answers}
          now={now}
          givesBy={givesBy}
          open={dose}
          scanned={open?.scanned}
          onOpen={(next) => (setTold(''), setSigned(''), setOpen(next && { key: next.key, scanned: undefined }))}
          onSigned={onSigned}
        />
      ) : (
        <Empty>{t.choose}</Empty>
      )}
    </PickPage>
  );
}

function useGivesBy(): GivesBy {
  const { session, assignment } = useSession();
  const practitioner = session.caller?.practitioner?.id ?? '';
  const isOwn = mayGive(assignment);
  const { data = [] } = useQuery(delegationsQuery(practitioner, !isOwn));
  return { isOwn, delegations: data, practitioner, unit: assignment.careUnit.id, day: today() };
}

function Delegated({ by }: { by: GivesBy }) {
  const t = useTexts(texts);
  if (by.isOwn) return null;
  const valid = by.delegations.filter(
    ({ unit, from, until }) => unit === `Organization/${by.unit}` && from <= by.day && by.day <= until,
  );
  if (valid.length === 0) return <p>{t.noDelegation}</p>;
  return valid.map(({ id, until, byName, drugs }) => (
    <p key={id}>
      {t.delegation(until, byName)} {drugs.map(({ name }) => name).join(', ')}.
    </p>
  ));
}

function patientsOf({ patients, orders, given, effects }: Round, now: number): RoundPatient[] {
  const whose = <T extends { subject?: { reference?: string } }>(all: readonly T[]) =>
    Map.groupBy(all, ({ subject }) => subject?.reference ?? '');
  const [ordersOf, givenOf, effectsOf] = [whose(orders), whose(given), whose(effects)];
  return patients.map((patient) => {
    const name = `Patient/${patient.id}`;
    return {
      patient,
      doses: roundDoses(ordersOf.get(name) ?? [], givenOf.get(name) ?? [], effectsOf.get(name) ?? [], now),
    };
  });
}
