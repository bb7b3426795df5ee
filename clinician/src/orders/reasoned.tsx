/** Returning and forwarding: why, and where to. */
import type { Reference } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import type { OrderKind } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useState } from 'react';
import { FreeText } from '../quick-texts/free-text.tsx';
import { useSession } from '../session/session-context.ts';
import { byNearness, whereOf } from './nearest-unit.ts';
import { ownUnitQuery, unitsQuery, unitsThatDo } from './units-query.ts';
import { texts } from './texts.ts';

export interface ReasonedProps {
  to: 'returned' | 'forwarded';
  /** What is asked; undefined: it does not say. */
  kind: OrderKind | undefined;
  onCancel: () => void;
  onDone: (more: { reason: string; owner?: Reference }) => void;
}

export function Reasoned({ to, kind = 'referral', onCancel, onDone }: ReasonedProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const isForwarded = to === 'forwarded';
  const own = useQuery({ ...ownUnitQuery(assignment.careUnit.id), enabled: isForwarded }).data;
  const doing = useQuery({ ...unitsQuery(unitsThatDo(kind), assignment.careProvider.id), enabled: isForwarded }).data;
  const units = byNearness(doing ?? [], own);
  const [reason, setReason] = useState('');
  const [unitId, setUnit] = useState<string>();
  const [problem, setProblem] = useState('');
  const unit = units.find(({ id }) => id === unitId);
  const done = () => {
    if (reason.trim() === '') return setProblem(t.noReason);
    if (to === 'returned') return onDone({ reason });
    if (!unit) return setProblem(t.noUnit);
    onDone({ reason, owner: { reference: `Organization/${unit.id}`, display: unit.name ?? '' } });
  };
  return (
    <form className="unit-order-reasoned" onSubmit={(event) => event.preventDefault()}>
      {isForwarded ? (
        <Select
          label={t.unit}
          choices={units
            .filter(({ id }) => id !== assignment.careUnit.id)
            .map((each) => ({ value: each.id ?? '', text: each.name ?? '', detail: whereOf(each, t.ofOthers) }))}
          value={unitId}
          onChange={setUnit}
        />
      ) : null}
      <FreeText
        label={t.reason}
        value={reason}
        onChange={setReason}
        lines={2}
        autoFocus
        {...(problem && { error: problem })}
      />
      <div className="unit-order-moves">
        <Button onPress={onCancel}>{t.cancel}</Button>
        <Button tone="primary" onPress={done}>
          {to === 'returned' ? t.return : t.forward}
        </Button>
      </div>
    </form>
  );
}
