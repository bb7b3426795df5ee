/** Contacts to code, the oldest first: one is open, with what its notes say beside the field; when it is saved the next one opens. */
import { useQuery } from '@tanstack/react-query';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { runningOut, soon } from '../../booking/waiting-rows.ts';
import { waitingQuery } from '../../booking/waiting-query.ts';
import { nameOfPatient } from '../../chart/person.ts';
import { unitAddress } from '../../navigation.ts';
import { useSession } from '../../session/session-context.ts';
import { CodeContact } from './code-contact.tsx';
import { ContactLine } from './contact-line.tsx';
import { type ContactToCode, groups } from './contacts-to-code.ts';
import { contactsToCodeQuery, most } from './queries.ts';
import { texts } from './texts.ts';
import './coding-list.css';

export default function CodingPage() {
  const t = useTexts(texts);
  const unit = useSession().assignment.careUnit.id;
  const found = useQuery(contactsToCodeQuery(unit));
  const [done, setDone] = useState('');
  const [chosen, setChosen] = useState<string>();
  if (found.error && !found.data) return <Failed failure={found.error} onRetry={() => void found.refetch()} />;
  const contacts = found.data?.contacts ?? [];
  const open = contacts.find(({ contact }) => contact.id === chosen) ?? contacts.find(({ group }) => group === 'ready');
  const onSaved = (saved: ContactToCode, codes: string, time?: string) => {
    const coded = t.saved(saved.patient ? nameOfPatient(saved.patient) : t.unknownPatient, codes);
    setDone(time === undefined ? coded : `${coded}. ${t.booked(formatDateTime(time))}`);
    setChosen(undefined);
    void found.refetch();
  };
  return (
    <main className="coding-list">
      <header>
        <h1>{t.title}</h1>
        <p className="quiet">{t.more}</p>
        {found.data?.hasMore ? <p className="quiet">{t.moreThan(most)}</p> : null}
        <RunningOut unit={unit} />
        <output>{done}</output>
      </header>
      {found.data ? null : <Loading rows={10} />}
      {found.data && contacts.length === 0 ? <Empty>{t.none}</Empty> : null}
      <div className="coding-list-columns">
        <div className="coding-list-lines">
          {groups.map((group) => {
            const own = contacts.filter((each) => each.group === group);
            return own.length === 0 ? null : (
              <section key={group}>
                <h2>
                  {t.groups[group]} <span className="quiet">{own.length}</span>
                </h2>
                <ul>
                  {own.map((each) => (
                    <ContactLine
                      key={each.contact.id}
                      toCode={each}
                      isOpen={each === open}
                      onOpen={() => setChosen(each.contact.id)}
                    />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
        {open ? <CodeContact key={open.contact.id} toCode={open} onSaved={onSaved} onChanged={found.refetch} /> : null}
      </div>
    </main>
  );
}

/** The care guarantee’s clock, where one books. */
function RunningOut({ unit }: { unit: string }) {
  const t = useTexts(texts);
  const rows = useQuery(waitingQuery(unit)).data?.rows;
  if (!rows) return null;
  const { over, soon: few } = runningOut(rows);
  return (
    <p>
      <a href={unitAddress('waiting')}>{t.waiting}</a>{' '}
      {over > 0 ? <Badge severity="critical">{t.over(over)}</Badge> : null}{' '}
      {few > 0 ? <Badge severity="serious">{t.soon(few, soon)}</Badge> : null}
      {over + few === 0 ? <span className="quiet">{t.allInTime(soon)}</span> : null}
    </p>
  );
}
