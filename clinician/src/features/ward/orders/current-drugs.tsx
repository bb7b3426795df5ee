/** The drug list as lines begin from it: what is ordered, each a press from a line of its own with the dose as it stands, the mouse's way to a changed dose. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import type { CurrentDrug } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { orderTexts } from './texts.ts';

interface CurrentDrugsProps {
  drugs: readonly CurrentDrug[];
  onTake: (order: MedicationRequest, dose: string) => void;
}

export function CurrentDrugs({ drugs, onTake }: CurrentDrugsProps) {
  const t = useTexts(orderTexts);
  const listed = drugs.filter(({ group }) => group !== 'draft');
  if (listed.length === 0) return null;
  return (
    <section aria-label={t.current} className="written-current">
      <h3 className="text-field-label">{t.current}</h3>
      <p className="text-field-help">{t.currentHelp}</p>
      <ul>
        {listed.map(({ id, order, name, dose, status }) => (
          <li key={id}>
            {order === undefined || status === 'unknown' ? (
              <span>
                <strong>{name}</strong> <span className="quiet">{`${dose.text} (${t.saidOnly})`}</span>
              </span>
            ) : (
              <button
                type="button"
                title={t.take(name)}
                onClick={() => onTake(order, dose.source === 'structured' ? dose.text.replace(/\.$/, '') : '')}
              >
                <strong>{name}</strong> <span className="quiet">{dose.text}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
