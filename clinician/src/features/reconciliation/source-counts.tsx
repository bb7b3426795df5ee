/** How many entries each source has, and what has become of them: nothing is lost (F6). */
import { drugSources } from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import { drugDecisions, type SourceCount } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from './texts.ts';

type Counts = Readonly<Record<(typeof drugSources)[number], SourceCount>>;

export function SourceCounts({ counts }: { counts: Counts }) {
  const t = useTexts(texts);
  return (
    <table className="data-table reconciling-counts">
      <caption className="visually-hidden">{t.count}</caption>
      <thead>
        <tr>
          <th scope="col">{t.source}</th>
          {drugDecisions.map((each) => (
            <th key={each} scope="col" className="data-table-right">
              {t.decisions[each]}
            </th>
          ))}
          <th scope="col" className="data-table-right">
            {t.all}
          </th>
        </tr>
      </thead>
      <tbody>
        {drugSources.map((source) => (
          <tr key={source}>
            <th scope="row">{t.sources[source]}</th>
            {drugDecisions.map((each) => (
              <td key={each} className="data-table-right">
                {counts[source][each]}
              </td>
            ))}
            <td className="data-table-right">{counts[source].all}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
