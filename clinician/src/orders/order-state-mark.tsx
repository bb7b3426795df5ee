/** The state of an order in words, and loudly when somebody has to do something about it. */
import { lacksReceipt, type OrderState } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { orderTexts } from './state-texts.ts';

export function OrderStateMark({ state, isLate }: { state: OrderState; isLate: boolean }) {
  const t = useTexts(orderTexts);
  if (state === 'returned') return <Badge severity="serious">{t.states[state]}</Badge>;
  return (
    <>
      {t.states[state]}
      {isLate ? (
        <>
          {' '}
          <Badge severity="caution">{lacksReceipt(state) ? t.late : t.overdue}</Badge>
        </>
      ) : null}
    </>
  );
}
