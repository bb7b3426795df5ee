/** The record over years: a lane for each kind, a window that is zoomed and moved by key or button, and what lies in it as a list. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate, localTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Loading } from '@vardkedjan/ui/states/states.tsx';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { NoneInRecord } from '../../chart/none-in-record.tsx';
import { type Kind, sourceOf } from '../../chart/describe.ts';
import type { RecordPageProps } from '../../feature.ts';
import { goTo, recordAddress } from '../../navigation.ts';
import { texts } from './texts.ts';
import { TimelinePicture } from './timeline-picture.tsx';
import { moved, type TimeEvent, type TimeWindow, wholeSpan, zoomed } from './timeline-scale.ts';
import { timelineKinds as kinds, useTimeline } from './use-timeline.ts';
import './timeline.css';

const mostListed = 200;

export default function TimelinePage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const [now] = useState(() => Date.now());
  const { events, isLoading } = useTimeline(patientId, now);
  const span = useMemo(() => wholeSpan(events, now), [events, now]);
  const [chosen, setChosen] = useState<TimeWindow>();
  const [shown, setShown] = useState<readonly Kind[]>(kinds);
  const window = chosen ?? span;
  const visible = useMemo(
    () =>
      events
        .filter((event) => shown.includes(event.kind) && event.until >= window.from && event.at <= window.to)
        .toReversed(),
    [events, shown, window],
  );
  const open = (event: TimeEvent) => {
    const { path, params } = sourceOf(event);
    goTo(recordAddress(patientId, path, params));
  };
  const actions: Record<string, () => void> = {
    '+': () => setChosen(zoomed(window, span, 0.6)),
    '-': () => setChosen(zoomed(window, span, 1 / 0.6)),
    ArrowLeft: () => setChosen(moved(window, span, -0.2)),
    ArrowRight: () => setChosen(moved(window, span, 0.2)),
    '0': () => setChosen(undefined),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actions[event.key === '=' ? '+' : event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };
  const from = localTime(new Date(window.from)).date;
  const to = localTime(new Date(Math.min(window.to, now))).date;
  return (
    <div className="timeline">
      <header className="page-head">
        <h2>
          {t.title} <span className="panel-count">{t.list(from, to)}</span>
        </h2>
        <div className="panel-actions">
          {(
            [
              ['ArrowLeft', '‹', t.earlier],
              ['ArrowRight', '›', t.later],
              ['-', '−', t.zoomOut],
              ['+', '+', t.zoomIn],
            ] as const
          ).map(([key, sign, label]) => (
            <Button key={key} tone="quiet" aria-label={label} onPress={() => actions[key]?.()}>
              {sign}
            </Button>
          ))}
          <Button tone="quiet" onPress={() => setChosen(undefined)}>
            {t.all}
          </Button>
        </div>
      </header>
      <KindFilter shown={shown} onChange={setShown} />
      <TimelinePicture
        events={events}
        kinds={kinds.filter((kind) => shown.includes(kind))}
        window={window}
        now={now}
        label={`${t.picture(from, to)}. ${t.keys}`}
        onKeyDown={onKeyDown}
        onOpen={open}
      />
      <p className="quiet not-printed">
        {isLoading
          ? t.loading(events.length)
          : `${t.events(visible.length)}${visible.length > mostListed ? t.listed(mostListed) : ''}. ${t.keys}`}
      </p>
      {visible.length === 0 ? (
        isLoading ? (
          <Loading rows={8} />
        ) : (
          <NoneInRecord>{t.none}</NoneInRecord>
        )
      ) : (
        <DataTable
          caption={t.title}
          columns={columnsOf(t)}
          rows={visible.slice(0, mostListed)}
          rowKey={(event) => event.reference}
          onOpen={open}
        />
      )}
    </div>
  );
}

function KindFilter({ shown, onChange }: { shown: readonly Kind[]; onChange: (shown: readonly Kind[]) => void }) {
  const t = useTexts(texts);
  return (
    <fieldset className="timeline-filter">
      <legend className="visually-hidden">{t.show}</legend>
      {kinds.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={shown.includes(kind)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? kinds.filter((each) => each === kind || shown.includes(each))
                  : shown.filter((each) => each !== kind),
              )
            }
          />
          {t.lanes[kind]}
        </label>
      ))}
    </fieldset>
  );
}

function columnsOf(t: (typeof texts)['sv']): Column<TimeEvent>[] {
  return [
    {
      key: 'when',
      title: t.when,
      fit: true,
      cell: (event) => {
        const start = formatDate(event.start);
        if (event.isOpen) return `${start} – ${t.ongoing}`;
        const end = formatDate(event.end);
        return end && end !== start ? `${start} – ${end}` : start;
      },
      sortBy: (event) => event.at,
    },
    {
      key: 'kind',
      title: t.kind,
      fit: true,
      cell: (event) => t.lanes[event.kind],
      sortBy: (event) => t.lanes[event.kind],
    },
    {
      key: 'what',
      title: t.what,
      opens: true,
      cell: (event) => event.title || t.lanes[event.kind],
      sortBy: (event) => event.title,
    },
    { key: 'who', title: t.who, cell: (event) => event.who, sortBy: (event) => event.who },
  ];
}
