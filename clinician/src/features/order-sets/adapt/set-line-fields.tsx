/** One line of a set as the one who makes the set fills it in. */
import {
  drugOfLine,
  nameOfLine,
  type SetLine,
  typedDosages,
} from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { KeyboardEvent } from 'react';
import { texts } from '../texts.ts';
import { DrugLineFields } from './drug-line-fields.tsx';
import { ServiceLineFields } from './service-line-fields.tsx';

export type LineDeed = { do: 'change'; line: SetLine } | { do: 'move'; step: -1 | 1 } | { do: 'remove' };

interface SetLineFieldsProps {
  line: SetLine;
  isFirst: boolean;
  isLast: boolean;
  /** What is wrong with it, in words; empty when nothing is. */
  error: string;
  onDo: (deed: LineDeed) => void;
}

export function SetLineFields({ line, isFirst, isLast, error, onDo }: SetLineFieldsProps) {
  const t = useTexts(texts);
  const name = nameOfLine(line) || t.empty;
  const change = (next: SetLine) => onDo({ do: 'change', line: next });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys from the fields in it
    <li className="templates-row set-line" data-kind={line.kind} onKeyDown={(event) => byKey(event, onDo)}>
      <span className="quiet set-line-kind">{t.kinds[line.kind]}</span>
      <div className="set-line-what">
        {line.kind === 'drug' ? (
          <DrugLineFields
            line={line}
            onDrug={(drug) =>
              change({
                ...line,
                concept: drug.concept,
                dosages: typedDosages(line.dosages[0]?.text ?? '', drug),
              })
            }
            onDose={(text) => change({ ...line, dosages: typedDosages(text, drugOfLine(line)) })}
          />
        ) : (
          <ServiceLineFields line={line} onChange={change} />
        )}
        {error === '' ? null : <p className="text-field-error">{error}</p>}
      </div>
      <label className="choice-of-one">
        <input
          type="checkbox"
          checked={line.isTicked}
          onChange={({ target }) => change({ ...line, isTicked: target.checked })}
        />
        <span>
          {t.ticked}
          <span className="visually-hidden">: {name}</span>
        </span>
      </label>
      <span className="set-line-actions">
        <Button
          tone="quiet"
          aria-label={t.up(name)}
          isDisabled={isFirst}
          onPress={() => onDo({ do: 'move', step: -1 })}
        >
          ↑
        </Button>
        <Button
          tone="quiet"
          aria-label={t.down(name)}
          isDisabled={isLast}
          onPress={() => onDo({ do: 'move', step: 1 })}
        >
          ↓
        </Button>
        <Button tone="quiet" aria-label={t.remove(name)} onPress={() => onDo({ do: 'remove' })}>
          ×
        </Button>
      </span>
    </li>
  );
}

function byKey(event: KeyboardEvent, onDo: (deed: LineDeed) => void): void {
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
  if (event.altKey && step !== undefined) onDo({ do: 'move', step });
  else if (event.ctrlKey && event.key === 'Delete') onDo({ do: 'remove' });
  else return;
  event.preventDefault();
}
