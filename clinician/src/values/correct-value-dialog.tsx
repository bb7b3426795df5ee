/** One value that was entered wrong: the right one, or that it is not to be counted; why; and what it was, which stays readable. */
import type { Observation } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { numbersIn } from '@vardkedjan/care/clinical/vitals/corrected-value.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { textOfConcept } from '../chart/concept.ts';
import { useSaving } from '../dock/use-saving.ts';
import { useSession } from '../session/session-context.ts';
import { numberText, numberTyped, saveCorrection, versionsQuery } from './correcting.ts';
import { texts } from './texts.ts';

export interface CorrectValueProps {
  /** Id of the Observation. */
  id: string;
  patientId: string;
  onClose: () => void;
}

export function CorrectValueDialog(props: CorrectValueProps) {
  const t = useTexts(texts);
  const versions = useQuery(versionsQuery(props.id));
  const [latest, ...earlier] = versions.data ?? [];
  if (latest) return <Correcting {...props} latest={latest} earlier={earlier} />;
  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={props.onClose}
      actions={<Button onPress={props.onClose}>{t.cancel}</Button>}
    >
      {versions.isError ? (
        <Failed failure={versions.error} onRetry={() => void versions.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </Dialog>
  );
}

type What = 'right' | 'wrong';

function Correcting({
  patientId,
  onClose,
  latest,
  earlier,
}: CorrectValueProps & { latest: Observation; earlier: readonly Observation[] }) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const saving = useSaving(patientId);
  const parts = numbersIn(latest);
  // What is no number is taken out, and entered anew.
  const [what, setWhat] = useState<What>(parts.length > 0 ? 'right' : 'wrong');
  const [typed, setTyped] = useState(() => parts.map(({ value }) => numberText(value)));
  const [reason, setReason] = useState('');
  const by = {
    reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
    display: nameWithTitle(session.name, assignment.title),
  };
  const save = async () => {
    const numbers = typed.map(numberTyped);
    if (what === 'right' && numbers.some(Number.isNaN)) return saving.setProblem(t.noNumber);
    if (reason.trim() === '') return saving.setProblem(t.noReason);
    const correction = {
      numbers: what === 'right' ? numbers : undefined,
      reason,
      by,
      at: new Date().toISOString(),
    };
    if (await saving.save(() => saveCorrection(latest, correction, patientId))) onClose();
  };
  return (
    <Dialog
      title={`${t.title}: ${textOfConcept(latest.code)}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void save()}>
            {saving.isSaving ? t.saving : t.save}
          </Button>
        </>
      }
    >
      <p>{t.measured(formatDateTime(latest.effectiveDateTime))}</p>
      {parts.length > 0 ? (
        <Choices<What> label={t.what} texts={t.choices} value={what} onChange={setWhat} />
      ) : (
        <p>{t.onlyWrong}</p>
      )}
      {what === 'right'
        ? parts.map((part, index) => (
            <TextField
              key={`${index} ${part.unit ?? ''}`}
              label={parts.length > 1 ? t.part(index + 1, part.unit ?? '') : t.value(part.unit ?? '')}
              value={typed[index] ?? ''}
              onChange={(text) => setTyped((now) => now.map((each, at) => (at === index ? text : each)))}
              autoFocus={index === 0}
            />
          ))
        : null}
      <TextField label={t.reason} value={reason} onChange={setReason} />
      <p className="quiet">{t.stays}</p>
      {saving.problem ? <p role="alert">{saving.problem}</p> : null}
      {earlier.length > 0 ? (
        <section aria-label={t.before}>
          <h3>{t.before}</h3>
          <ul>
            {earlier.map((version) => (
              <li key={version.meta?.versionId}>
                <del>
                  {numbersIn(version)
                    .map(({ value, unit }) => `${numberText(value)} ${unit ?? ''}`)
                    .join(' / ')}
                </del>{' '}
                <span className="quiet">{formatDateTime(version.meta?.lastUpdated)}</span>
              </li>
            ))}
          </ul>
          {(latest.note ?? []).map(({ text, time }) => (
            <p key={`${time} ${text}`} className="quiet">
              {text}
            </p>
          ))}
        </section>
      ) : null}
    </Dialog>
  );
}
