/**
 * The field in which a code is found: letters find, the arrows choose, Enter takes what is marked, the likeliest from the start
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). What is found by no code can be kept as it is typed.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CodedLine } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { chosenCodes, countChosen } from './chosen-codes.ts';
import { findCodes } from './find-codes.ts';
import { type Candidate, type Code, rankedCodes } from './ranked-codes.ts';
import { texts } from './texts.ts';
import './coding.css';
import '@vardkedjan/ui/text-field/text-field.css';

const typingPause = 120;
const most = 8;

export interface CodeSearchProps {
  line: CodedLine;
  /** The search word. */
  name: string;
  /** What the patient has had. */
  earlier: readonly Code[];
  isMissing: boolean;
  isReadOnly: boolean;
  onCode: (code: Code) => void;
  onText: (text: string) => void;
  /** Keys of the field while nothing is typed; true: it was one of the place's own. */
  onEmptyKey: (key: string) => boolean;
}

export function CodeSearch(props: CodeSearchProps) {
  const { line, name, earlier, isMissing, isReadOnly, onEmptyKey } = props;
  const t = useTexts(texts);
  const id = useId();
  const unit = useSession().assignment.careUnit.id;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const search = useCodes(line, typed);
  const isTyping = typed.trim() !== '';
  const candidates = isTyping
    ? rankedCodes({ typed, found: search.found ?? [], earlier, chosen: chosenCodes(unit, line) }).slice(0, most)
    : [];
  // The last choice is the words themselves.
  const count = isTyping && search.isSettled ? candidates.length + 1 : candidates.length;
  const marked = Math.min(at, count - 1);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (count > 0) list.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);

  const ask = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  const take = (index: number) => {
    const candidate = candidates[index];
    if (candidate) {
      countChosen(unit, line, candidate.code);
      props.onCode({ code: candidate.code, display: candidate.display });
    } else props.onText(typed);
    ask('');
  };
  // Enter came before the answer did.
  const entered = useRef(false);
  const takeEntered = useEffectEvent(() => take(0));
  useEffect(() => {
    if (!entered.current || !search.isSettled) return;
    entered.current = false;
    takeEntered();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!isTyping) {
      if (event.key === 'Enter' || onEmptyKey(event.key)) event.preventDefault();
    } else if (step !== undefined && count > 0) {
      event.preventDefault();
      setAt((marked + step + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (search.isSettled) take(marked);
      else entered.current = true;
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      ask('');
    }
  };
  return (
    <div className="code-search">
      <input
        className="text-field-input code-search-input"
        role="combobox"
        aria-label={name}
        aria-expanded={count > 0}
        aria-controls={`${id}-hits`}
        aria-autocomplete="list"
        aria-describedby={`${id}-help`}
        {...(count > 0 && { 'aria-activedescendant': `${id}-${marked}` })}
        aria-invalid={isMissing || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t.placeholder}
        value={typed}
        readOnly={isReadOnly}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        className="code-hits"
        id={`${id}-hits`}
        role="listbox"
        aria-label={t.hits(name)}
        hidden={count === 0}
      >
        {candidates.map((candidate, index) => (
          <Hit
            key={candidate.code}
            id={`${id}-${index}`}
            isMarked={index === marked}
            onChoose={() => take(index)}
            candidate={candidate}
          />
        ))}
        {isTyping && search.isSettled ? (
          <Hit
            id={`${id}-${candidates.length}`}
            isMarked={marked === candidates.length}
            onChoose={() => take(candidates.length)}
            words={t.asText(typed)}
          />
        ) : null}
      </div>
      <p className="code-search-help quiet" id={`${id}-help`} aria-live="polite">
        {isTyping && search.isSettled && search.found === undefined
          ? t.noSystem
          : isTyping && search.isSettled && candidates.length === 0
            ? t.nothing
            : line === 'diagnoses'
              ? t.helpDiagnoses
              : t.helpProcedures}
      </p>
      {search.failure ? <Failed failure={search.failure} onRetry={search.retry} /> : null}
    </div>
  );
}

interface HitProps {
  id: string;
  candidate?: Candidate;
  words?: string;
  isMarked: boolean;
  onChoose: () => void;
}

function Hit({ id, candidate, words, isMarked, onChoose }: HitProps) {
  const t = useTexts(texts);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are the field's
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      className="code-hit"
      ref={isMarked ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {candidate ? (
        <>
          <span className="code-hit-code">{candidate.code}</span>
          <span className="code-hit-words">{candidate.display}</span>
          {candidate.isEarlier ? <span className="quiet code-hit-more">{t.earlier}</span> : null}
        </>
      ) : (
        <span className="code-hit-words">{words}</span>
      )}
    </div>
  );
}

/** What is found for the words that stand there now; not settled until the server has answered just those. */
function useCodes(line: CodedLine, typed: string) {
  const words = typed.trim();
  const [settled, settle] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => settle(words), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  const query = useQuery({
    queryKey: ['codes', line, settled],
    queryFn: async ({ signal }) => (await findCodes(line, settled, signal)) ?? null,
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
  const isCurrent = settled === words && !query.isPlaceholderData;
  return {
    found: query.data ?? undefined,
    // Words that cannot be looked up are kept as text.
    isSettled: isCurrent && (query.isSuccess || query.isError),
    failure: isCurrent && words !== '' ? (query.error ?? undefined) : undefined,
    retry: () => void query.refetch(),
  };
}
