/** Findings of an answer as they are, and how what grew answers to antibiotics, as a table. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { AnswerRow } from './answer-rows.ts';
import { findingsOf, susceptibilitiesOf, type Susceptibility } from './findings.ts';
import { texts } from './texts.ts';

export function AnswerFindings({ values }: Pick<AnswerRow, 'values'>) {
  const findings = findingsOf(values);
  if (findings.length === 0) return null;
  return (
    <dl className="answer-findings">
      {findings.map(({ id, name, text, notes }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd>
            {text}
            {notes.map((note) => (
              <p key={note} className="quiet">
                {note}
              </p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function SusceptibilityTable({ values }: Pick<AnswerRow, 'values'>) {
  const t = useTexts(texts);
  const found = susceptibilitiesOf(values);
  if (!found) return null;
  return (
    <table className="answer-values answer-susceptibility">
      <caption>{t.susceptibility}</caption>
      <thead>
        <tr>
          <th scope="col">{t.antibiotic}</th>
          {found.isolates.map(({ id, name }) => (
            <th key={id} scope="col">
              {name || t.isolate}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {found.rows.map(({ drug, cells }) => (
          <tr key={drug}>
            <th scope="row">{drug}</th>
            {cells.map((cell, index) => (
              <td key={found.isolates[index]?.id}>
                {cell ? <Told cell={cell} /> : <span className="quiet">{t.notTested}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The letter, and the word for it: resistance is told by more than a colour. */
function Told({ cell: { code, value } }: { cell: Susceptibility }) {
  const t = useTexts(texts);
  return (
    <span data-susceptibility={code}>
      <strong>{code}</strong> {t.susceptibilities[code]}
      {value ? <span className="quiet"> {value}</span> : null}
    </span>
  );
}
