/** What stood in the way, in words, told at once to assistive technology too. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { texts } from './texts.ts';

export function Problems({ problems }: { problems: readonly string[] }) {
  const t = useTexts(texts);
  return (
    <div role="alert" className="round-problems">
      {problems.map((problem) => (
        <p key={problem}>
          <SeverityMark severity="serious" label={t.attention} /> {problem}
        </p>
      ))}
    </div>
  );
}
