/**
 * Who has read the record, when, what and why, by day. Refused attempts are shown as such. What the law says of each comes from
 * the app (`why`), so that this part knows no law.
 */
import { type ReactNode, useState } from 'react';
import { Button } from '../button/button.tsx';
import { weekdayOf } from '../dates.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { Select } from '../select/select.tsx';
import { Badge } from '../severity/severity.tsx';
import { Empty } from '../states/states.tsx';
import type { AccessRow } from './access-row.ts';
import { plainActs, triedActs } from './plain-act.ts';
import { texts } from './texts.ts';
import { type AccessFilter, filteredRows, isBy, unitsOf, type Visit, visitsByDay } from './visits.ts';
import './who-has-read.css';

export interface WhoHasReadProps {
  /** FHIR id of the resident who looks. */
  self: string;
  /** The newest first. */
  rows: readonly AccessRow[];
  /** Why a visit's lines were permitted or refused, with the provision, in words. */
  why: (rows: readonly AccessRow[]) => ReactNode;
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onOlder: () => void;
}

const filters: readonly AccessFilter[] = ['others', 'refused', 'all'];
const everywhere = '*';

export function WhoHasRead({ self, rows, why, hasOlder, isLoadingOlder, onOlder }: WhoHasReadProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [filter, setFilter] = useState<AccessFilter>('others');
  const [unit, setUnit] = useState(everywhere);
  const days = visitsByDay(filteredRows(rows, filter, self, unit === everywhere ? undefined : unit));
  const units = unitsOf(rows);
  return (
    <div className="who">
      <div className="who-filters">
        <fieldset aria-label={t.show} className="who-filter-group">
          {filters.map((each) => (
            <button
              key={each}
              type="button"
              className="who-filter"
              aria-pressed={filter === each}
              onClick={() => setFilter(each)}
            >
              {t.filters[each]}
            </button>
          ))}
        </fieldset>
        {units.length > 1 ? (
          <Select
            label={t.unit}
            hideLabel
            choices={[{ value: everywhere, text: t.allUnits }, ...units.map((each) => ({ value: each, text: each }))]}
            value={unit}
            onChange={setUnit}
          />
        ) : null}
      </div>
      <p className="who-printed">
        {t.printed(
          t.filters[filter],
          unit === everywhere ? t.allUnits : unit,
          days.at(-1)?.date ?? '–',
          days[0]?.date ?? '–',
        )}
      </p>
      {days.length === 0 ? <Empty>{filter === 'refused' ? t.noneRefused : t.none}</Empty> : null}
      {days.map((day) => (
        <section key={day.date} className="who-day">
          <h2 className="who-date">
            {weekdayOf(day.date, language)} {day.date}
          </h2>
          <ul>
            {day.visits.map((visit) => (
              <VisitLine key={visit.id} visit={visit} self={self} why={why} />
            ))}
          </ul>
        </section>
      ))}
      {hasOlder ? <Button onPress={onOlder}>{isLoadingOlder ? t.loading : t.older}</Button> : null}
    </div>
  );
}

function VisitLine({ visit, self, why }: { visit: Visit } & Pick<WhoHasReadProps, 'self' | 'why'>) {
  const t = useTexts(texts);
  const { row } = visit;
  const isSelf = isBy(row, self);
  const purpose = t.purposes[row.purpose];
  const keptBy = [...new Set(visit.rows.flatMap(({ keepers }) => keepers))];
  return (
    <li className="who-visit" data-refused={row.permitted ? undefined : ''}>
      <p className="who-time">{visit.from === visit.to ? visit.to : `${visit.from}–${visit.to}`}</p>
      <div className="who-body">
        <h3 className="who-name">
          {isSelf ? t.yourself : row.name || t.system}
          {row.permitted ? null : <Badge>{t.refused}</Badge>}
        </h3>
        {isSelf ? null : <p className="quiet">{[row.title, row.unit, row.provider].filter(Boolean).join(', ')}</p>}
        <p>{row.permitted ? `${plainActs(visit.rows, t).join('. ')}.` : t.refusedMore(triedActs(visit.rows, t))}</p>
        {keptBy.length > 0 ? <p>{t.keptBy(keptBy)}</p> : null}
        {row.reason ? <p>{t.statedReason(row.reason)}</p> : null}
        {isSelf ? null : <div className="who-why quiet">{why(visit.rows)}</div>}
        {purpose && row.callerKind !== 'resident' ? (
          <p className="quiet">
            {t.purpose}: {purpose}
          </p>
        ) : null}
      </div>
    </li>
  );
}
