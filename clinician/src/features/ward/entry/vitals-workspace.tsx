/** One patient's round, in the dock: seven fields, a time, and the score as it is typed. */
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useState } from 'react';
import { useChart } from '../../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import type { WorkspaceProps } from '../../../feature.ts';
import { scoresOf, stayHere } from '../round/round-rows.ts';
import { useSession } from '../../../session/session-context.ts';
import { useNow } from '../../../work/use-now.ts';
import { texts } from '../texts.ts';
import { clockText, momentOf } from '../../../work/clock.ts';
import { NewsVerdict } from './news-verdict.tsx';
import { useRound } from './use-round.ts';
import { useWardChanged } from '../board/ward-query.ts';
import { VitalInputs } from './vital-inputs.tsx';
import './entry.css';

export default function VitalsWorkspace({ patientId, takesFocus }: WorkspaceProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const chart = useChart(patientId);
  const { assignment } = useSession();
  const wardChanged = useWardChanged();
  const round = useRound({
    patientId,
    birthDate: chart.patient.birthDate,
    stay: stayHere(chart, assignment.careUnit.id),
    scale: scoresOf(chart.scores).at(-1)?.score.scale,
  });
  const now = useNow();
  const [time, setTime] = useState('');
  const [isSaved, setSaved] = useState(false);
  const save = async () => {
    const pressed = new Date();
    const taken = time.trim() === '' ? pressed : momentOf(time, pressed);
    if (taken === undefined) {
      round.saving.setProblem(t.badTime);
      return false;
    }
    if (!(await round.save(taken))) return false;
    setSaved(true);
    await wardChanged();
    return true;
  };
  if (isSaved) {
    const again = () => {
      round.clear();
      setTime('');
      setSaved(false);
    };
    return (
      <DockDone actions={<Button onPress={again}>{t.another}</Button>}>
        <p>{t.savedVitals}</p>
        <NewsVerdict score={round.score} isTooYoung={round.isTooYoung} />
      </DockDone>
    );
  }
  return (
    <DockForm
      label={t.recordVitals}
      onSend={save}
      send={t.save}
      sending={t.saving}
      isSending={round.saving.isSaving}
      problems={[round.saving.problem]}
    >
      <div className="vital-fields" lang={language}>
        <VitalInputs round={round} takesFocus={takesFocus} />
        <label className="vital-input">
          <span className="vital-input-name">{t.time}</span>
          <input
            aria-label={t.time}
            value={time}
            placeholder={clockText(now)}
            autoComplete="off"
            onChange={(event) => setTime(event.target.value)}
          />
        </label>
      </div>
      <NewsVerdict score={round.score} isTooYoung={round.isTooYoung} />
      <label className="vital-scale">
        <input
          type="checkbox"
          checked={round.scale === 2}
          onChange={(event) => round.setScale(event.target.checked ? 2 : 1)}
        />
        <span>
          {t.scale2} <span className="quiet">{t.scale2Help}</span>
        </span>
      </label>
      <p className="quiet">{t.notPregnant}</p>
    </DockForm>
  );
}
