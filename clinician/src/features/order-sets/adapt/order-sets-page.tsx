/** The unit's order sets, adapted as note templates are. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { orderSetType } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { setFaults } from '@vardkedjan/care/coordination/order-sets/set-faults.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { useSession } from '../../../session/session-context.ts';
import { ComparedRows } from '../../../unit-templates/compared-rows.tsx';
import { unitKindQuery } from '../../../unit-templates/queries.ts';
import type { ComparisonProps, TemplateKind } from '../../../unit-templates/template-kind.ts';
import { TemplatesPage } from '../../../unit-templates/templates-page.tsx';
import { setsInUseQuery, unitSetsQuery } from '../queries.ts';
import { texts } from '../texts.ts';
import { compareSets } from './compare-sets.ts';
import { SetEditor } from './set-editor.tsx';
import { SetPreview } from './set-preview.tsx';
import '../order-sets.css';

export default function OrderSetsPage() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const kindOfUnit = useQuery(unitKindQuery(unit));
  const ownVersions = useQuery(unitSetsQuery(unit));
  const inUse = useQuery(setsInUseQuery(unit, kindOfUnit.isError ? null : kindOfUnit.data));
  const queries = useQueryClient();
  const changed = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['unit-order-sets'] }),
      queries.invalidateQueries({ queryKey: ['order-sets'] }),
    ]);
  };
  const kind = useMemo(
    (): TemplateKind<PlanDefinition> => ({
      type: 'PlanDefinition',
      words: t,
      beginning: { resourceType: 'PlanDefinition', status: 'draft', title: t.newName, type: orderSetType },
      faults: (set) => setFaults(set).map(({ fault }) => t.faults[fault]),
      isSame: (before, after) => compareSets(before, after, t).every(({ kind: one }) => one === 'same'),
      Editor: SetEditor,
      Preview: SetPreview,
      Comparison: SetComparison,
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

function SetComparison({ before, after }: ComparisonProps<PlanDefinition>) {
  const t = useTexts(texts);
  return <ComparedRows rows={compareSets(before, after, t)} />;
}
