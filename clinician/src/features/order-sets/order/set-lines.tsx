/** The lines of a set as the one who orders by it ticks and fills them in, with what the safety rules say of each drug beneath it. */
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import {
  type DrugLine,
  drugOfLine,
  nameOfLine,
  type ServiceLine,
  serviceKinds,
  type SetLine,
} from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type Choice, Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { today } from '../../../chart/today.ts';
import { AlertList } from '../../../drug-orders/alert-list.tsx';
import { DoseTold } from '../../../drug-orders/dose-told.tsx';
import { texts } from '../texts.ts';
import {
  doseKey,
  type Filled,
  isTicked,
  reasonKey,
  reasonsIn,
  ticked,
  tickKey,
  typedDose,
  unitKey,
  whyKey,
} from './filled.ts';
import '../order-sets.css';

export interface SetLinesProps {
  lines: readonly SetLine[];
  filled: Filled;
  onFill: (key: string, value: string) => void;
  /** What the safety rules say of a line that is ticked. */
  alertsOf?: (line: DrugLine) => readonly DrugAlert[];
  /** Signing was tried: what lacks a reason says so. */
  isTried?: boolean;
  /** Which unit does it, in words. */
  performerOf?: (line: ServiceLine) => string;
  wards?: readonly Choice<string>[];
  mayPrescribe?: boolean;
  /** Whether it is ordered already. */
  isThere?: (line: DrugLine) => boolean;
}

const groups = ['drug', ...serviceKinds] as const;

export function SetLines(props: SetLinesProps) {
  const t = useTexts(texts);
  return (
    <div className="set-lines">
      {groups.map((kind) => {
        const own = props.lines.filter((line) => line.kind === kind);
        if (own.length === 0) return null;
        return (
          <fieldset key={kind} className="set-group">
            <legend className="text-field-label">{t.groups[kind]}</legend>
            {kind === 'drug' && props.mayPrescribe === false ? <p className="quiet">{t.notPrescriber}</p> : null}
            {own.map((line) => (
              <Line key={line.id} line={line} {...props} />
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}

function Line({ line, ...props }: SetLinesProps & { line: SetLine }) {
  const t = useTexts(texts);
  const { filled, onFill } = props;
  const isOn = isTicked(line, filled);
  return (
    <div className="set-ordered" data-ticked={isOn ? '' : undefined}>
      <label className="set-tick">
        <input
          type="checkbox"
          checked={isOn}
          disabled={line.kind === 'drug' && props.mayPrescribe === false}
          onChange={({ target }) => onFill(tickKey(line), ticked(target.checked))}
        />
        <strong>{nameOfLine(line)}</strong>
        {line.kind === 'drug' ? (
          <span className="quiet">{isOn ? '' : props.isThere?.(line) ? t.there : filled[doseKey(line)]}</span>
        ) : (
          <Detail line={line} performerOf={props.performerOf} />
        )}
      </label>
      {isOn && line.kind === 'drug' ? <Dose line={line} {...props} /> : null}
      {isOn && line.kind !== 'drug' ? <Why line={line} {...props} /> : null}
    </div>
  );
}

function Detail({ line, performerOf }: { line: ServiceLine; performerOf: SetLinesProps['performerOf'] }) {
  const t = useTexts(texts);
  const unit = line.kind === 'bed' ? '' : (performerOf?.(line) ?? '');
  const said = [line.priority === 'routine' ? '' : t.priorities[line.priority], unit].filter(Boolean).join(' · ');
  return <span className="quiet">{said}</span>;
}

function Dose({ line, filled, onFill, alertsOf, isTried = false }: SetLinesProps & { line: DrugLine }) {
  const t = useTexts(texts);
  const typed = typedDose(line, filled);
  const written = filled[doseKey(line)] ?? '';
  const isToldOtherwise = typed !== undefined && (!('dosages' in typed) || doseText(typed.dosages).text !== written);
  const name = nameOfLine(line);
  return (
    <div className="set-filled">
      <TextField
        label={t.doseOf(name)}
        hideLabel
        value={written}
        onChange={(text) => onFill(doseKey(line), text)}
        autoComplete="off"
        {...(isTried && typed === undefined && { error: t.doseMissing(name) })}
      />
      {isToldOtherwise ? <DoseTold typed={typed} drug={drugOfLine(line).dosed} start={today()} /> : null}
      <AlertList
        alerts={alertsOf?.(line) ?? []}
        reasons={reasonsIn(filled)}
        isTried={isTried}
        onReason={(key, reason) => onFill(reasonKey(key), reason)}
      />
    </div>
  );
}

function Why({ line, filled, onFill, wards }: SetLinesProps & { line: ServiceLine }) {
  const t = useTexts(texts);
  if (line.kind === 'laboratory' || line.kind === 'nursing') return null;
  return (
    <div className="set-filled">
      {line.kind === 'bed' && wards ? (
        <Select
          label={t.ward}
          hideLabel
          choices={wards}
          value={filled[unitKey(line)]}
          onChange={(unit) => onFill(unitKey(line), unit)}
        />
      ) : null}
      {line.kind === 'bed' && !wards ? <p className="quiet">{line.performer?.display ?? t.whichever}</p> : null}
      <TextField
        label={line.kind === 'bed' ? t.why : t.questionOf(line.text)}
        hideLabel
        placeholder={line.kind === 'bed' ? t.why : t.question}
        value={filled[whyKey(line)] ?? ''}
        onChange={(text) => onFill(whyKey(line), text)}
      />
    </div>
  );
}
