/** What the reviewer finds of an opening. What was not justified, or is looked into, needs to say why and what is done. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, useState } from 'react';
import { useSession } from '../session/session-context.ts';
import type { Decision, OpeningRow } from './opening.ts';
import { decide, samplesKey } from './queries.ts';
import { texts } from './texts.ts';

export function DecideForm({ row, onDecided }: { row: OpeningRow; onDecided: (row: OpeningRow) => void }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const { session } = useSession();
  const [decision, setDecision] = useState<Decision>();
  const [comment, setComment] = useState('');
  const [followUp, setFollowUp] = useState('');
  const [wasSent, setSent] = useState(false);
  const needsWords = decision !== undefined && decision !== 'justified';
  const said = { comment: comment.trim(), followUp: followUp.trim() };
  const isWhole = decision !== undefined && (!needsWords || (said.comment !== '' && said.followUp !== ''));
  const save = useMutation({
    mutationFn: (decided: Decision) => decide(row, { decision: decided, ...said }),
    onSuccess: async (_, decided) => {
      const one = { at: new Date().toISOString(), reviewer: session.name, decision: decided, ...said };
      onDecided({ ...row, decisions: [...row.decisions, one] });
      setDecision(undefined);
      setComment('');
      setFollowUp('');
      setSent(false);
      await queries.invalidateQueries({ queryKey: samplesKey });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (isWhole) save.mutate(decision);
  };
  const missing = (text: string) => (wasSent && needsWords && text === '' ? { error: t.missing } : {});
  return (
    <Panel title={t.decide}>
      <form className="log-review-decide" onSubmit={submit} noValidate>
        <Choices label={t.was} texts={t.decisions} value={decision} onChange={setDecision} />
        {wasSent && decision === undefined ? (
          <p role="alert" className="text-field-error">
            {t.chooseDecision}
          </p>
        ) : null}
        <TextField
          label={t.comment}
          value={comment}
          onChange={setComment}
          isRequired={needsWords}
          {...missing(said.comment)}
        />
        {needsWords ? (
          <TextField
            label={t.followUp}
            help={t.followUpHelp}
            value={followUp}
            onChange={setFollowUp}
            isRequired
            {...missing(said.followUp)}
          />
        ) : null}
        <Button type="submit" tone="primary" isDisabled={save.isPending}>
          {t.save}
        </Button>
        <output>{save.isSuccess && decision === undefined ? t.saved : null}</output>
        {save.isError ? <Failed failure={save.error} /> : null}
      </form>
    </Panel>
  );
}
