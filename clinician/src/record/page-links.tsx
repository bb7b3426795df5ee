/** The record's parts in a row; those that the row has no room for stand in a menu at its end. */
import { useQuery } from '@tanstack/react-query';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Menu } from '@vardkedjan/ui/menu/menu.tsx';
import { Stale } from '@vardkedjan/ui/states/states.tsx';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { chartQuery } from '../chart/use-chart.ts';
import { recordPages } from '../loaded.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { texts } from './texts.ts';

export function PageLinks({ patientId, path }: { patientId: string; path: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const row = useRef<HTMLUListElement>(null);
  const outside = useOutside(row);
  // The menu takes room from the row when it comes.
  const isFull = outside.size > 0;
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path, isFull]);
  const entries = recordPages
    .filter(({ page }) => outside.has(page.path))
    .map(({ page }) => ({
      id: page.path,
      text: page.title[language],
      ...(page.keys !== undefined && { detail: page.keys }),
      onAction: () => goTo(recordAddress(patientId, page.path)),
    }));
  return (
    <nav className="record-pages" aria-label={t.pages}>
      <ul ref={row}>
        {recordPages.map(({ page }) => (
          <li key={page.path} data-path={page.path}>
            <a
              href={recordAddress(patientId, page.path)}
              aria-current={page.path === path ? 'page' : undefined}
              aria-keyshortcuts={page.keys}
            >
              {page.title[language]}
            </a>
          </li>
        ))}
      </ul>
      {isFull ? (
        <Menu label={t.morePages} groups={[{ title: t.pages, entries }]}>
          {t.more}
        </Menu>
      ) : null}
      <Freshness patientId={patientId} />
    </nav>
  );
}

/** Paths of the parts that are not wholly in sight. */
function useOutside(row: RefObject<HTMLUListElement | null>): ReadonlySet<string> {
  const [outside, setOutside] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const list = row.current;
    if (list === null) return;
    const pathOf = (item: Element) => (item instanceof HTMLElement ? (item.dataset['path'] ?? '') : '');
    const observer = new IntersectionObserver(
      (entries) => {
        setOutside((before) => {
          const now = new Set(before);
          for (const { target, intersectionRatio } of entries)
            if (intersectionRatio < whole) now.add(pathOf(target));
            else now.delete(pathOf(target));
          return now;
        });
      },
      { root: list, threshold: whole },
    );
    for (const item of list.children) observer.observe(item);
    return () => observer.disconnect();
  }, [row]);
  return outside;
}

/** Widths are rounded. */
const whole = 0.98;

/** When what is shown was true, if it could not be brought up to date. */
function Freshness({ patientId }: { patientId: string }) {
  const chart = useQuery(chartQuery(patientId));
  if (!chart.isRefetchError || !chart.data) return null;
  return <Stale since={formatTime(chart.data.asOf)} onRetry={() => void chart.refetch()} />;
}
