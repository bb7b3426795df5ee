/** One opening: what is odd about it in words, what was done, the user's usual times beside that day, and the decision. */
import { useQuery } from '@tanstack/react-query';
import { formatDateTime, formatTime, weekdayOf } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { plainActs } from '@vardkedjan/ui/who-has-read/plain-act.ts';
import { texts as actTexts } from '@vardkedjan/ui/who-has-read/texts.ts';
import { visitsByDay } from '@vardkedjan/ui/who-has-read/visits.ts';
import { DecideForm } from './decide-form.tsx';
import type { Decided, OpeningRow } from './opening.ts';
import { patientText } from './opening-table.tsx';
import { actsQuery } from './queries.ts';
import { texts } from './texts.ts';
import { UsualTimes } from './usual-times.tsx';

export function OpeningDetail({ row, onChange }: { row: OpeningRow; onChange: (row: OpeningRow) => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [from, until] = [formatTime(row.from), formatTime(row.until)];
  return (
    <>
      <header>
        <h2>
          {row.agentName} – {patientText(row, t)}
        </h2>
        <p className="quiet">{[...row.titles, ...row.units, row.agent].join(', ')}</p>
        {row.number ? <p className="quiet">{row.number}</p> : null}
        <p>
          {weekdayOf(row.day, language)} {row.day} {t.times(from, until)},{' '}
          {row.opened > 0 ? t.occasions(row.occasions) : t.listed}
        </p>
        {row.drawn ? <p className="quiet">{t.drawn[row.drawn]}</p> : null}
      </header>
      <Panel title={t.why}>
        {row.odd.length === 0 ? <p>{t.nothingOdd}.</p> : null}
        <dl className="log-review-why">
          {row.odd.map((sign) => (
            <div key={sign}>
              <dt>{t.odd[sign][0]}</dt>
              <dd>{t.odd[sign][1]}</dd>
            </div>
          ))}
          {row.odd.includes('no-care-contact') ? null : (
            <div>
              <dt>{t.contact}</dt>
              <dd>{row.hasCareContact ? t.hadContact : t.hadNone}</dd>
            </div>
          )}
          {row.reason ? (
            <div>
              <dt>{t.reason}</dt>
              <dd>”{row.reason}”</dd>
            </div>
          ) : null}
        </dl>
      </Panel>
      {row.patient ? <DecideForm row={row} onDecided={onChange} /> : null}
      {row.decisions.length > 0 ? <Earlier decisions={row.decisions} /> : null}
      {row.patient ? <Acts row={row} /> : null}
      <UsualTimes row={row} />
    </>
  );
}

function Earlier({ decisions }: { decisions: readonly Decided[] }) {
  const t = useTexts(texts);
  return (
    <Panel title={t.earlier}>
      <ul className="log-review-earlier">
        {decisions.toReversed().map((one) => (
          <li key={one.at}>
            <strong>{t.decisions[one.decision]}</strong>{' '}
            <span className="quiet">{t.by(one.reviewer, formatDateTime(one.at))}</span>
            {one.comment ? <p>{one.comment}</p> : null}
            {one.followUp ? (
              <p>
                {t.followUp}: {one.followUp}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Acts({ row }: { row: OpeningRow }) {
  const t = useTexts(texts);
  const said = useTexts(actTexts);
  const acts = useQuery(actsQuery(row));
  return (
    <Panel title={t.acts}>
      {acts.isError ? <Failed failure={acts.error} onRetry={() => void acts.refetch()} /> : null}
      {acts.isPending ? <Loading rows={2} /> : null}
      <ul className="log-review-acts">
        {visitsByDay(acts.data ?? []).flatMap(({ visits }) =>
          visits.map((visit) => (
            <li key={visit.id}>
              <span className="quiet">{visit.from === visit.to ? visit.to : `${visit.from}–${visit.to}`}</span>{' '}
              {visit.row.permitted ? null : `${said.refused}. `}
              {plainActs(visit.rows, said).join('. ')}.
            </li>
          )),
        )}
      </ul>
    </Panel>
  );
}
