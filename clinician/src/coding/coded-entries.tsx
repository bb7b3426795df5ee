/** What is coded in a line, in its order, with the field that adds to it. Everything goes by keys from the field. */
import type { QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';
import { type CodedLine, isOnProblemList } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { CodeSearch } from './code-search.tsx';
import { codedAnswer, withEntry, withProblemList } from './entries.ts';
import type { Code } from './ranked-codes.ts';
import { texts } from './texts.ts';

type CodedAnswer = QuestionnaireResponseItemAnswer;

export interface CodedEntriesProps {
  line: CodedLine;
  name: string;
  entries: readonly CodedAnswer[];
  earlier: readonly Code[];
  isMissing: boolean;
  isReadOnly: boolean;
  onEntries: (entries: CodedAnswer[]) => void;
}

export function CodedEntries({ line, name, entries, earlier, isMissing, isReadOnly, onEntries }: CodedEntriesProps) {
  const t = useTexts(texts);
  const put = (at: number, answer: CodedAnswer) =>
    onEntries(entries.map((each, index) => (index === at ? answer : each)));
  const last = entries.at(-1);
  const onEmptyKey = (key: string): boolean => {
    if (!last || isReadOnly) return false;
    if (key === '+' && line === 'diagnoses') put(entries.length - 1, withProblemList(last, !isOnProblemList(last)));
    else if (key === 'Backspace') onEntries(entries.slice(0, -1));
    else return false;
    return true;
  };
  return (
    <>
      <ol className="coded-entries" aria-label={t.listed(name)}>
        {entries.map((entry, index) => (
          <Entry
            key={entry.valueCoding?.code ?? `text ${entry.valueString}`}
            line={line}
            entry={entry}
            isPrincipal={index === 0 && entries.length > 1 && line === 'diagnoses'}
            isReadOnly={isReadOnly}
            onEntry={(next) => put(index, next)}
            onFirst={index === 0 ? undefined : () => onEntries([entry, ...entries.filter((each) => each !== entry)])}
            onRemove={() => onEntries(entries.filter((each) => each !== entry))}
          />
        ))}
      </ol>
      <CodeSearch
        line={line}
        name={name}
        earlier={earlier}
        isMissing={isMissing}
        isReadOnly={isReadOnly}
        onCode={(code) => onEntries(withEntry(entries, codedAnswer(line, code)))}
        onText={(valueString) => onEntries(withEntry(entries, { valueString }))}
        onEmptyKey={onEmptyKey}
      />
    </>
  );
}

interface EntryProps {
  line: CodedLine;
  entry: CodedAnswer;
  isPrincipal: boolean;
  isReadOnly: boolean;
  onEntry: (entry: CodedAnswer) => void;
  onFirst: (() => void) | undefined;
  onRemove: () => void;
}

function Entry({ line, entry, isPrincipal, isReadOnly, onEntry, onFirst, onRemove }: EntryProps) {
  const t = useTexts(texts);
  const words = entry.valueCoding?.display ?? entry.valueString ?? '';
  return (
    <li className="coded-entry">
      {entry.valueCoding ? <span className="coded-entry-code">{entry.valueCoding.code}</span> : null}
      <span className="coded-entry-words">{words}</span>
      <span className="coded-entry-more">
        {isPrincipal ? <span className="quiet">{t.principal}</span> : null}
        {line === 'diagnoses' ? (
          <label className="choice-of-one">
            <input
              type="checkbox"
              checked={isOnProblemList(entry)}
              disabled={isReadOnly}
              aria-label={t.onProblemListFor(words)}
              onChange={({ target }) => onEntry(withProblemList(entry, target.checked))}
            />
            <span>{t.onProblemList}</span>
          </label>
        ) : null}
        {onFirst && line === 'diagnoses' ? (
          <Button tone="quiet" aria-label={t.firstFor(words)} isDisabled={isReadOnly} onPress={onFirst}>
            {t.first}
          </Button>
        ) : null}
        <Button tone="quiet" aria-label={t.remove(words)} isDisabled={isReadOnly} onPress={onRemove}>
          ×
        </Button>
      </span>
    </li>
  );
}
