/** What is to be sampled at the unit today: patients to the left, the shown one's tubes to the right. Scan the band, scan each tube, Enter. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Pick, PickList, PickPage } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useEffect, useEffectEvent } from 'react';
import { nameOfPatient } from '../../chart/person.ts';
import type { UnitPageProps } from '../../feature.ts';
import { recordAddress } from '../../navigation.ts';
import { useSession } from '../../session/session-context.ts';
import { useUnitTold } from '../../session/use-unit-told.ts';
import { PatientName, PatientNumber } from '../../work/patient-cells.tsx';
import { PatientTubes } from './patient-tubes.tsx';
import { useToSample } from './queries.ts';
import { texts } from './texts.ts';
import type { SamplingPatient, Worklist } from './tube-rows.ts';
import { type Sampling, useSampling } from './use-sampling.ts';
import './sampling.css';

const shownKeys = () => [['work', 'orders']];

export default function SamplingPage({ params }: UnitPageProps) {
  const { assignment, session } = useSession();
  const practitionerId = session.caller?.practitioner?.id ?? '';
  const who = { unitId: assignment.careUnit.id, practitionerId, roleId: assignment.id };
  const { list, hasMore, comeToday, failure, refetch } = useToSample(who);
  useUnitTold(shownKeys);
  const { patient } = params;
  if (list) return <ToSample key={patient} list={list} hasMore={hasMore} comeToday={comeToday} asked={patient} />;
  return <main>{failure ? <Failed failure={failure} onRetry={() => void refetch()} /> : <Loading rows={12} />}</main>;
}

interface ToSampleProps {
  list: Worklist;
  hasMore: boolean;
  comeToday: number;
  /** The patient one came here for. */
  asked: string | undefined;
}

function ToSample({ list, hasMore, comeToday, asked }: ToSampleProps) {
  const t = useTexts(texts);
  const sampling = useSampling(list.patients, asked);
  const isElsewhere = asked !== undefined && list.patients.every(({ id }) => id !== asked);
  const { shown } = sampling;
  useNeighbourKeys(list.patients, sampling);
  return (
    <PickPage
      label={shown ? nameOfPatient(shown.patient) : t.title}
      list={
        <>
          <header>
            <h1>{t.title}</h1>
            <p className="quiet">{t.about}</p>
          </header>
          {isElsewhere ? (
            <p role="status">
              {t.elsewhere} <a href={recordAddress(asked, 'orders')}>{t.openRecord}</a>
            </p>
          ) : null}
          <Panel title={t.patients} count={list.patients.length}>
            <PickList>
              {list.patients.map((each) => (
                <Pick key={each.id} isPicked={each.id === shown?.id} onPick={() => sampling.show(each.id)}>
                  <span className="sampling-line">
                    <span>
                      <strong>
                        <PatientName patient={each.patient} />
                      </strong>
                      <br />
                      <span className="quiet">
                        {each.time === undefined ? null : <strong>{each.time} </strong>}
                        <PatientNumber patient={each.patient} />
                      </span>
                    </span>
                    <Need patient={each} />
                  </span>
                </Pick>
              ))}
            </PickList>
          </Panel>
          {hasMore ? <p role="status">{t.notAll}</p> : null}
          {list.later > 0 ? <p className="quiet">{t.later(list.later)}</p> : null}
        </>
      }
    >
      {shown ? (
        <PatientTubes key={shown.id} shown={shown} sampling={sampling} />
      ) : (
        <Empty>{isElsewhere ? t.elsewhere : comeToday > 0 ? t.noneOfToday(comeToday) : t.none}</Empty>
      )}
    </PickPage>
  );
}

function Need({ patient: { tubes } }: { patient: SamplingPatient }) {
  const t = useTexts(texts);
  const open = tubes.filter(({ isTaken }) => !isTaken);
  const has = (priority: string) => open.some(({ task }) => task.priority === priority);
  return (
    <span className="sampling-need">
      {has('stat') ? <Badge severity="critical">{t.stat}</Badge> : null}
      {has('urgent') || has('asap') ? <Badge severity="serious">{t.urgent}</Badge> : null}
      {open.some(({ isLate }) => isLate) ? <Badge severity="caution">{t.late}</Badge> : null}
      {open.length > 0 ? <strong>{t.toTake(open.length)}</strong> : <span className="quiet">{t.allTaken}</span>}
    </span>
  );
}

/** j and k, as on the ward's round. */
function useNeighbourKeys(patients: readonly SamplingPatient[], { shown, show }: Sampling): void {
  const go = useEffectEvent((step: number) => {
    const next = patients[patients.findIndex(({ id }) => id === shown?.id) + step];
    if (next) show(next.id);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const step = { j: 1, k: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      go(step);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
