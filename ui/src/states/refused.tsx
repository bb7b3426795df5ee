/** A refusal: the reason, the provision it rests on, and the steps the law offers. Calm: it is an answer, not an error. */
import type { ReactNode } from 'react';
import type { Refusal } from '../fhir-failure.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { texts } from './texts.ts';
import './states.css';

export interface RefusedProps {
  refusal: Refusal;
  steps?: ReactNode;
  /** 1 where the refusal stands in the place of a whole page. */
  level?: 1 | 2;
}

export function Refused({ refusal, steps, level = 2 }: RefusedProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  const StepsHeading = level === 1 ? 'h2' : 'h3';
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <section className="state-refused" aria-labelledby="refused-title">
      <Heading id="refused-title" className="state-title">
        {(refusal.act === undefined ? undefined : t.refusedActs[refusal.act]) ?? t.refused}
      </Heading>
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
          <StepsHeading className="state-title">{t.whatYouMayDo}</StepsHeading>
          {steps}
        </div>
      ) : null}
    </section>
  );
}
