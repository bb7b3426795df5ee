/** Searching all text of one record; hits are marked and lead to their source. */
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { followPage, operate, type Page, pageOf } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useEffect, useState } from 'react';
import { describe, sourceOf } from '../../chart/describe.ts';
import type { RecordPageProps } from '../../feature.ts';
import { goTo, recordAddress } from '../../navigation.ts';
import { type Excerpt, excerptsOf, markHits, type Piece, stemsOf } from './excerpts.ts';
import { texts } from './texts.ts';
import './search.css';

const typingPause = 250;
const shortest = 2;

export default function SearchPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const asked = params.text ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => {
    if (text.trim() === asked) return;
    const timer = setTimeout(
      () => goTo(recordAddress(patientId, 'search', text.trim() ? { text: text.trim() } : {}), 'replace'),
      typingPause,
    );
    return () => clearTimeout(timer);
  }, [text, asked, patientId]);
  return (
    <div className="record-search">
      <h2 className="visually-hidden">{t.command}</h2>
      <TextField
        label={t.field}
        help={t.help}
        value={text}
        onChange={setText}
        autoFocus
        autoComplete="off"
        type="search"
      />
      {asked.length >= shortest ? <Hits patientId={patientId} text={asked} /> : null}
    </div>
  );
}

function Hits({ patientId, text }: { patientId: string; text: string }) {
  const t = useTexts(texts);
  const found = useInfiniteQuery({
    queryKey: ['record', patientId, 'text-search', text],
    queryFn: async ({ pageParam, signal }): Promise<Page<Resource>> =>
      pageParam === ''
        ? pageOf(
            (
              await operate<Bundle>(`Patient/${encodeURIComponent(patientId)}/$text-search`, {
                query: { text, _count: 50 },
                signal,
              })
            ).resource,
          )
        : followPage(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  if (found.isError) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading rows={8} />;
  const hits = found.data.pages.flatMap((page) => page.matches);
  const stems = stemsOf(text);
  return (
    <section aria-live="polite">
      <p className="quiet">
        {hits.length === 0 ? t.none(text) : t.hits(`${hits.length}${found.hasNextPage ? '+' : ''}`)}
      </p>
      <ol className="hits">
        {hits.map((hit) => (
          <Hit key={`${hit.resourceType}/${hit.id}`} patientId={patientId} resource={hit} stems={stems} />
        ))}
      </ol>
      {found.hasNextPage ? <Button onPress={() => void found.fetchNextPage()}>{t.more}</Button> : null}
    </section>
  );
}

function Hit({ patientId, resource, stems }: { patientId: string; resource: Resource; stems: readonly string[] }) {
  const t = useTexts(texts);
  const description = describe(resource);
  const { path, params } = sourceOf(description);
  // What the title says already is not quoted once more.
  const excerpts = excerptsOf(resource, stems).filter((excerpt) => !description.title.includes(textOf(excerpt)));
  return (
    <li className="hit">
      <span className="hit-when">{formatDate(description.start)}</span>
      <span className="hit-kind">{t.kinds[description.kind]}</span>
      <div>
        <a href={recordAddress(patientId, path, params)}>
          <Marked pieces={markHits(description.title || t.kinds[description.kind], stems)} />
        </a>
        {description.who ? <span className="quiet"> {description.who}</span> : null}
        {excerpts.map((excerpt) => (
          <ExcerptLine key={`${excerpt.heading}${excerpt.pieces[0]?.text}`} excerpt={excerpt} />
        ))}
      </div>
    </li>
  );
}

const textOf = (excerpt: Excerpt) => excerpt.pieces.map((piece) => piece.text).join('');

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) =>
        piece.isHit ? <mark key={`${index}${piece.text}`}>{piece.text}</mark> : piece.text,
      )}
    </>
  );
}

function ExcerptLine({ excerpt }: { excerpt: Excerpt }) {
  return (
    <p className="hit-excerpt">
      {excerpt.heading ? <span className="quiet">{excerpt.heading}: </span> : null}
      {excerpt.cutBefore ? '… ' : ''}
      <Marked pieces={excerpt.pieces} />
      {excerpt.cutAfter ? ' …' : ''}
    </p>
  );
}
