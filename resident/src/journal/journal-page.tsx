/** The record's table of contents, or the part of it that the address names. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { texts as blocksTexts } from '../blocks/texts.ts';
import { addressOf, type Place } from '../place.ts';
import type { OwnRecord } from '../record/own-record.ts';
import { useOwnRecord } from '../record/use-own-record.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { ContactsPage } from './contacts-page.tsx';
import { DiagnosesPage } from './diagnoses-page.tsx';
import { LetterPage, LettersPage } from './letters-page.tsx';
import { Journey } from './journey.tsx';
import { NotePage, NotesPage } from './notes-page.tsx';
import { PlansPage } from './plans-page.tsx';
import { ReferralsPage } from './referrals-page.tsx';
import { texts } from './texts.ts';
import { VaccinationsPage } from './vaccinations-page.tsx';
import { WarningsPage } from './warnings-page.tsx';

type SectionName = 'letters' | 'notes' | 'diagnoses' | 'warnings' | 'vaccinations' | 'contacts' | 'plans' | 'referrals';

const sections: Record<SectionName, React.ComponentType> = {
  letters: LettersPage,
  notes: NotesPage,
  diagnoses: DiagnosesPage,
  warnings: WarningsPage,
  vaccinations: VaccinationsPage,
  contacts: ContactsPage,
  plans: PlansPage,
  referrals: ReferralsPage,
};

const order = Object.keys(sections) as SectionName[];

export default function JournalPage({ place }: { place: Place }) {
  const [name, id] = place.rest;
  const section = order.find((each) => each === name);
  if (section === 'letters' && id) return <LetterPage id={id} />;
  if (section === 'notes' && id) return <NotePage id={id} />;
  if (section) {
    const Page = sections[section];
    return <Page />;
  }
  return <Contents />;
}

function Contents() {
  const t = useTexts(texts);
  const b = useTexts(blocksTexts);
  const record = useOwnRecord();
  const { child } = useResident();
  return (
    <>
      <PageHead title={child ? t.titleOf(child.name) : t.title} lead={t.lead} />
      <Facts
        lines={order.map((name) => {
          const dates = datesOf(record, name);
          const latest = formatDate(dates.toSorted().at(-1));
          return {
            id: name,
            what: t.sections[name],
            more:
              dates.length === 0
                ? name === 'warnings' || name === 'letters'
                  ? ''
                  : t.nothingYet
                : latest
                  ? t.latest(latest)
                  : t.count(dates.length),
            address: addressOf('journal', name),
          };
        })}
      />
      <Facts lines={[{ id: 'blocks', what: b.toBlocks, more: b.toBlocksMore, address: addressOf('who', 'blocks') }]} />
      <Journey record={record} />
    </>
  );
}

function datesOf(record: OwnRecord, name: SectionName): string[] {
  const dates: Record<SectionName, (string | undefined)[]> = {
    // Not in the first answer: the page asks for them.
    letters: [],
    notes: record.notes.map((each) => each.authored ?? ''),
    diagnoses: record.conditions.map((each) => each.recordedDate ?? ''),
    warnings: [
      ...record.allergies.map((each) => each.recordedDate ?? ''),
      ...record.flags.map((each) => each.period?.start ?? ''),
    ],
    vaccinations: record.vaccinations.map((each) => each.occurrenceDateTime ?? ''),
    contacts: record.contacts.map((each) => each.period?.start ?? ''),
    plans: record.plans.map((each) => each.created ?? ''),
    referrals: record.referrals.map((each) => each.authoredOn ?? ''),
  };
  return dates[name].filter((date) => date !== undefined);
}
