/** What waits, a line each. One of them is spoken of; several can be marked. */
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { type ReactNode, useEffect, useRef } from 'react';
import { ageWords } from '../orders/age-words.ts';
import { PatientName, PatientNumber } from '../work/patient-cells.tsx';
import type { AnswerRow } from './answer-rows.ts';
import { texts } from './texts.ts';

export interface AnswerListProps {
  rows: readonly AnswerRow[];
  at: string;
  marked: ReadonlySet<string>;
  onGo: (row: AnswerRow) => void;
  onMark: (id: string) => void;
  /** What stands after the last line. */
  children?: ReactNode;
}

export function AnswerList({ rows, at, marked, onGo, onMark, children }: AnswerListProps) {
  const t = useTexts(texts);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.focus();
  }, []);
  useEffect(() => {
    // What it answers is no clean-up: newer browsers answer a promise.
    document.getElementById(`answer-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className="answers-list">
      <p className="quiet answers-keys">{t.keys}</p>
      <div
        ref={list}
        role="listbox"
        aria-label={t.list}
        aria-activedescendant={`answer-${at}`}
        aria-multiselectable="true"
        tabIndex={0}
      >
        {rows.map((row) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are the list's
          <div
            key={row.id}
            id={`answer-${row.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={marked.has(row.id)}
            data-current={row.id === at ? '' : undefined}
            className="answer-line"
            onClick={(event) => (event.ctrlKey || event.metaKey ? onMark(row.id) : onGo(row))}
          >
            <Line row={row} isMarked={marked.has(row.id)} />
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}

function Line({ row, isMarked }: { row: AnswerRow; isMarked: boolean }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const severity = row.deviation === 'critical' ? 'critical' : row.deviation === 'abnormal' ? 'serious' : undefined;
  return (
    <>
      <span className="answer-line-mark" aria-hidden="true">
        {isMarked ? '✓' : ''}
      </span>
      <span className="answer-line-who">
        <strong>
          <PatientName patient={row.patient} />
        </strong>{' '}
        <span className="quiet">
          <PatientNumber patient={row.patient} />
        </span>
      </span>
      <span className="answer-line-age quiet">{ageWords(row.age, language)}</span>
      <span className="answer-line-what">
        {row.isLate ? <Badge severity="critical">{t.late}</Badge> : null}{' '}
        {severity ? <Badge severity={severity}>{t.deviations[row.deviation]}</Badge> : null}{' '}
        {row.state === 'final' ? null : <Badge severity="caution">{t.states[row.state]}</Badge>} {row.what}
        {row.liesWith ? <span className="quiet"> · {t.liesWith(row.liesWith)}</span> : null}
        {row.as && t.as[row.as] && !row.liesWith ? <span className="quiet"> · {t.as[row.as]}</span> : null}
      </span>
    </>
  );
}
