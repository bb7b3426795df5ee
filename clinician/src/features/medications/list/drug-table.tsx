/** The drug list: one table, its groups as headings in it, so that columns stand under each other and it prints as one. */
import type { AnsweredAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { type CurrentDrug, drugGroups } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import '@vardkedjan/ui/data-table/data-table.css';
import { today } from '../../../chart/today.ts';
import { OrderedDespite } from '../../../drug-orders/ordered-despite.tsx';
import { WrittenUnder } from '../../../identity/written-under.tsx';
import { doseWords } from '../dose-words.ts';
import { texts } from '../texts.ts';
import { DrugActions } from './drug-actions.tsx';
import { marksOf } from './drug-marks.ts';
import './drug-table.css';

interface DrugTableProps {
  drugs: readonly CurrentDrug[];
  patientId: string;
  /** Why a drug should be looked at, when it should. */
  alertOf: (drug: CurrentDrug) => string | undefined;
  /** What it was ordered in spite of. */
  despiteOf: (drug: CurrentDrug) => readonly AnsweredAlert[];
  unitOf: (drug: CurrentDrug) => string;
  focus: string | undefined;
}

export function DrugTable({ drugs, patientId, alertOf, despiteOf, unitOf, focus }: DrugTableProps) {
  const t = useTexts(texts);
  const groups = drugGroups.flatMap((group) => {
    const own = drugs.filter((drug) => drug.group === group);
    return own.length === 0 ? [] : [{ group, own }];
  });
  return (
    <table className="data-table drug-table">
      <caption className="visually-hidden">{t.title}</caption>
      <thead>
        <tr>
          {[t.drug, t.dose, t.reason, t.since, t.validUntil, t.from].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col" className="not-printed">
            <span className="visually-hidden">{t.actions}</span>
          </th>
        </tr>
      </thead>
      {groups.map(({ group, own }) => (
        <tbody key={group}>
          <tr className="drug-group">
            <th scope="rowgroup" colSpan={7}>
              {t.groups[group]} <span className="panel-count">{own.length}</span>
            </th>
          </tr>
          {own.map((drug) => (
            <DrugRow
              key={drug.id}
              drug={drug}
              patientId={patientId}
              alert={alertOf(drug)}
              despite={despiteOf(drug)}
              unit={unitOf(drug)}
              isFocus={focus !== undefined && drug.resource.id === focus}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface DrugRowProps {
  drug: CurrentDrug;
  patientId: string;
  alert: string | undefined;
  despite: readonly AnsweredAlert[];
  unit: string;
  isFocus: boolean;
}

function DrugRow({ drug, patientId, alert, despite, unit, isFocus }: DrugRowProps) {
  const t = useTexts(texts);
  const isOver = drug.until !== undefined && drug.until.slice(0, 10) < today();
  return (
    <tr aria-current={isFocus ? 'true' : undefined}>
      <td>
        <strong>{drug.name}</strong>
        <WrittenUnder id={drug.resource.id ?? ''} />
        <DrugMarks drug={drug} alert={alert} />
        <OrderedDespite answers={despite} />
      </td>
      <td data-title={t.dose}>{doseWords(drug, t)}</td>
      <td data-title={t.reason}>{drug.reason}</td>
      <td data-title={t.since} className="data-table-fit">
        {formatDate(drug.since)}
      </td>
      <td data-title={t.validUntil} className="data-table-fit">
        {isOver ? <em className="drug-over">{formatDate(drug.until)}</em> : formatDate(drug.until)}
      </td>
      <td data-title={t.from}>
        {drug.by}
        {unit === '' ? null : <span className="drug-unit">{unit}</span>}
      </td>
      <td className="data-table-fit not-printed">
        <DrugActions drug={drug} patientId={patientId} />
      </td>
    </tr>
  );
}

function DrugMarks({ drug, alert }: { drug: CurrentDrug; alert: string | undefined }) {
  const t = useTexts(texts);
  return (
    <>
      {marksOf(drug, t, today()).map((mark) => (
        <span key={mark} className="drug-mark">
          {mark}
        </span>
      ))}
      {alert === undefined ? null : (
        <span className="drug-mark drug-mark-alert">
          <SeverityMark severity="serious" label={t.alertNow} /> {alert}
        </span>
      )}
    </>
  );
}
