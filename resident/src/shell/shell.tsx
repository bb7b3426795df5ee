/** The frame of every page: who is signed in at the top, the five parts at the thumb on a phone and beside the page on a wide screen. */
import { Menu } from '@vardkedjan/ui/menu/menu.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Loading } from '@vardkedjan/ui/states/states.tsx';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { addressFor, addressOf, goTo, type Part, type Place, usePlace } from '../place.ts';
import { useChildren } from '../session/children.ts';
import { useResident } from '../session/session-context.ts';
import { WhoseRecord } from '../session/whose-record.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { texts as riskTexts } from '../risks/texts.ts';
import { PartIcon, type Tab } from './part-icon.tsx';
import { texts } from './texts.ts';
import { currentTheme, keepTheme, type Theme } from './theme.ts';
import { useOnline } from './use-online.ts';
import './shell.css';

const pages: Record<Part, React.ComponentType<{ place: Place }>> = {
  start: lazy(() => import('../start/start-page.tsx')),
  journal: lazy(() => import('../journal/journal-page.tsx')),
  results: lazy(() => import('../results/results-page.tsx')),
  drugs: lazy(() => import('../drugs/drugs-page.tsx')),
  who: lazy(() => import('../who/who-page.tsx')),
  risks: lazy(() => import('../risks/risks-page.tsx')),
};

const order: readonly Tab[] = ['start', 'journal', 'results', 'drugs', 'who'];

export function Shell() {
  const t = useTexts(texts);
  const place = usePlace();
  const online = useOnline();
  const { session } = useResident();
  const risks = useTexts(riskTexts);
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {t.skip}
      </a>
      <header className="shell-head">
        <a className="shell-home" href={addressOf('start')}>
          <img src="/resident/vardkedjan.svg" alt="" width={28} height={28} />
          <span>{t.app}</span>
        </a>
        <Settings childId={place?.child} />
      </header>
      <nav className="shell-tabs" aria-label={t.nav}>
        {order.map((part) => (
          <a
            key={part}
            href={addressOf(part)}
            className="shell-tab"
            aria-current={place?.part === part ? 'page' : undefined}
          >
            <PartIcon part={part} />
            <span>{t.parts[part]}</span>
          </a>
        ))}
      </nav>
      <div className="shell-body">
        {online ? null : <output className="shell-offline">{t.offline}</output>}
        <Content place={place} />
        <footer className="shell-foot quiet">
          <a href={addressFor(undefined, 'risks')}>{risks.link}</a>
          {session.demo ? <p>{t.demo}</p> : null}
        </footer>
      </div>
    </div>
  );
}

function Content({ place }: { place: Place | undefined }) {
  const t = useTexts(texts);
  const main = useRef<HTMLElement>(null);
  const key = place ? [place.child ?? '', place.part, ...place.rest].join('/') : '';
  const shown = useRef(key);
  useEffect(() => {
    // A new page is read from its beginning, by eye and by screen reader.
    if (shown.current !== key) main.current?.focus({ preventScroll: true });
    shown.current = key;
  }, [key]);
  const Page = place ? pages[place.part] : undefined;
  return (
    <main id="content" className="shell-main" ref={main} tabIndex={-1}>
      {Page && place ? (
        <WhoseRecord key={place.child ?? ''} childId={place.child}>
          <ErrorBoundary resetKey={key}>
            <Suspense fallback={<Loading rows={6} />}>
              <Page place={place} />
            </Suspense>
          </ErrorBoundary>
        </WhoseRecord>
      ) : (
        <>
          <h1>{t.notFound}</h1>
          <p>
            <a href={addressOf('start')}>{t.toStart}</a>
          </p>
        </>
      )}
    </main>
  );
}

function Settings({ childId }: { childId: string | undefined }) {
  const t = useTexts(texts);
  const { session, signOut } = useResident();
  const children = useChildren().data ?? [];
  const { language, setLanguage } = useLanguage();
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const choose = (next: Theme) => {
    keepTheme(next);
    setTheme(next);
  };
  return (
    <Menu
      label={`${t.settings}. ${t.signedInAs(session.name)}`}
      groups={[
        ...(children.length === 0
          ? []
          : [
              {
                title: t.whose,
                entries: [
                  {
                    id: 'own',
                    text: t.ownRecord(session.name),
                    isChosen: childId === undefined,
                    onAction: () => goTo(addressFor(undefined, 'start')),
                  },
                  ...children.map(({ id, name, open }) => ({
                    id: `child-${id}`,
                    text: name,
                    ...(open === 'closed' && { detail: t.closedOnline }),
                    isChosen: childId === id,
                    onAction: () => goTo(addressFor(id, 'start')),
                  })),
                ],
              },
            ]),
        { title: t.account, entries: [{ id: 'out', text: t.signOut, onAction: () => void signOut() }] },
        {
          title: t.language,
          entries: (['sv', 'en'] as const).map((each) => ({
            id: each,
            text: t.languages[each],
            isChosen: language === each,
            onAction: () => setLanguage(each),
          })),
        },
        {
          title: t.theme,
          entries: (['auto', 'light', 'dark'] as const).map((each) => ({
            id: each,
            text: t.themes[each],
            isChosen: theme === each,
            onAction: () => choose(each),
          })),
        },
      ]}
    >
      {session.name}
    </Menu>
  );
}
