/**
 * Whose record is on the screen. The address says it, so that two tabs never mix, and everything inside asks for that person's: one's own, or
 * a child's, with a band that says so at the top of every page. What the child's age has closed is said, and nothing is fetched.
 */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { type ReactNode, useMemo } from 'react';
import { addressFor } from '../place.ts';
import { type Child, useChildren } from './children.ts';
import { ResidentContext, useResident } from './session-context.ts';
import { texts } from './texts.ts';
import './whose-record.css';

export function WhoseRecord({ childId, children }: { childId: string | undefined; children: ReactNode }) {
  return childId === undefined ? children : <OfChild id={childId}>{children}</OfChild>;
}

function OfChild({ id, children }: { id: string; children: ReactNode }) {
  const t = useTexts(texts);
  const found = useChildren();
  const resident = useResident();
  const child = found.data?.find((each) => each.id === id);
  const whose = useMemo(() => ({ ...resident, patientId: id, child }), [resident, id, child]);
  if (found.isError) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading rows={6} />;
  if (!child) {
    return (
      <Closed title={t.noAgent}>
        <p>{t.noAgentMore}</p>
      </Closed>
    );
  }
  if (child.open === 'closed') return <ClosedByAge child={child} />;
  return (
    <ResidentContext value={whose}>
      <Band child={child} />
      {children}
    </ResidentContext>
  );
}

function Band({ child }: { child: Child }) {
  const t = useTexts(texts);
  return (
    <aside className="whose" aria-label={t.whose}>
      <p>
        <strong>{child.name}</strong>
        <span className="whose-age">{t.years(child.age)}</span>
      </p>
      <p>{child.open === 'whole' ? t.asGuardian(child.guardianUntil) : t.onlyClinics}</p>
      <a className="whose-back" href={addressFor(undefined, 'start')}>
        {t.toOwn}
      </a>
    </aside>
  );
}

function ClosedByAge({ child }: { child: Child }) {
  const t = useTexts(texts);
  return (
    <Closed title={t.closed(child.name)}>
      <p>{t.closedWhy(child.guardianUntil, child.aloneFrom)}</p>
      <p>{t.closedReason}</p>
      <p>{t.closedWays}</p>
    </Closed>
  );
}

function Closed({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(texts);
  return (
    <section className="whose-closed">
      <h1>{title}</h1>
      {children}
      <p>
        <a href={addressFor(undefined, 'start')}>{t.toOwn}</a>
      </p>
    </section>
  );
}
