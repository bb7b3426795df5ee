/** A draft of a template: changed, tried, compared with what is in use, and put in use when nothing is wrong with it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import type { Template } from '../../queries.ts';
import { putInUse } from '../queries.ts';
import { ThrowAway } from '../stop-using.tsx';
import { TemplateComparison } from '../template-comparison.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { templateFaults } from '../shape/template-faults.ts';
import { TemplatePreview } from '../template-preview.tsx';
import type { UnitTemplate } from '../shape/template-versions.ts';
import { texts } from '../texts.ts';
import { Trouble, useAttempt } from '../use-attempt.tsx';
import { useDraft } from './use-draft.ts';

const modes = ['edit', 'preview', 'compare', 'versions'] as const;

interface DraftDetailProps {
  template: UnitTemplate;
  /** The shared one that the draft was made from. */
  original: Template | undefined;
  draft: Template;
  versions: ReactNode;
  onChanged: () => Promise<void>;
  onPublished: (version: string) => void;
}

export function DraftDetail({
  template: { active },
  original,
  draft: stored,
  versions,
  onChanged,
  onPublished,
}: DraftDetailProps) {
  const t = useTexts(texts);
  const [mode, setMode] = useState<(typeof modes)[number]>('edit');
  const draft = useDraft(stored);
  const { attempt, isBusy, trouble } = useAttempt();
  const faults = templateFaults(draft.template);
  const publish = async () => {
    await putInUse(await draft.settle(), active);
    onPublished(stored.version ?? '');
    await onChanged();
  };
  return (
    <>
      <header className="templates-head">
        <h2>{t.draft(stored.version ?? '')}</h2>
        <span className="templates-actions">
          <output className="quiet">{draft.isSaved ? t.saved : draft.failure ? t.notSaved : t.saving}</output>
          <ThrowAway settled={draft.settle} onChanged={onChanged} />
          <Button tone="primary" isDisabled={isBusy || faults.length > 0} onPress={() => void attempt(publish)}>
            {t.publish}
          </Button>
        </span>
      </header>
      {faults.length === 0 ? (
        <p className="quiet">{t.publishMore}</p>
      ) : (
        <p className="templates-trouble">
          {t.faultsTitle}: {[...new Set(faults.map(({ fault }) => t.faults[fault]))].join(' ')}
        </p>
      )}
      <ChoiceBar
        label={t.mode}
        value={mode}
        choices={modes.map((each) => [each, t.modes[each]] as const)}
        onChoose={setMode}
      />
      {draft.failure ? <Trouble failure={draft.failure} /> : null}
      {trouble}
      {mode === 'edit' ? <TemplateEditor template={draft.template} faults={faults} onChange={draft.change} /> : null}
      {mode === 'preview' ? <TemplatePreview template={draft.template} /> : null}
      {mode === 'compare' ? <TemplateComparison inUse={active} original={original} after={draft.template} /> : null}
      {mode === 'versions' ? versions : null}
    </>
  );
}
