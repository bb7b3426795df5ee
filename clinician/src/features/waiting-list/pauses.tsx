/** Days that the care guarantee does not count, with why; who declines does so only when told, offered and answered. */
import {
  pauseReasons,
  type PauseReason,
  type WaitingPause,
} from '@vardkedjan/care/coordination/visits/care-guarantee.ts';
import { pausesOf } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { isDay } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { today } from '../../chart/today.ts';
import { savePauses } from './queries.ts';
import { texts } from './texts.ts';
import type { WaitingRow } from '../../booking/waiting-rows.ts';

export interface PausesProps {
  row: WaitingRow;
  onSave: (write: () => Promise<void>) => Promise<void>;
}

export function Pauses({ row, onSave }: PausesProps) {
  const t = useTexts(texts);
  const pauses = pausesOf(row.task);
  const [isAdding, setAdding] = useState(false);
  const save = (next: readonly WaitingPause[]) => void onSave(() => savePauses(row, next));
  return (
    <section className="waiting-pauses" aria-label={t.pauses}>
      <h3>{t.pauses}</h3>
      <p className="quiet">{t.pausesLaw}</p>
      {pauses.length === 0 ? <p>{t.noPauses}</p> : null}
      <ul>
        {pauses.map((pause) => (
          <li key={`${pause.reason} ${pause.from}`}>
            {t.reasons[pause.reason]} {pause.from} – {pause.until ?? ''}{' '}
            <Button tone="quiet" onPress={() => save(pauses.filter((each) => each !== pause))}>
              {t.remove}
            </Button>
          </li>
        ))}
      </ul>
      {isAdding ? (
        <AddPause onAdd={(pause) => save([...pauses, pause])} onCancel={() => setAdding(false)} />
      ) : (
        <Button onPress={() => setAdding(true)}>{t.addPause}</Button>
      )}
    </section>
  );
}

const told = ['informed', 'offered', 'said'] as const;

function AddPause({ onAdd, onCancel }: { onAdd: (pause: WaitingPause) => void; onCancel: () => void }) {
  const t = useTexts(texts);
  const [pause, setPause] = useState<WaitingPause>({ reason: 'medical', from: today() });
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState('');
  const add = () => {
    const isDeclined = pause.reason === 'declined';
    if (!isDay(pause.from) || (until !== '' && (!isDay(until) || until < pause.from))) return setProblem(t.badDays);
    if (isDeclined && !told.every((each) => pause[each] === true)) return setProblem(t.needsAll);
    const { reason, from, ...answers } = pause;
    onAdd({ reason, from, ...(until !== '' && { until }), ...(isDeclined && answers) });
  };
  return (
    <div className="waiting-pause-new">
      <Select
        label={t.reason}
        choices={pauseReasons.map((value: PauseReason) => ({ value, text: t.reasons[value] }))}
        value={pause.reason}
        onChange={(reason) => setPause({ ...pause, reason })}
      />
      <TextField label={t.from} value={pause.from} onChange={(from) => setPause({ ...pause, from })} />
      <TextField label={t.untilField} value={until} onChange={setUntil} />
      {pause.reason === 'declined' ? (
        <fieldset className="choices-of-one">
          <legend className="text-field-label">{t.declinedNeeds}</legend>
          {told.map((each) => (
            <label key={each} className="choice-of-one">
              <input
                type="checkbox"
                checked={pause[each] === true}
                onChange={({ target }) => setPause({ ...pause, [each]: target.checked })}
              />
              <span>{t[each]}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {problem ? <strong role="alert">{problem}</strong> : null}
      <div className="waiting-pause-actions">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button tone="primary" onPress={add}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}
