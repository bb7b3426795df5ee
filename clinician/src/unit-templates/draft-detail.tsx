/** A draft: changed, tried, compared with what is in use, and put in use when nothing is wrong with it. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { type ReactNode, useState } from 'react';
import { putInUse } from './queries.ts';
import { ThrowAway } from './stop-using.tsx';
import type { TemplateKind } from './template-kind.ts';
import type { Stored, UnitTemplate } from './template-versions.ts';
import { texts } from './texts.ts';
import { Trouble, useAttempt } from './use-attempt.tsx';
import { useDraft } from './use-draft.ts';

const isChangedElsewhere = (failure: unknown) => failure instanceof FhirFailure && failure.kind === 'changed-meanwhile';

const modes = ['edit', 'preview', 'compare', 'versions'] as const;

interface DraftDetailProps<T extends UnitTemplateResource> {
  kind: TemplateKind<T>;
  template: UnitTemplate<T>;
  /** The shared one that the draft was made from. */
  original: Stored<T> | undefined;
  draft: Stored<T>;
  versions: ReactNode;
  onChanged: () => Promise<void>;
  onPublished: (version: string) => void;
}

export function DraftDetail<T extends UnitTemplateResource>({
  kind,
  template: { active },
  original,
  draft: stored,
  versions,
  onChanged,
  onPublished,
}: DraftDetailProps<T>) {
  const t = useTexts(texts);
  const [mode, setMode] = useState<(typeof modes)[number]>('edit');
  const draft = useDraft(stored);
  const { attempt, isBusy, trouble } = useAttempt();
  const { merge } = kind;
  const faults = kind.faults(draft.template);
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
        <p className="quiet">{kind.words.publishMore}</p>
      ) : (
        <p className="templates-trouble">
          {kind.words.faultsTitle}: {[...new Set(faults)].join(' ')}
        </p>
      )}
      <ChoiceBar
        label={t.mode}
        value={mode}
        choices={modes.map((each) => [each, t.modes[each]] as const)}
        onChoose={setMode}
      />
      {merge && isChangedElsewhere(draft.failure) ? (
        <p className="templates-trouble" role="alert">
          {t.changedByBoth}{' '}
          <Button isDisabled={isBusy} onPress={() => void attempt(() => draft.takeInOthers(merge))}>
            {t.takeInOthers}
          </Button>
        </p>
      ) : draft.failure ? (
        <Trouble failure={draft.failure} />
      ) : null}
      {trouble}
      {mode === 'edit' ? <kind.Editor template={draft.template} onChange={draft.change} /> : null}
      {mode === 'preview' ? <kind.Preview template={draft.template} /> : null}
      {mode === 'compare' ? <Compared kind={kind} inUse={active} original={original} after={draft.template} /> : null}
      {mode === 'versions' ? versions : null}
    </>
  );
}

function Compared<T extends UnitTemplateResource>({
  kind,
  inUse,
  original,
  after,
}: {
  kind: TemplateKind<T>;
  inUse: T | undefined;
  /** What is used as long as the unit has put none of its own in use. */
  original: T | undefined;
  after: T;
}) {
  const t = useTexts(texts);
  const before = inUse ?? original;
  if (!before) return <Empty>{t.nothingToCompare}</Empty>;
  return (
    <>
      <p className="quiet">{inUse ? t.comparedWith(inUse.version ?? '') : kind.words.comparedWithShared}</p>
      {before.title === after.title && kind.isSame(before, after) ? <Empty>{t.noDifference}</Empty> : null}
      {before.title === after.title ? null : (
        <p>
          <ins>{after.title}</ins> <del>{before.title}</del>
        </p>
      )}
      <kind.Comparison before={before} after={after} />
    </>
  );
}
