/** What stopped something, in words, told at once to those who listen. */
import './problems.css';

export function Problems({ problems }: { problems: readonly string[] }) {
  const told = problems.filter(Boolean);
  if (told.length === 0) return null;
  return (
    <div className="problems" role="alert">
      {told.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  );
}
