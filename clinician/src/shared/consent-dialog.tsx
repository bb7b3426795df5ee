/**
 * The patient's consent to shared records (2022:913, 3 kap. 1 §), most often at the first visit: what to say, what the patient answers, for whom and
 * for how long. Every step is the server's to permit; a refusal says why.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { ageOn } from '@vardkedjan/care/people/age.ts';
import { addDays, isDay } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { consentDays } from '@vardkedjan/care/access/shared-records.ts';
import { type FormEvent, useId, useState } from 'react';
import { Answer as Outcome } from '../blocks/answer.tsx';
import { today } from '../chart/today.ts';
import { chartQuery } from '../chart/use-chart.ts';
import { useSession } from '../session/session-context.ts';
import type { Answer, Consent } from './shared-told.ts';
import { texts } from './texts.ts';
import { registerConsent } from './use-shared.ts';
import './shared.css';

export interface ConsentDialogProps {
  patientId: string;
  onClose: () => void;
  onRegistered: (until: string) => void;
  /** undefined: that is not for who is asking. */
  onEmergency: (() => void) | undefined;
}

export function ConsentDialog({ patientId, onClose, onRegistered, onEmergency }: ConsentDialogProps) {
  const t = useTexts(texts);
  const form = useId();
  const { careUnit, careProvider } = useSession().assignment;
  const isAdult = useIsAdult(patientId);
  // Only a child may be one who cannot consent: of others the law asks more.
  const answers = isAdult ? ({ given: t.answers.given } as Record<Answer, string>) : t.answers;
  const [answer, setAnswer] = useState<Answer>();
  const [to, setTo] = useState<'unit' | 'provider'>('unit');
  const [until, setUntil] = useState(() => addDays(today(), consentDays - 1));
  const [isTold, setTold] = useState(false);
  const last = addDays(today(), consentDays - 1);
  const isPossible = isDay(until) && until >= today() && until <= last;
  const register = useMutation({
    mutationFn: (consent: Consent) => registerConsent(patientId, consent, careProvider.id),
    onSuccess: onRegistered,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (answer && isPossible) register.mutate({ answer, isForProvider: to === 'provider', until });
  };
  return (
    <Dialog
      title={t.consentTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button type="submit" form={form} tone="primary" isDisabled={register.isPending} keys="Enter">
            {t.register}
          </Button>
        </>
      }
    >
      <form id={form} className="shared-form" onSubmit={submit} noValidate>
        <figure className="shared-say">
          <figcaption className="text-field-label">{t.say}</figcaption>
          <blockquote>{t.spoken(careUnit.name)}</blockquote>
        </figure>
        <div className="choices-stacked">
          <Choices<Answer> label={t.answer} texts={answers} value={answer} onChange={setAnswer} autoFocus />
          {isTold && !answer ? (
            <p className="text-field-error" role="alert">
              {t.answerMissing}
            </p>
          ) : null}
          <p className="quiet">{t.saysNo}</p>
        </div>
        <Choices
          label={t.to}
          texts={{ unit: t.toUnit(careUnit.name), provider: t.toProvider(careProvider.name) }}
          value={to}
          onChange={setTo}
        />
        <TextField
          label={t.until}
          help={t.untilHelp}
          value={until}
          onChange={setUntil}
          {...(isTold && !isPossible ? { error: t.untilWrong(last) } : {})}
        />
      </form>
      <Outcome failure={register.error} />
      {onEmergency ? (
        <p className="shared-emergency">
          <span>{t.cannotAsk}</span>
          <Button onPress={onEmergency}>{t.toEmergency}</Button>
        </p>
      ) : null}
    </Dialog>
  );
}

/** By the chart that is shown; where there is none, it is not known. */
function useIsAdult(patientId: string): boolean {
  const { data } = useQuery({ ...chartQuery(patientId), enabled: false });
  const age = ageOn(data?.patient.birthDate ?? '', today());
  return age !== undefined && age.years >= 18;
}
