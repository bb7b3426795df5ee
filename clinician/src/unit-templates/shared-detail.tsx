/** A template that is not the unit's: read, tried, and made the unit's own. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useSession } from '../session/session-context.ts';
import type { TemplateKind } from './template-kind.ts';
import { adapted, nameOf, type Stored } from './template-versions.ts';
import { texts } from './texts.ts';
import { useAttempt } from './use-attempt.tsx';

export function SharedDetail<T extends UnitTemplateResource>({
  kind,
  template,
  isHead,
  onAdapt,
}: {
  kind: TemplateKind<T>;
  template: Stored<T>;
  isHead: boolean;
  onAdapt: (template: T) => Promise<void>;
}) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const { attempt, isBusy, trouble } = useAttempt();
  const adapt = () => onAdapt(adapted<T>(template, assignment.careUnit.id, crypto.randomUUID(), new Date()));
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
      <kind.Preview template={template} />
    </>
  );
}
