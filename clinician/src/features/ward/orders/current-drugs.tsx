/** The drugs in force, each a press from a line of its own with the dose as it stands: the mouse's way to a changed dose. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { textOfConcept } from '../../../chart/concept.ts';
import { orderTexts } from './texts.ts';

const swedish = new Intl.Collator('sv', { numeric: true });
const nameOf = (order: MedicationRequest) => textOfConcept(order.medicationCodeableConcept);

interface CurrentDrugsProps {
  orders: readonly MedicationRequest[];
  onTake: (order: MedicationRequest, dose: string) => void;
}

export function CurrentDrugs({ orders, onTake }: CurrentDrugsProps) {
  const t = useTexts(orderTexts);
  if (orders.length === 0) return null;
  return (
    <section aria-label={t.current} className="written-current">
      <h3 className="text-field-label">{t.current}</h3>
      <p className="text-field-help">{t.currentHelp}</p>
      <ul>
        {orders
          .toSorted((a, b) => swedish.compare(nameOf(a), nameOf(b)))
          .map((order) => {
            const dose = doseText(order.dosageInstruction);
            return (
              <li key={order.id}>
                <button
                  type="button"
                  title={t.take(nameOf(order))}
                  onClick={() => onTake(order, dose.source === 'structured' ? dose.text.replace(/\.$/, '') : '')}
                >
                  <strong>{nameOf(order)}</strong> <span className="quiet">{dose.text}</span>
                </button>
              </li>
            );
          })}
      </ul>
    </section>
  );
}
