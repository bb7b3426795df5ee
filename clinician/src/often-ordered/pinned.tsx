/** What one has pinned, and the head for the unit, to take with one press; it is taken away where it stands, which can be undone. */
import { isSamePin, type OfferedPin } from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useRef, useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { useFavourites } from './queries.ts';
import { usePinTried } from './use-pin-tried.ts';
import { oftenTexts } from './texts.ts';
import './often-ordered.css';

export interface NamedPin {
  pin: OfferedPin;
  text: string;
}

interface PinnedProps {
  offered: readonly NamedPin[];
  onPick: (pin: OfferedPin) => void;
}

export function Pinned({ offered, onPick }: PinnedProps) {
  const t = useTexts(oftenTexts);
  const { assignment } = useSession();
  const section = useRef<HTMLElement>(null);
  const { tried, problem } = usePinTried();
  const [gone, setGone] = useState<NamedPin>();
  const isBack = offered.some(({ pin }) => gone && pin.whose === gone.pin.whose && isSamePin(pin, gone.pin));
  if (offered.length === 0 && gone === undefined) return null;
  const pick = (pin: OfferedPin) => {
    section.current?.parentElement?.querySelector<HTMLElement>('input')?.focus();
    onPick(pin);
  };
  const unpin = async (one: NamedPin) => {
    if (await tried(one.pin, false)) setGone(one);
  };
  const undo = async (one: NamedPin) => {
    if (await tried(one.pin, true)) setGone(undefined);
  };
  return (
    <section ref={section} className="pinned" aria-label={t.pinned}>
      <ul>
        {offered.map(({ pin, text }) => (
          <li key={`${pin.whose} ${pin.code} ${pin.dose}`}>
            <Button tone="quiet" onPress={() => pick(pin)}>
              {text}
              {pin.whose === 'unit' ? <span className="quiet"> {t.units}</span> : null}
            </Button>
            {pin.whose === 'own' || assignment.headOfUnit === true ? (
              <button type="button" aria-label={t.unpin(text)} onClick={() => void unpin({ pin, text })}>
                <span aria-hidden="true">×</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {gone === undefined || isBack ? null : (
        <p className="pinned-gone">
          <output>{t.unpinned(gone.text)}</output>
          <Button tone="quiet" autoFocus onPress={() => void undo(gone)}>
            {t.undo}
          </Button>
        </p>
      )}
      {problem === undefined ? null : <p role="alert">{problem}</p>}
    </section>
  );
}

interface PinThisProps {
  pin: Omit<OfferedPin, 'whose'>;
  text: string;
  /** Among others on a line. */
  isShort?: boolean;
}

/** Pins what is about to be ordered; what is pinned already says so. */
export function PinThis({ pin, text, isShort = false }: PinThisProps) {
  const t = useTexts(oftenTexts);
  const { assignment } = useSession();
  const { isPinned } = useFavourites(pin.kind);
  const { tried, problem } = usePinTried();
  const offers: OfferedPin['whose'][] = ['own', ...(assignment.headOfUnit === true ? (['unit'] as const) : [])];
  return (
    <span className="pin-this">
      {offers.map((whose) =>
        isPinned({ ...pin, whose }) ? (
          <output key={whose}>
            <span aria-hidden="true">★ </span>
            {t.isPinned[whose]}
          </output>
        ) : (
          <Button
            key={whose}
            tone="quiet"
            aria-label={t.pinAs[whose](text)}
            onPress={() => void tried({ ...pin, whose }, true)}
          >
            ☆ {isShort ? t.short[whose] : t.pin[whose]}
          </Button>
        ),
      )}
      {problem === undefined ? null : <span role="alert">{problem}</span>}
    </span>
  );
}
