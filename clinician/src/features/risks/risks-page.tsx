/** The unit's reports to the left, with those that are open elsewhere; the chosen one to the right, for those who may read it. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Pick, PickList, PickPage } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import type { UnitPageProps } from '../../feature.ts';
import { goTo, unitAddress } from '../../navigation.ts';
import { texts as riskTexts } from '../../risk/texts.ts';
import { useSession } from '../../session/session-context.ts';
import { kindOf, openRisksQuery, type Report, unitRisksQuery } from './queries.ts';
import { ReportDetail } from './report-detail.tsx';
import { RiskState } from './risk-state.tsx';
import { texts } from './texts.ts';
import './risks.css';

export default function RisksPage({ params }: UnitPageProps) {
  const t = useTexts(texts);
  const { kinds } = useTexts(riskTexts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const own = useQuery(unitRisksQuery(unit));
  const open = useQuery(openRisksQuery);
  const failure = own.error ?? open.error;
  if (failure) {
    const again = () => void Promise.all([own.refetch(), open.refetch()]);
    return (
      <main>
        <Failed failure={failure} onRetry={again} />
      </main>
    );
  }
  if (!own.data || !open.data)
    return (
      <main>
        <Loading rows={10} />
      </main>
    );
  const others = open.data.filter(({ owner }) => owner?.reference !== `Organization/${unit}`);
  const chosen = own.data.find(({ id }) => id === params.report);
  return (
    <PickPage
      label={chosen ? t.report(kinds[kindOf(chosen)], formatDateTime(chosen.authoredOn)) : t.title}
      list={
        <>
          <header>
            <h1>{t.title}</h1>
            <p className="quiet">{t.about}</p>
          </header>
          <Panel title={t.own} count={own.data.length}>
            {own.data.length === 0 ? <Empty>{t.none}</Empty> : <Reports of={own.data} chosen={chosen?.id} />}
          </Panel>
          <Panel title={t.others} count={others.length}>
            {others.length === 0 ? <Empty>{t.noneOpen}</Empty> : <Elsewhere of={others} />}
          </Panel>
        </>
      }
    >
      {chosen ? (
        <ReportDetail key={chosen.id} report={chosen} isHead={assignment.headOfUnit === true} />
      ) : (
        <Empty>{t.choose}</Empty>
      )}
    </PickPage>
  );
}

function Reports({ of, chosen }: { of: readonly Report[]; chosen: string | undefined }) {
  const { kinds } = useTexts(riskTexts);
  return (
    <PickList>
      {of.map((report) => (
        <Pick
          key={report.id}
          isPicked={report.id === chosen}
          onPick={() => goTo(unitAddress('risks', { report: report.id }))}
        >
          <span>
            {kinds[kindOf(report)]} <span className="quiet">{formatDateTime(report.authoredOn)}</span>
          </span>
          <RiskState report={report} />
        </Pick>
      ))}
    </PickList>
  );
}

function Elsewhere({ of }: { of: readonly Report[] }) {
  const { kinds } = useTexts(riskTexts);
  return (
    <ul className="risks-elsewhere">
      {of.map((report) => (
        <li key={report.id}>
          <span>
            {kinds[kindOf(report)]}, {report.owner?.display}{' '}
            <span className="quiet">{formatDateTime(report.authoredOn)}</span>
          </span>
          <RiskState report={report} />
        </li>
      ))}
    </ul>
  );
}
