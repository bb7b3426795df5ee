/** The unit's note templates. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { riskFormFaults, riskFormOf } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { canonicalJson } from '@vardkedjan/care/record-keeping/note-items.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { useSession } from '../../../session/session-context.ts';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import type { TemplateKind } from '../../../unit-templates/template-kind.ts';
import { TemplatesPage } from '../../../unit-templates/templates-page.tsx';
import { templatesQuery, unitTemplatesQuery } from '../queries.ts';
import { compareTemplates } from './shape/compare-templates.ts';
import { templateFaults } from './shape/template-faults.ts';
import { TemplateComparison } from './template-comparison.tsx';
import { mergeTemplates } from './shape/merge-templates.ts';
import { TemplateEditor } from './template-editor.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { texts } from './texts.ts';
import './note-templates.css';

export default function NoteTemplatesPage() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const kindOfUnit = useQuery(unitKindQuery(unit));
  const ownVersions = useQuery(unitTemplatesQuery(unit));
  const inUse = useQuery(templatesQuery(unit, kindOfUnit.isError ? null : kindOfUnit.data));
  const changed = useTemplatesChanged();
  const kind = useMemo(
    (): TemplateKind<Questionnaire> => ({
      type: 'Questionnaire',
      words: t,
      beginning: {
        resourceType: 'Questionnaire',
        status: 'draft',
        title: t.newName,
        subjectType: ['Patient'],
        item: [{ linkId: 'ord', type: 'text' }],
      },
      faults: (template) => [
        ...templateFaults(template).map(({ fault }) => t.faults[fault]),
        ...riskFormFaults(template).map((fault) => t.riskFaults[fault]),
      ],
      isSame: (before, after) =>
        compareTemplates(before, after).every(({ kind: one }) => one === 'same') &&
        canonicalJson(riskFormOf(before) ?? null) === canonicalJson(riskFormOf(after) ?? null),
      merge: mergeTemplates,
      Editor: TemplateEditor,
      Preview: TemplatePreview,
      Comparison: TemplateComparison,
    }),
    [t],
  );
  return (
    <TemplatesPage
      kind={kind}
      ownVersions={ownVersions.data}
      inUse={inUse.data}
      failure={ownVersions.error ?? inUse.error}
      onChanged={changed}
    />
  );
}

/** What is offered to writers is asked for anew, too. */
function useTemplatesChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['unit-templates'] }),
      queries.invalidateQueries({ queryKey: ['templates'] }),
    ]);
  };
}
