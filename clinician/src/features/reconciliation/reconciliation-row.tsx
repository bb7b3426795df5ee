/** One drug: what each source says of it, and the decision. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import {
  type DrugAcrossSources,
  drugSources,
  nameOfDrug,
  type SourceEntry,
} from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import { confirmerOf } from '@vardkedjan/care/clinical/reconciliation/judged.ts';
import type { Decisions } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import type { Resource } from '@medplum/fhirtypes';
import { useState } from 'react';
import { confirmOne, decideRow, differs, doseOfEntry, rowDecision, takeBack } from './decide.ts';
import { texts } from './texts.ts';

export interface RowProps {
  row: DrugAcrossSources;
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
  /** Orders it, or changes what is ordered, in the dock; absent of those who may not prescribe. */
  onOrder?: (row: DrugAcrossSources) => void;
  /** What signing does to our order when another source is right. */
  becomes: string | undefined;
  alert: string | undefined;
  unitOf: (resource: Resource) => string;
}

export function ReconciliationRow(props: RowProps) {
  const t = useTexts(texts);
  const { row, decisions, alert } = props;
  const isSplit = differs(row);
  return (
    <tr data-decided={rowDecision(row, decisions)?.decision}>
      <th scope="row">
        {row.name}
        {alert === undefined ? null : (
          <span className="reconciling-alert">
            <SeverityMark severity="serious" label={t.alert} /> {alert}
          </span>
        )}
        {isSplit ? <span className="reconciling-note">{t.differ}</span> : null}
      </th>
      {drugSources.map((source) => (
        <td key={source} data-title={t.sources[source]}>
          {row.entries
            .filter((entry) => entry.source === source)
            .map((entry) => (
              <Entry key={entry.reference} entry={entry} isSplit={isSplit} {...props} />
            ))}
        </td>
      ))}
      <td data-title={t.decision}>
        <Decision isSplit={isSplit} {...props} />
      </td>
    </tr>
  );
}

function Entry({
  entry,
  isSplit,
  row,
  decisions,
  onDecide,
  unitOf,
}: RowProps & { entry: SourceEntry; isSplit: boolean }) {
  const t = useTexts(texts);
  const { resource, source, judgement } = entry;
  const dose = doseOfEntry(entry);
  const doseSaid = dose.source === 'none' ? t.noDose : dose.text;
  const day =
    resource.resourceType === 'MedicationRequest'
      ? resource.authoredOn
      : (resource.dateAsserted ?? resource.effectiveDateTime);
  const by =
    resource.resourceType === 'MedicationRequest'
      ? (resource.requester?.display ?? '')
      : (resource.informationSource?.display ?? '');
  const decided = decisions.get(entry.reference)?.decision;
  const said = judgement?.statement ?? (resource.resourceType === 'MedicationStatement' ? resource : undefined);
  const isVerified = decided === 'confirmed' || (said !== undefined && confirmerOf(said) !== undefined);
  const name = nameOfDrug(resource);
  return (
    <div className="reconciling-entry" data-decided={decided}>
      {name === row.name ? null : <strong>{name} </strong>}
      {doseSaid}
      <span className="reconciling-note">
        {[by, unitOf(resource)].filter(Boolean).map((each) => `${each} · `)}
        <span className="reconciling-day">{formatDate(day)}</span>
        {source === 'own' || isVerified ? '' : ` · ${t.unverified}`}
      </span>
      {isSplit && rowDecision(row, decisions) === undefined ? (
        <Button
          tone="quiet"
          aria-label={t.confirmEntry(name, doseSaid)}
          onPress={() => onDecide(confirmOne(row, entry, t.otherSource, decisions))}
        >
          {t.decisions.confirmed}
        </Button>
      ) : null}
    </div>
  );
}

function Decision({ row, decisions, onDecide, onOrder, becomes, isSplit }: RowProps & { isSplit: boolean }) {
  const t = useTexts(texts);
  const [asks, setAsks] = useState(false);
  const decided = rowDecision(row, decisions);
  const isOrdered = row.entries.some(({ source }) => source === 'own');
  if (decided !== undefined)
    return (
      <span className="reconciling-decided">
        <strong>{t.decisions[decided.decision]}</strong>
        {decided.reason ? `: ${decided.reason}` : ''}{' '}
        <Button tone="quiet" aria-label={t.undecide(row.name)} onPress={() => onDecide(takeBack(row, decisions))}>
          {t.takeBack}
        </Button>
        {becomes === undefined ? null : <span className="reconciling-note">{becomes}</span>}
      </span>
    );
  if (asks)
    return (
      <Why
        onDone={(reason) => (setAsks(false), onDecide(decideRow(row, { decision: 'rejected', reason }, decisions)))}
      />
    );
  return (
    <span className="reconciling-acts">
      {isSplit ? null : (
        <Button
          aria-label={t.confirmRow(row.name)}
          onPress={() => onDecide(decideRow(row, { decision: 'confirmed' }, decisions))}
        >
          {t.decisions.confirmed}
        </Button>
      )}
      {onOrder === undefined ? null : (
        <Button
          tone="quiet"
          aria-label={isOrdered ? t.changeRow(row.name) : t.orderRow(row.name)}
          onPress={() => onOrder(row)}
        >
          {isOrdered ? t.change : t.order}
        </Button>
      )}
      <Button tone="quiet" aria-label={t.rejectRow(row.name)} onPress={() => setAsks(true)}>
        {t.decisions.rejected}
      </Button>
    </span>
  );
}

function Why({ onDone }: { onDone: (reason: string) => void }) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') setProblem(t.whyMissing);
        else onDone(reason.trim());
      }}
    >
      <TextField label={t.why} value={reason} onChange={setReason} autoFocus {...(problem && { error: problem })} />
      <span className="reconciling-acts">
        {t.usual.map((usual) => (
          <Button key={usual} tone="quiet" onPress={() => onDone(usual)}>
            {usual}
          </Button>
        ))}
      </span>
    </form>
  );
}
