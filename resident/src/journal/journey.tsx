/** The years with care as a picture: one column a year, visits as dots and stays as squares; the same in words beneath. */
import type { Condition, Encounter } from '@medplum/fhirtypes';
import { defineTexts, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { plainDiagnosis } from '../plain/plain-diagnosis.ts';
import { textOfConcept } from '../record/concept.ts';
import type { OwnRecord } from '../record/own-record.ts';
import { nowLocal } from '../record/now.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { Section } from '../shell/section.tsx';
import { type JourneyRow, journeyRows, journeyYears } from './journey-years.ts';
import './journey.css';

const texts = defineTexts({
  sv: {
    title: 'Åren i vården',
    visits: (count: number) => (count === 1 ? '1 besök' : `${count} besök`),
    stays: (count: number) => (count === 1 ? '1 vårdtid på sjukhus' : `${count} vårdtider på sjukhus`),
    began: (names: string) => `Ny diagnos: ${names}`,
    nothing: 'Inget antecknat',
    more: 'och fler',
  },
  en: {
    title: 'The years with care',
    visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
    stays: (count: number) => (count === 1 ? '1 hospital stay' : `${count} hospital stays`),
    began: (names: string) => `New diagnosis: ${names}`,
    nothing: 'Nothing recorded',
    more: 'and more',
  },
});

const most = 24;

export function Journey({ record }: { record: OwnRecord }) {
  const t = useTexts(texts);
  const contacts = useAllOf<Encounter>('Encounter', { _sort: '-date', _count: 500, _elements: 'period,class,status' });
  const conditions = useAllOf<Condition>('Condition', { _sort: '-recorded-date' });
  const thisYear = Number(nowLocal().date.slice(0, 4));
  const years = journeyYears({ ...record, contacts: contacts.found, conditions: conditions.found }, thisYear);
  if (years.length < 2) return null;
  return (
    <Section title={t.title}>
      <ol className="journey">
        {journeyRows(years).map((row) => (
          <Year key={row.name} row={row} />
        ))}
      </ol>
    </Section>
  );
}

function Year({ row: { name, year } }: { row: JourneyRow }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const began = [
    ...new Set(
      year.began.map((concept) => plainDiagnosis(concept, language) ?? textOfConcept(concept)).filter(Boolean),
    ),
  ];
  const words = [
    year.visits > 0 ? t.visits(year.visits) : '',
    year.stays > 0 ? t.stays(year.stays) : '',
    began.length > 0 ? t.began(began.slice(0, 4).join(', ') + (began.length > 4 ? ` ${t.more}` : '')) : '',
  ].filter(Boolean);
  return (
    <li className="journey-year">
      <h3 className="journey-name">{name}</h3>
      <div className="journey-what">
        {year.visits + year.stays > 0 ? (
          <svg
            className="journey-picture"
            viewBox={`0 0 ${most * 10} 12`}
            width={most * 10}
            height={12}
            aria-hidden="true"
          >
            {Array.from({ length: Math.min(year.stays, 6) }, (_, index) => (
              // marks are alike
              <rect key={`stay ${index}`} className="journey-stay" x={index * 14} y={1} width={11} height={10} />
            ))}
            {Array.from(
              { length: Math.min(year.visits, most - Math.ceil(Math.min(year.stays, 6) * 1.4)) },
              (_, index) => (
                // marks are alike
                <circle
                  key={`visit ${index}`}
                  className="journey-visit"
                  cx={Math.min(year.stays, 6) * 14 + 4 + index * 10}
                  cy={6}
                  r={3.5}
                />
              ),
            )}
          </svg>
        ) : null}
        <p className={words.length > 0 ? undefined : 'quiet'}>{words.length > 0 ? words.join('. ') : t.nothing}</p>
      </div>
    </li>
  );
}
