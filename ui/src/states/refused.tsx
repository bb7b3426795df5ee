/** A refusal: the reason, the provision it rests on, and the steps the law offers. Calm: it is an answer, not an error. */
import type { ReactNode } from 'react';
import type { Refusal } from '../fhir-failure.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { texts } from './texts.ts';
import './states.css';

export function Refused({ refusal, steps }: { refusal: Refusal; steps?: ReactNode }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <section className="state-refused" aria-labelledby="refused-title">
      <h2 id="refused-title">{t.refused}</h2>
      <ul className="state-refused-findings">
        {refusal.findings.map((finding) => (
          <li key={`${finding.rule ?? ''}${finding.text.sv}`}>
            <p>{finding.text[language]}</p>
            {finding.provision ? (
              <p className="quiet">
                {t.provision}: {finding.link ? <a href={finding.link}>{finding.provision}</a> : finding.provision}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {steps ? (
        <div className="state-refused-steps">
          <h3>{t.whatYouMayDo}</h3>
          {steps}
        </div>
      ) : null}
    </section>
  );
}
