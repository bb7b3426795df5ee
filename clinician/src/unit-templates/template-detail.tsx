/** One of the unit's own: its draft to change, try and put in use; without one, the version in use to read and take further. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import { DraftDetail } from './draft-detail.tsx';
import { putInUse, saveNew } from './queries.ts';
import { StopUsing } from './stop-using.tsx';
import type { TemplateKind } from './template-kind.ts';
import { nextVersion, type Stored, type UnitTemplate } from './template-versions.ts';
import { TemplateVersionsList } from './template-versions-list.tsx';
import { texts } from './texts.ts';
import { useAttempt } from './use-attempt.tsx';

export interface TemplateDetailProps<T extends UnitTemplateResource> {
  kind: TemplateKind<T>;
  template: UnitTemplate<T>;
  /** The shared one that its draft was made from. */
  original: Stored<T> | undefined;
  isHead: boolean;
  onChanged: () => Promise<void>;
}

export function TemplateDetail<T extends UnitTemplateResource>(props: TemplateDetailProps<T>) {
  const { kind, template, isHead, onChanged } = props;
  const [said, setSaid] = useState('');
  const { attempt, isBusy, trouble } = useAttempt();
  const t = useTexts(texts);
  const use = (version: Stored<T>) =>
    attempt(async () => {
      await putInUse(version, template.active);
      setSaid(t.published(version.version ?? ''));
      await onChanged();
    });
  const list = (
    <TemplateVersionsList
      words={kind.words}
      template={template}
      isHead={isHead}
      isBusy={isBusy}
      onUse={(version) => void use(version)}
    />
  );
  return (
    <>
      <output className="templates-said">{said}</output>
      {trouble}
      {template.draft && isHead ? (
        <DraftDetail
          key={template.draft.id}
          kind={kind}
          template={template}
          original={props.original}
          draft={template.draft}
          versions={list}
          onChanged={onChanged}
          onPublished={(version) => setSaid(t.published(version))}
        />
      ) : (
        <InUse {...props} onEdit={() => setSaid('')}>
          {list}
        </InUse>
      )}
    </>
  );
}

function InUse<T extends UnitTemplateResource>({
  kind,
  template,
  isHead,
  onChanged,
  onEdit,
  children,
}: TemplateDetailProps<T> & { onEdit: () => void; children: ReactNode }) {
  const t = useTexts(texts);
  const { attempt, isBusy, trouble } = useAttempt();
  const shown = template.active ?? template.versions[0];
  if (!shown) return null;
  const edit = async () => {
    await saveNew(nextVersion<T>(shown, template.versions, new Date()));
    onEdit();
    await onChanged();
  };
  return (
    <>
      <header className="templates-head">
        <h2>{template.title}</h2>
        <span className="templates-actions">
          {isHead && template.active ? (
            <StopUsing words={kind.words} active={template.active} onChanged={onChanged} />
          ) : null}
          {isHead ? (
            <Button tone="primary" isDisabled={isBusy} onPress={() => void attempt(edit)}>
              {t.edit}
            </Button>
          ) : null}
        </span>
      </header>
      {trouble}
      {children}
      <kind.Preview template={shown} />
    </>
  );
}
