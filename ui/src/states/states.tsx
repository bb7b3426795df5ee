/**
 * The states a part of a screen can be in besides full, always told apart: loading, empty, refused, failed, stale, offline. A refusal is a
 * lawful answer and no error; it has its own view (refused.tsx).
 */
import type { ReactNode } from 'react';
import { Button } from '../button/button.tsx';
import { FhirFailure } from '../fhir-failure.ts';
import { useTexts } from '../language.tsx';
import { texts } from './texts.ts';
import './states.css';

/** Holds the place of what comes, in the height it will have, so nothing moves. Shown only after a moment: a flicker tells nothing. */
export function Loading({ rows = 3, label }: { rows?: number; label?: string }) {
  const t = useTexts(texts);
  return (
    <output className="state-loading" style={{ minHeight: `calc(var(--row) * ${rows})` }}>
      <span className="visually-hidden">{label ?? t.loading}</span>
      <span className="state-loading-bar" aria-hidden="true" />
    </output>
  );
}

/** Nothing is there, and that is known. `Empty` is for what was looked for and not found; unknown is never shown as empty. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="state-empty">{children}</p>;
}

export function Failed({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const t = useTexts(texts);
  const known = failure instanceof FhirFailure ? failure : undefined;
  if (known?.kind === 'outdated') return <Outdated />;
  if (known?.kind === 'offline') return <Offline {...(onRetry ? { onRetry } : {})} />;
  return (
    <div className="state-view" role="alert">
      <p className="state-title">
        {known?.kind === 'unavailable' ? t.unavailable : known?.kind === 'not-found' ? t.notFound : t.failed}
      </p>
      <p>{known ? (known.outcome ? known.message : t.failedMore) : t.failedMore}</p>
      {known?.requestId ? <p className="quiet">{t.requestId(known.requestId)}</p> : null}
      {onRetry ? <Button onPress={onRetry}>{t.retry}</Button> : null}
    </div>
  );
}

function Outdated() {
  const t = useTexts(texts);
  return (
    <div className="state-view" role="alert">
      <p className="state-title">{t.outdated}</p>
      <p>{t.outdatedMore}</p>
      <Button onPress={() => location.reload()}>{t.reload}</Button>
    </div>
  );
}

export function Offline({ onRetry }: { onRetry?: () => void }) {
  const t = useTexts(texts);
  return (
    <div className="state-view" role="alert">
      <p className="state-title">{t.offline}</p>
      <p>{t.offlineMore}</p>
      {onRetry ? <Button onPress={onRetry}>{t.retry}</Button> : null}
    </div>
  );
}

/** What is shown may have changed since; it is kept on screen and says how old it is. */
export function Stale({ since, onRetry }: { since: string; onRetry?: () => void }) {
  const t = useTexts(texts);
  return (
    <output className="state-stale">
      {t.stale(since)}
      {onRetry ? (
        <Button tone="quiet" onPress={onRetry}>
          {t.retry}
        </Button>
      ) : null}
    </output>
  );
}
