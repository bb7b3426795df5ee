/** The unit's templates for nursing plans, adapted as order sets are. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { nursingPlanType, planFaults, planTemplateOf } from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { canonicalJson } from '@vardkedjan/care/record-keeping/note-items.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { sharedPlanTemplatesQuery, unitPlanTemplatesQuery } from '../../../nursing/plan-queries.ts';
import { useSession } from '../../../session/session-context.ts';
import { type ComparedRow, ComparedRows } from '../../../unit-templates/compared-rows.tsx';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import type { ComparisonProps, TemplateKind } from '../../../unit-templates/template-kind.ts';
import { TemplatesPage } from '../../../unit-templates/templates-page.tsx';
import { texts } from '../texts.ts';
import { PlanTemplateEditor } from './plan-template-editor.tsx';
import '../nursing.css';

export default function PlanTemplatesPage() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const kindOfUnit = useQuery(unitKindQuery(unit));
  const ownVersions = useQuery(unitPlanTemplatesQuery(unit));
  const inUse = useQuery(sharedPlanTemplatesQuery(unit, kindOfUnit.isError ? null : kindOfUnit.data));
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: ['nursing-plan-templates'] });
  const kind = useMemo(
    (): TemplateKind<PlanDefinition> => ({
      type: 'PlanDefinition',
      words: t.templates,
      beginning: { resourceType: 'PlanDefinition', status: 'draft', title: t.templates.newName, type: nursingPlanType },
      faults: (template) => planFaults(planTemplateOf(template)).map((fault) => t.faults[fault]),
      isSame: (before, after) => canonicalJson(saidBy(before)) === canonicalJson(saidBy(after)),
      Editor: PlanTemplateEditor,
      Preview,
      Comparison,
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

/** `risk` may be none. */
const saidBy = (template: PlanDefinition) => ({
  ...planTemplateOf(template),
  risk: planTemplateOf(template).risk ?? null,
});

function useLines() {
  const t = useTexts(texts);
  return (template: PlanDefinition): [key: string, said: string][] => {
    const { title, risk, goal, days, measures } = planTemplateOf(template);
    return [
      ['title', title],
      ['risk', `${t.answersRisk}: ${risk ? t.risks[risk] : t.noRisk}`],
      ['goal', `${t.goal}: ${goal}`],
      ['days', `${t.evaluateAfter}: ${days}`],
      ...measures.map(({ id, text, pace, who }): [string, string] => [
        id,
        [text, t.paces[pace], who].filter(Boolean).join(' · '),
      ]),
    ];
  };
}

function Preview({ template }: { template: PlanDefinition }) {
  const lines = useLines()(template);
  return (
    <ul className="plan-preview">
      {lines.map(([key, said]) => (
        <li key={key}>{said}</li>
      ))}
    </ul>
  );
}

function Comparison({ before, after }: ComparisonProps<PlanDefinition>) {
  const lines = useLines();
  const [was, is] = [new Map(lines(before)), new Map(lines(after))];
  const rows = [...is].map(([key, said]): ComparedRow => {
    const earlier = was.get(key);
    if (earlier === undefined) return { key, kind: 'added', said };
    return earlier === said ? { key, kind: 'same', said } : { key, kind: 'changed', said, before: earlier };
  });
  const gone = [...was].filter(([key]) => !is.has(key));
  return <ComparedRows rows={[...rows, ...gone.map(([key, said]): ComparedRow => ({ key, kind: 'removed', said }))]} />;
}
