/** What has become of an order, from the versions of its handling: when it came to each state, and with whom it lay. Pure. */
import type { Task } from '@medplum/fhirtypes';
import { type HandlingState, handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';

export interface ReceiptRow {
  state: HandlingState;
  at: string | undefined;
  /** The unit that it lay with. */
  unit: string;
  reason: string;
}

/** The first comes first; a version that neither moved it nor left it with another unit is no receipt. */
export function receiptRows(versions: readonly Task[]): ReceiptRow[] {
  const rows: ReceiptRow[] = [];
  let before: Task | undefined;
  for (const version of versions.toSorted((a, b) => Number(a.meta?.versionId) - Number(b.meta?.versionId))) {
    const state = handlingStateOf(version);
    const isMoved =
      before === undefined || state !== handlingStateOf(before) || version.owner?.reference !== before.owner?.reference;
    before = version;
    if (state === undefined || !isMoved) continue;
    rows.push({
      state,
      at: version.lastModified ?? version.meta?.lastUpdated,
      unit: version.owner?.display ?? '',
      reason: version.statusReason?.text ?? '',
    });
  }
  return rows;
}
