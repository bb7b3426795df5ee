/** The draft of a role's next analysis: each part in words, each right with yes or no and why. What it would change is shown before it is signed. */
import type { Analysis } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { type Part, partWords } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { type Right, rights, rightWords } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { throwAway } from './queries.ts';
import type { RoleRow, StoredAnalysis } from './role-rows.ts';
import { SignDialog } from './sign-dialog.tsx';
import { texts } from './texts.ts';
import { useDraft, type WrittenDraft } from './use-draft.ts';

interface AnalysisEditorProps {
  row: RoleRow;
  draft: StoredAnalysis;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

export function AnalysisEditor({ row, draft, onChanged, onClose }: AnalysisEditorProps) {
  const t = useTexts(texts);
  const written = useDraft(draft);
  const { analysis, change, settle, isSaved, failure } = written;
  const [asks, setAsks] = useState<'sign' | 'discard'>();
  const [toSign, setToSign] = useState<{ draft: StoredAnalysis; today: string }>();
  const review = async () => {
    const stored = await settle();
    if (stored === undefined) return;
    setToSign({ draft: stored, today: localTime(new Date()).date });
    setAsks('sign');
  };
  const done = async () => {
    await onChanged();
    onClose();
  };
  const leave = async () => {
    if ((await settle()) !== undefined) await done();
  };
  const part = (name: Part) => <PartField key={name} part={name} {...written} />;
  return (
    <div className="rights-editor">
      <header>
        <h2>{t.editing(row.name)}</h2>
        <p className="quiet">{t.draftHelp}</p>
      </header>
      {part('tasks')}
      {part('needs')}
      {rights.map((right) => (
        <RightField key={right} right={right} {...written} />
      ))}
      {part('risk-too-wide')}
      {part('risk-too-narrow')}
      {part('walls')}
      {part('measures')}
      <TextField
        label={t.reviewDay}
        help={t.reviewHelp}
        value={analysis.review ?? ''}
        onChange={(text) => change((before) => ({ ...before, review: text.trim() === '' ? undefined : text.trim() }))}
      />
      {failure ? <SaveFailed failure={failure} /> : null}
      <div className="rights-actions rights-save">
        <Button tone="primary" onPress={() => void review()}>
          {t.toSign}
        </Button>
        <Button onPress={() => void leave()}>{t.close}</Button>
        <Button tone="quiet" onPress={() => setAsks('discard')}>
          {t.discard}
        </Button>
        <output className="quiet">{isSaved ? t.saved : t.saving}</output>
      </div>
      {asks === 'sign' && toSign ? (
        <SignDialog row={row} {...toSign} onSigned={done} onClose={() => setAsks(undefined)} />
      ) : null}
      {asks === 'discard' ? (
        <DiscardDialog settle={settle} onDiscarded={done} onClose={() => setAsks(undefined)} />
      ) : null}
    </div>
  );
}

function PartField({ part, analysis, change }: WrittenDraft & { part: Part }) {
  const { language } = useLanguage();
  return (
    <TextField
      label={partWords[part][language]}
      lines={3}
      value={analysis.words[part]}
      onChange={(text) => change((before) => ({ ...before, words: { ...before.words, [part]: text } }))}
    />
  );
}

function RightField({ right, analysis, change }: WrittenDraft & { right: Right }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const said = analysis.said[right];
  const say = (more: Partial<Analysis['said'][Right]>) =>
    change((before) => ({ ...before, said: { ...before.said, [right]: { ...before.said[right], ...more } } }));
  const { name } = rightWords[right][language];
  return (
    <div className="rights-right">
      <span className="rights-right-name">{name}</span>
      <ChoiceBar
        label={name}
        value={said.given === undefined ? 'undecided' : said.given ? 'given' : 'not-given'}
        choices={[
          ['given', t.given],
          ['not-given', t.notGiven],
        ]}
        onChoose={(value: 'given' | 'not-given' | 'undecided') => say({ given: value === 'given' })}
      />
      <TextField label={`${t.why}: ${name}`} hideLabel lines={2} value={said.why} onChange={(why) => say({ why })} />
    </div>
  );
}

function SaveFailed({ failure }: { failure: unknown }) {
  const t = useTexts(texts);
  return failure instanceof FhirFailure && failure.kind === 'changed-meanwhile' ? (
    <p className="rights-said" role="alert">
      {t.changedMeanwhile}
    </p>
  ) : (
    <Failed failure={failure} />
  );
}

interface DiscardDialogProps {
  settle: WrittenDraft['settle'];
  onDiscarded: () => Promise<void>;
  onClose: () => void;
}

function DiscardDialog({ settle, onDiscarded, onClose }: DiscardDialogProps) {
  const t = useTexts(texts);
  const [failure, setFailure] = useState<unknown>();
  const discard = async () => {
    try {
      const stored = await settle();
      if (stored === undefined) return;
      await throwAway(stored);
      await onDiscarded();
    } catch (caught) {
      setFailure(caught);
    }
  };
  return (
    <Dialog
      title={t.discardTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void discard()}>
            {t.discard}
          </Button>
        </>
      }
    >
      <p>{t.discardText}</p>
      {failure ? <Failed failure={failure} /> : null}
    </Dialog>
  );
}
