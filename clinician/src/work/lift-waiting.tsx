/**
 * In the bar, on every page: a request to lift a block that waits for the unit. It is told from its time alone (care/src/access/lift-request.ts): once it is
 * late it lies with the head, then with the unit that is staffed around the clock, and says so until somebody answers.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { AnswerRequest } from '../shared/answer-request.tsx';
import { liftsWaiting } from './lift-row.ts';
import { texts } from './texts.ts';
import { useNow } from './use-now.ts';
import { liftsQuery } from './work-queries.ts';

export function LiftWaiting() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const client = useQueryClient();
  const now = useNow();
  const isCare = assignment.purpose === 'care';
  const tasks = useQuery({ ...liftsQuery(assignment.careUnit.id), enabled: isCare }).data;
  const waiting = liftsWaiting(tasks ?? [], now);
  const [first] = waiting;
  const [isAsked, ask] = useState(false);
  if (!isCare || first === undefined) return null;
  const close = () => ask(false);
  const isLate = first.lift.stage !== 'waits';
  return (
    <>
      <Button tone={isLate ? 'primary' : 'plain'} onPress={() => ask(true)}>
        {(isLate ? t.liftsLate : t.liftsWaiting)(waiting.length, first.minutes)}
      </Button>
      {isAsked ? (
        <AnswerRequest
          patientId={first.patientId}
          request={first.id}
          says={first.text}
          lift={first.lift}
          onClose={close}
          onAnswered={() => {
            close();
            void client.invalidateQueries({ queryKey: ['work'] });
          }}
        />
      ) : null}
    </>
  );
}
