/** Letters that care has sent me: a list, and one to read. Opening one says to its sender that it has been read. */
import type { DocumentReference, Parameters } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import { letterText } from '@vardkedjan/care/coordination/letters/letter.ts';
import { perform, readResource } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { LetterText } from '@vardkedjan/ui/letter/letter-text.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useEffect } from 'react';
import { addressOf } from '../place.ts';
import { capital, sayMoment } from '../record/moments.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { SectionPage } from './section-page.tsx';
import { texts } from './texts.ts';

const from = ({ author = [], custodian }: DocumentReference) =>
  [author[0]?.display, custodian?.display].filter(Boolean).join(' · ');

export function LettersPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const letters = useAllOf<DocumentReference>('DocumentReference', { category: 'letter', _sort: '-date', _count: 40 });
  return (
    <SectionPage title={t.sections.letters} lead={t.leads.letters} more={letters}>
      {letters.found.length === 0 ? <Empty>{t.none.letters}</Empty> : null}
      <Facts
        lines={letters.found.map((letter) => ({
          id: letter.id ?? '',
          what: letter.description ?? '',
          when: capital(sayMoment(letter.date, language)),
          more: from(letter),
          address: addressOf('journal', 'letters', letter.id ?? ''),
        }))}
      />
    </SectionPage>
  );
}

export function LetterPage({ id }: { id: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { patientId } = useResident();
  const { data: letter } = useSuspenseQuery({
    queryKey: ['own-letter', patientId, id],
    queryFn: async ({ signal }) => (await readResource<DocumentReference>('DocumentReference', id, signal)).resource,
  });
  useEffect(() => {
    // A receipt that does not arrive hinders no reading: it is sent again the next time.
    perform<Parameters>(`DocumentReference/${encodeURIComponent(id)}/$letter-read`, undefined, patientId).catch(
      (failure: unknown) => {
        if (!(failure instanceof FhirFailure)) throw failure;
      },
    );
  }, [id, patientId]);
  const [pdf, plain] = letter.content;
  return (
    <article className="own-letter">
      <PageHead
        title={letter.description ?? ''}
        lead={capital(sayMoment(letter.date, language))}
        back={{ address: addressOf('journal', 'letters'), text: t.sections.letters }}
        hasPrint
      />
      <LetterText
        text={letterText(letter) ?? ''}
        hash={plain?.attachment.hash}
        pdf={pdf?.attachment.url && `/fhir/${pdf.attachment.url}`}
        title={letter.description ?? ''}
      />
      <p className="quiet">{from(letter)}</p>
    </article>
  );
}
