/** A patient's doses in groups: to be given now, running, as needed, later, paused, and what has been signed. */
import { waitsForSecond } from '@vardkedjan/care/clinical/giving/administration.ts';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import '@vardkedjan/ui/data-table/data-table.css';
import { ageText, doseState } from './dose-state.ts';
import { isTooEarly } from '@vardkedjan/care/clinical/giving/lawful-giving.ts';
import { type DoseGroup, quantityText, type RoundDose } from './round-doses.ts';
import { texts } from './texts.ts';

const groups: readonly DoseGroup[] = ['now', 'infusion', 'as-needed', 'later', 'paused', 'done'];

export interface DoseTableProps {
  doses: readonly RoundDose[];
  now: number;
  chosen: string | undefined;
  /** Whether the caller may give it, as far as the app knows. */
  mayGive: (dose: RoundDose) => boolean;
  onGive: (dose: RoundDose) => void;
  onUndo: (dose: RoundDose) => void;
  onFollowUp: (dose: RoundDose) => void;
}

export function DoseTable(props: DoseTableProps) {
  const t = useTexts(texts);
  const shown = groups.flatMap((group) => {
    const own = props.doses.filter((dose) => dose.group === group);
    return own.length === 0 ? [] : [{ group, own }];
  });
  return (
    <table className="data-table round-table">
      <caption className="visually-hidden">{t.title}</caption>
      <thead>
        <tr>
          {[t.time, t.drug, t.dose, t.state, ''].map((title) => (
            <th key={title} scope="col">
              {title || <span className="visually-hidden">{t.give}</span>}
            </th>
          ))}
        </tr>
      </thead>
      {shown.map(({ group, own }) => (
        <tbody key={group} data-group={group}>
          <tr className="round-group">
            <th scope="rowgroup" colSpan={5}>
              {t.groups[group]} <span className="panel-count">{own.length}</span>
            </th>
          </tr>
          {own.map((dose) => (
            <DoseLine key={dose.key} dose={dose} {...props} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function DoseLine({ dose, now, chosen, ...acts }: { dose: RoundDose } & DoseTableProps) {
  const t = useTexts(texts);
  const isOff = dose.recorded?.status === 'entered-in-error';
  return (
    <tr aria-current={dose.key === chosen ? 'true' : undefined} data-undone={isOff ? '' : undefined}>
      <td className="data-table-fit" data-title={t.time}>
        {dose.dueAt ? formatTime(dose.dueAt) : null}
        {dose.lateBy > 0 ? <Badge severity="serious">{t.late(ageText(dose.lateBy))}</Badge> : null}
      </td>
      <td data-title={t.drug}>
        <strong>{dose.name}</strong>
        {dose.asksForTwo && dose.group !== 'done' ? <span className="drug-mark">{t.twoSign}</span> : null}
      </td>
      <td data-title={t.dose}>{givenAmount(dose)}</td>
      <td data-title={t.state}>
        {doseState(dose, t, now).map((line) => (
          <span key={line} className="round-state">
            {line}
          </span>
        ))}
      </td>
      <td className="data-table-fit not-printed">
        <DoseActs dose={dose} now={now} {...acts} />
      </td>
    </tr>
  );
}

/** What was given, when it was less than what is ordered. */
function givenAmount({ dose, recorded }: RoundDose): string {
  const given = recorded?.status === 'completed' ? recorded.dosage?.dose : undefined;
  return given === undefined ? dose : quantityText(given);
}

function DoseActs({
  dose,
  now,
  mayGive,
  onGive,
  onUndo,
  onFollowUp,
}: { dose: RoundDose } & Omit<DoseTableProps, 'chosen'>) {
  const t = useTexts(texts);
  const { recorded, group, name } = dose;
  const time = dose.dueAt ? formatTime(dose.dueAt) : '';
  if (group === 'done') {
    if (recorded?.status === 'entered-in-error') return null;
    return (
      <span className="round-acts">
        {isToFollowUp(dose) ? (
          <Button tone="quiet" aria-label={t.followUpThis(name)} onPress={() => onFollowUp(dose)}>
            {t.followUp}
          </Button>
        ) : null}
        <Button tone="quiet" aria-label={t.undoThis(name, time)} onPress={() => onUndo(dose)}>
          {t.undo}
        </Button>
      </span>
    );
  }
  if (group === 'paused' || (group === 'later' && isTooEarly(dose.dueAt, now))) return null;
  if (!mayGive(dose)) return <span className="quiet">{t.notDelegated}</span>;
  const isSecond = recorded !== undefined && waitsForSecond(recorded, dose.asksForTwo);
  return (
    <Button
      tone={group === 'now' ? 'plain' : 'quiet'}
      aria-label={isSecond ? t.signSecondThis(name) : t.giveThis(name, time)}
      onPress={() => onGive(dose)}
    >
      {isSecond ? t.signSecond : t.give}
    </Button>
  );
}

/** Given as needed, and nobody has said how it worked. */
export function isToFollowUp({ recorded, effect, dueAt }: RoundDose): boolean {
  return (
    recorded?.status === 'completed' &&
    dueAt === undefined &&
    effect === undefined &&
    recorded.dosage?.rateQuantity === undefined
  );
}
