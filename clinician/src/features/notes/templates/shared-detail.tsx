/** A template that is not the unit's: read, tried, and made the unit's own. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useSession } from '../../../session/session-context.ts';
import type { Template } from '../queries.ts';
import { nameOf } from '../suitable-templates.ts';
import { TemplatePreview } from './template-preview.tsx';
import { adapted } from './shape/template-versions.ts';
import { texts } from './texts.ts';
import { useAttempt } from './use-attempt.tsx';

export function SharedDetail({
  template,
  isHead,
  onAdapt,
}: {
  template: Template;
  isHead: boolean;
  onAdapt: (template: Questionnaire) => Promise<void>;
}) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const { attempt, isBusy, trouble } = useAttempt();
  const adapt = () => onAdapt(adapted(template, assignment.careUnit.id, crypto.randomUUID(), new Date()));
  return (
    <>
      <header className="templates-head">
        <h2>{nameOf(template)}</h2>
        {isHead ? (
          <Button tone="primary" isDisabled={isBusy} onPress={() => void attempt(adapt)}>
            {t.adapt}
          </Button>
        ) : null}
      </header>
      {trouble}
      <TemplatePreview template={template} />
    </>
  );
}
