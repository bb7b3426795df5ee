/** Pauses, resumes or ends an order, or throws a draft away: with the reason, on the version that is shown. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { movedTo } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { Problems } from '../../../dock/problems.tsx';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import { texts } from '../texts.ts';

interface MoveOrderProps {
  order: MedicationRequest & { id: string };
  patientId: string;
  status: 'on-hold' | 'stopped';
  /** What is done: `Sätt ut`, and to what. */
  title: string;
  name: string;
}

export function MoveOrder({ order, patientId, status, title, name }: MoveOrderProps) {
  const t = { ...useTexts(texts), ...useTexts(orderingTexts) };
  const hand = useOrdering(patientId);
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState('');
  const move = async () => {
    if (reason.trim() === '') return hand.setProblems([t.whyMissing]);
    if (await hand.send(moveBundle(movedTo(order, status, reason.trim(), hand.ordering())))) setAsks(false);
  };
  return (
    <>
      <Button tone="quiet" aria-label={name} onPress={() => setAsks(true)}>
        {title}
      </Button>
      <Dialog
        title={name}
        isOpen={asks}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onPress={() => setAsks(false)}>{t.cancel}</Button>
            <Button tone="primary" onPress={() => void move()}>
              {title}
            </Button>
          </>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void move();
          }}
        >
          <TextField label={t.why} value={reason} onChange={setReason} isRequired autoFocus />
        </form>
        <div className="drug-usual" role="group" aria-label={t.usual}>
          {(status === 'stopped' ? t.usualStops : t.usualPauses).map((usual) => (
            <Button key={usual} tone="quiet" onPress={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
        <Problems problems={hand.problems} />
      </Dialog>
    </>
  );
}

export function moveBundle(order: MedicationRequest) {
  return {
    resourceType: 'Bundle' as const,
    type: 'transaction' as const,
    entry: [
      {
        resource: order,
        request: {
          method: 'PUT' as const,
          url: `MedicationRequest/${order.id ?? ''}`,
          ifMatch: `W/"${order.meta?.versionId ?? ''}"`,
        },
      },
    ],
  };
}
