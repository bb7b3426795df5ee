/** An analysis as a document to read, on the screen and on paper: what is needed, what is given and why, the risks both ways, and the measures. */
import type { Analysis, SignedAnalysis } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { type Part, partWords } from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { rights, rightWords } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { texts } from './texts.ts';

interface AnalysisDocumentProps {
  analysis: Analysis;
  unitName: string;
  roleName: string;
  signed: SignedAnalysis;
}

export function AnalysisDocument({ analysis, unitName, roleName, signed }: AnalysisDocumentProps) {
  const t = useTexts(texts);
  const part = (name: Part) => <DocumentPart key={name} part={name} text={analysis.words[name]} />;
  return (
    <article className="rights-document">
      <header>
        <h2>{t.document(roleName)}</h2>
        <p>{unitName}</p>
        <p className="quiet">
          {t.signedBy(formatDate(signed.signed), signed.by)} {t.inForce(formatDate(signed.signed))},{' '}
          {t.review(formatDate(signed.reviewBy))}.
        </p>
      </header>
      {part('tasks')}
      {part('needs')}
      <RightsTable analysis={analysis} />
      {part('risk-too-wide')}
      {part('risk-too-narrow')}
      {part('walls')}
      {part('measures')}
    </article>
  );
}

function DocumentPart({ part, text }: { part: Part; text: string }) {
  const { language } = useLanguage();
  return (
    <section>
      <h3>{partWords[part][language]}</h3>
      <p className="rights-words">{text}</p>
    </section>
  );
}

function RightsTable({ analysis: { said } }: { analysis: Analysis }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <section>
      <h3>{t.rights}</h3>
      <table className="rights-table">
        <thead>
          <tr>
            <th scope="col">{t.right}</th>
            <th scope="col">{t.given}</th>
            <th scope="col">{t.why}</th>
          </tr>
        </thead>
        <tbody>
          {rights.map((right) => (
            <tr key={right} data-given={said[right].given === true ? '' : undefined}>
              <th scope="row">{rightWords[right][language].name}</th>
              <td>{said[right].given === undefined ? t.undecided : said[right].given ? t.given : t.notGiven}</td>
              <td>{said[right].why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
