/** The field in which a drug is found: arrows choose among the hits, Enter takes the one that is marked. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CatalogueDrug } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { OftenOrdered } from '../often-ordered/often-ordered.tsx';
import { Pinned } from '../often-ordered/pinned.tsx';
import { useFavourites } from '../often-ordered/queries.ts';
import { drugsById, drugsQuery } from './find-drugs.ts';
import { doseTexts } from './dose-texts.ts';
import { useSettled } from './use-settled.ts';

const leastLetters = 2;

interface DrugSearchProps {
  /** `dose`: as it is pinned. */
  onChoose: (drug: CatalogueDrug, dose?: string) => void;
  autoFocus: boolean;
  error: string | undefined;
}

export function DrugSearch({ onChoose, autoFocus, error }: DrugSearchProps) {
  const t = useTexts(doseTexts);
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const settled = useSettled(text.trim());
  const found = useQuery({
    ...drugsQuery(settled),
    enabled: settled.length >= leastLetters,
    placeholderData: keepPreviousData,
  });
  const isCurrent = settled === text.trim() && !found.isPlaceholderData;
  const drugs = text.trim().length >= leastLetters ? (found.data ?? []) : [];
  const free: CatalogueDrug = {
    id: 'free',
    name: text.trim(),
    concept: { text: text.trim() },
    dosed: undefined,
    route: undefined,
  };
  const isNone = found.isSuccess && isCurrent && drugs.length === 0 && text.trim().length >= leastLetters;
  const choices = isNone ? [free] : drugs;
  // Enter came before the answer did.
  const entered = useRef(false);
  useEffect(() => {
    if (!entered.current || !isCurrent || !found.data) return;
    entered.current = false;
    if (found.data[0]) onChoose(found.data[0]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setMarked((marked + step + choices.length) % choices.length);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const drug = choices[marked];
      if (drug && isCurrent) onChoose(drug);
      else entered.current = true;
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows and Enter of the field inside it
    <div className="drug-search" onKeyDown={onKeyDown}>
      <TextField
        label={t.drug}
        help={t.drugHelp}
        value={text}
        onChange={(next) => {
          setText(next);
          setMarked(0);
        }}
        autoFocus={autoFocus}
        autoComplete="off"
        {...(error === undefined ? {} : { error })}
      />
      {text === '' ? <Favourites onChoose={onChoose} /> : null}
      <div aria-live="polite">
        {found.isError ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
        {isNone ? <Empty>{t.noHits}</Empty> : null}
        {choices.length > 0 ? (
          <div className="drug-hits" role="listbox" aria-label={t.hits}>
            {choices.map((drug, index) => (
              <Hit
                key={drug.id}
                drug={drug}
                text={isNone ? t.freeText(drug.name) : drug.name}
                isMarked={index === marked}
                onChoose={onChoose}
              />
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}

const mostOften = 6;

/** They are ordered as what is searched for is: the same doses, the same safety rules. */
function Favourites({ onChoose }: Pick<DrugSearchProps, 'onChoose'>) {
  const { pins, often } = useFavourites('drug');
  const ids = [...new Set([...pins.map(({ code }) => code), ...often.slice(0, mostOften)])];
  const { data = [] } = useQuery({
    queryKey: ['drug-catalogue', 'often', ids],
    queryFn: ({ signal }) => drugsById(ids, signal),
    staleTime: 300_000,
  });
  const found = (id: string) => data.find((each) => each.id === id);
  const choose = (id: string, dose?: string) => {
    const drug = found(id);
    if (drug) onChoose(drug, dose);
  };
  return (
    <>
      <Pinned
        offered={pins.flatMap((pin) => {
          const name = found(pin.code)?.name;
          return name === undefined ? [] : [{ pin, text: pin.dose === '' ? name : `${name} · ${pin.dose}` }];
        })}
        onPick={({ code, dose }) => choose(code, dose)}
      />
      <OftenOrdered
        offered={often.flatMap((id) => {
          const name = found(id)?.name;
          return name === undefined ? [] : [{ key: id, text: name }];
        })}
        onPick={(id) => choose(id)}
      />
    </>
  );
}

interface HitProps {
  drug: CatalogueDrug;
  text: string;
  isMarked: boolean;
  onChoose: (drug: CatalogueDrug) => void;
}

function Hit({ drug, text, isMarked, onChoose }: HitProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the arrows and Enter
    <div
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      className="drug-hit"
      ref={isMarked ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
      onClick={() => onChoose(drug)}
    >
      <span>{text}</span>
      <span className="drug-hit-code">{drug.concept.coding?.[0]?.code}</span>
    </div>
  );
}
