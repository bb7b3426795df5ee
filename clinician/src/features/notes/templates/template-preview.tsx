/** A template as the one who writes sees it; what is written here goes nowhere. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { withText } from '../../../drafts/draft-store.ts';
import type { DraftTexts } from '../../../drafts/draft-store.ts';
import { templateFields } from '../draft/template-fields.ts';
import { NoteFields } from '../write/note-fields.tsx';
import '../write/write.css';
import { texts } from './texts.ts';

const noneEarlier = () => [];

export function TemplatePreview({ template }: { template: Questionnaire }) {
  const t = useTexts(texts);
  const [written, setWritten] = useState<DraftTexts>({});
  return (
    <div className="templates-preview">
      <p className="quiet">{t.previewMore}</p>
      <NoteFields
        earlierOf={noneEarlier}
        fields={templateFields(template)}
        view={{ texts: written, state: 'untouched', others: [] }}
        missing={[]}
        isReadOnly={false}
        onType={(linkId, text) => setWritten((before) => withText(before, linkId, text))}
      />
    </div>
  );
}
