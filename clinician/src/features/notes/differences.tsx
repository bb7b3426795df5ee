/** Two texts as one: what was taken away and what came instead, told apart by line and sign, not by colour. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from './texts.ts';
import { wordDifferences } from './word-differences.ts';
import './differences.css';

export function Differences({ before, after }: { before: string; after: string }) {
  const t = useTexts(texts);
  return (
    <p className="differences">
      {wordDifferences(before, after).map((piece, index) => {
        // pieces have no identity but their place
        const key = index;
        if (piece.kind === 'same') return <span key={key}>{piece.text}</span>;
        const Tag = piece.kind === 'removed' ? 'del' : 'ins';
        return (
          <Tag key={key}>
            <span className="visually-hidden">{piece.kind === 'removed' ? t.removed : t.added}: </span>
            {piece.text}
          </Tag>
        );
      })}
    </p>
  );
}
