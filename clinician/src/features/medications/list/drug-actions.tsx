/** What may be done with a drug of the list; what comes into force again is asked about by the safety rules first, in the workspace. */
import type { CurrentDrug } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { Problems } from '../../../dock/problems.tsx';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import { texts } from '../texts.ts';
import { moveBundle, MoveOrder } from './move-order.tsx';

export function DrugActions({ drug, patientId }: { drug: CurrentDrug; patientId: string }) {
  const t = useTexts(texts);
  const hand = useOrdering(patientId);
  const { order, name } = drug;
  if (order === undefined || !hand.mayPrescribe) return null;
  if (order.status === 'draft') {
    const { practitioner: requester, now: authoredOn } = hand.ordering();
    return (
      <span className="drug-actions">
        <Button
          tone="quiet"
          aria-label={t.signDraft(name)}
          onPress={() => openWorkspace('medications/prescribe', patientId, { draft: order.id })}
        >
          {t.signIt}
        </Button>
        <Button
          tone="quiet"
          aria-label={t.discardDraft(name)}
          onPress={() =>
            void hand.send(
              moveBundle({ ...order, requester, authoredOn, status: 'cancelled', statusReason: { text: t.discarded } }),
            )
          }
        >
          {t.discard}
        </Button>
        <Problems problems={hand.problems} />
      </span>
    );
  }
  return (
    <span className="drug-actions">
      <Button
        tone="quiet"
        aria-label={t.changeDrug(name)}
        onPress={() => openWorkspace('medications/prescribe', patientId, { order: order.id })}
      >
        {t.change}
      </Button>
      {order.status === 'on-hold' ? (
        <Button
          tone="quiet"
          aria-label={t.resumeDrug(name)}
          onPress={() => openWorkspace('medications/resume', patientId, { order: order.id })}
        >
          {t.resume}
        </Button>
      ) : (
        <MoveOrder order={order} patientId={patientId} status="on-hold" title={t.pause} name={t.pauseDrug(name)} />
      )}
      <MoveOrder order={order} patientId={patientId} status="stopped" title={t.stop} name={t.stopDrug(name)} />
      <Problems problems={hand.problems} />
    </span>
  );
}
