/** What a version changes, told by word and sign and not by colour. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from './texts.ts';

export interface ComparedRow {
  key: string;
  kind: keyof (typeof texts)['sv']['compared'];
  said: string;
  /** As it was, where it has been changed. */
  before?: string | undefined;
  level?: number;
}

export function ComparedRows({ rows }: { rows: readonly ComparedRow[] }) {
  const t = useTexts(texts);
  return (
    <ol className="templates-compared">
      {rows.map(({ key, kind, said, before, level }) => (
        <li key={key} data-kind={kind} data-level={level}>
          <span className="templates-compared-kind">{t.compared[kind]}</span>
          <span>
            {kind === 'removed' ? <del>{said}</del> : kind === 'added' ? <ins>{said}</ins> : said}
            {before ? <span className="quiet"> {t.was(before)}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
