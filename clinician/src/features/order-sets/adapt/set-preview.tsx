/** A set as the one who orders by it sees it; nothing is ordered from here. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import { linesOf } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { SetLines } from '../order/set-lines.tsx';
import { asWritten, type Filled } from '../order/filled.ts';
import { texts } from '../texts.ts';

export function SetPreview({ template }: { template: PlanDefinition }) {
  const t = useTexts(texts);
  const lines = linesOf(template);
  const [changed, change] = useState<Filled>({});
  return (
    <div className="set-preview">
      <p className="quiet">{t.previewMore}</p>
      <SetLines
        lines={lines}
        filled={{ ...asWritten(lines), ...changed }}
        onFill={(key, value) => change((now) => ({ ...now, [key]: value }))}
      />
    </div>
  );
}
