/** The scores of a day as bars on its time: the taller the worse, and from the thresholds of NEWS2 in their colours. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from '../texts.ts';
import type { ScoreAt } from './ward-rows.ts';
import './news-picture.css';

const dayMs = 24 * 3_600_000;
const most = 12;

export interface NewsPictureProps {
  scores: readonly ScoreAt[];
  until: number;
  width?: number;
  height?: number;
}

export function NewsPicture({ scores, until, width = 110, height = 22 }: NewsPictureProps) {
  const t = useTexts(texts);
  const drawn = scores.filter(({ at }) => at > until - dayMs);
  if (drawn.length === 0) return null;
  const x = (at: number) => Math.max(0, Math.min(width - 3, ((at - (until - dayMs)) / dayMs) * (width - 3)));
  const tall = (total: number) => Math.max(1.5, (Math.min(total, most) / most) * (height - 2));
  return (
    <svg
      className="news-picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t.newsWords(drawn.map(({ score }) => score.total).join(', '))}
    >
      {[5, 7].map((total) => (
        <line
          key={total}
          className="news-picture-line"
          x1={0}
          x2={width}
          y1={height - tall(total)}
          y2={height - tall(total)}
        />
      ))}
      {drawn.map(({ at, score, risk }) => (
        <rect
          key={at}
          className={`news-picture-bar news-picture-${risk}`}
          x={x(at)}
          y={height - tall(score.total)}
          width={3}
          height={tall(score.total)}
        />
      ))}
    </svg>
  );
}
