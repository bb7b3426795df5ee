/** One of the unit's templates: its draft to change, try and put in use; without one, the version in use to read and take further. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import type { Template } from '../queries.ts';
import { DraftDetail } from './draft/draft-detail.tsx';
import { putInUse, saveNew } from './queries.ts';
import { StopUsing } from './stop-using.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { nextVersion, type UnitTemplate } from './shape/template-versions.ts';
import { TemplateVersionsList } from './template-versions-list.tsx';
import { texts } from './texts.ts';
import { useAttempt } from './use-attempt.tsx';

export interface TemplateDetailProps {
  template: UnitTemplate;
  /** The shared one that its draft was made from. */
  original: Template | undefined;
  isHead: boolean;
  onChanged: () => Promise<void>;
}

export function TemplateDetail(props: TemplateDetailProps) {
  const { template, isHead, onChanged } = props;
  const [said, setSaid] = useState('');
  const { attempt, isBusy, trouble } = useAttempt();
  const t = useTexts(texts);
  const use = (version: Template) =>
    attempt(async () => {
      await putInUse(version, template.active);
      setSaid(t.published(version.version ?? ''));
      await onChanged();
    });
  const list = (
    <TemplateVersionsList template={template} isHead={isHead} isBusy={isBusy} onUse={(version) => void use(version)} />
  );
  return (
    <>
      <output className="templates-said">{said}</output>
      {trouble}
      {template.draft && isHead ? (
        <DraftDetail
          key={template.draft.id}
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

function InUse({
  template,
  isHead,
  onChanged,
  onEdit,
  children,
}: TemplateDetailProps & { onEdit: () => void; children: ReactNode }) {
  const t = useTexts(texts);
  const { attempt, isBusy, trouble } = useAttempt();
  const shown = template.active ?? template.versions[0];
  if (!shown) return null;
  const edit = async () => {
    await saveNew(nextVersion(shown, template.versions, new Date()));
    onEdit();
    await onChanged();
  };
  return (
    <>
      <header className="templates-head">
        <h2>{template.title}</h2>
        <span className="templates-actions">
          {isHead && template.active ? <StopUsing active={template.active} onChanged={onChanged} /> : null}
          {isHead ? (
            <Button tone="primary" isDisabled={isBusy} onPress={() => void attempt(edit)}>
              {t.edit}
            </Button>
          ) : null}
        </span>
      </header>
      {trouble}
      {children}
      <TemplatePreview template={shown} />
    </>
  );
}
