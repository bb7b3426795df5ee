/** The zone that never scrolls away: whose record this is, and what must not be missed while anything is done in it. */
import { ageInWords } from '@vardkedjan/care/people/age.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge, SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { useMemo, useState } from 'react';
import { ActDialog } from '../acts/act-dialog.tsx';
import { ActsMenu } from '../acts/acts-menu.tsx';
import { StripLock } from '../blocks/strip-lock.tsx';
import type { Chart } from '../chart/chart.ts';
import { today } from '../chart/today.ts';
import { isOffered } from '../commands/app-commands.ts';
import { commandContext } from '../commands/command-context.ts';
import { LinkedPersons } from '../identity/linked-person.tsx';
import { WrittenUnder } from '../identity/written-under.tsx';
import { featureCommands } from '../loaded.ts';
import { recordAddress } from '../navigation.ts';
import { hueOf } from '../record/open-records.ts';
import { openRecords } from '../record/open-records-store.ts';
import { RecordMark } from '../record/record-mark.tsx';
import { PersonDetails } from './person-details.tsx';
import { StripShared } from '../shared/strip-shared.tsx';
import { type StripFacts, stripFacts } from './strip-facts.ts';
import { texts } from './texts.ts';
import './patient-strip.css';

export function PatientStrip({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const facts = useMemo(() => stripFacts(chart), [chart]);
  const [showsDetails, showDetails] = useState(false);
  const mark = openRecords.use().find((record) => record.patientId === chart.patient.id)?.mark;
  return (
    <section
      className="strip"
      aria-label={`${t.patient} ${facts.name}`}
      data-hue={mark === undefined ? undefined : hueOf(mark)}
    >
      <div className="strip-who">
        <h1 className="strip-name">
          <RecordMark mark={mark} /> {facts.name}
        </h1>
        <p className="strip-number">
          <strong>{facts.number}</strong>
          {facts.birthDate && facts.deceased === undefined ? (
            <span>{ageInWords(facts.birthDate, today(), language)}</span>
          ) : null}
          {facts.gender ? <span>{t.genders[facts.gender]}</span> : null}
          {facts.deceased === undefined ? null : (
            <strong className="strip-inverse">{t.deceased(formatDate(facts.deceased))}</strong>
          )}
          {facts.protection ? (
            <strong className="strip-inverse" title={t.protectionMore}>
              {t.protection[facts.protection]}
            </strong>
          ) : null}
          <Button tone="quiet" onPress={() => showDetails(true)}>
            {t.details}
          </Button>
        </p>
      </div>
      <Warnings facts={facts} chart={chart} />
      <Whereabouts facts={facts} />
      <StripCommands chart={chart} />
      <ActDialog chart={chart} />
      <LinkedPersons chart={chart} />
      {showsDetails ? <PersonDetails chart={chart} onClose={() => showDetails(false)} /> : null}
    </section>
  );
}

/** The most serious are first; more than this and the rest is one step away. */
const mostWarnings = 10;

function Warnings({ facts, chart }: { facts: StripFacts; chart: Chart }) {
  const t = useTexts(texts);
  return (
    <div className="strip-warnings">
      <ul aria-label={t.warnings}>
        {facts.hypersensitivity === 'known' ? null : (
          <li className="quiet">
            {facts.hypersensitivity === 'unknown' ? t.unknownHypersensitivity : t.noHypersensitivity}
          </li>
        )}
        {facts.warnings.slice(0, mostWarnings).map((warning) => (
          <li key={warning.id} className="strip-warning" data-severity={warning.severity}>
            <SeverityMark severity={warning.severity} label={t.severities[warning.severity]} />
            <strong>{warning.text}</strong>
            <WrittenUnder id={warning.id} />
            {warning.detail ? <span>{warning.detail}</span> : null}
          </li>
        ))}
        {facts.warnings.length > mostWarnings ? (
          <li>
            <a href={recordAddress(chart.patient.id, 'warnings')}>{t.more(facts.warnings.length - mostWarnings)}</a>
          </li>
        ) : null}
      </ul>
      <StripLock chart={chart} />
      <StripShared chart={chart} />
    </div>
  );
}

function Whereabouts({ facts }: { facts: StripFacts }) {
  const t = useTexts(texts);
  const { here } = facts;
  const careOf = facts.careOf.join(' · ');
  const where =
    here && t.here([...new Set([here.unit, here.place])].filter(Boolean).join(', '), formatDate(here.since));
  return (
    <dl className="strip-where">
      <div>
        <dt className="visually-hidden">{here ? (t.kinds[here.kind] ?? here.kind) : t.notHere}</dt>
        <dd title={where}>
          {here ? (
            <>
              <Badge>{t.kinds[here.kind] ?? here.kind}</Badge> {where}
            </>
          ) : (
            <span className="quiet">{t.notHere}</span>
          )}
        </dd>
      </div>
      <div>
        <dt className="quiet">{t.careOf}</dt>
        <dd title={careOf}>{careOf || <span className="quiet">{t.noCareOf}</span>}</dd>
      </div>
    </dl>
  );
}

function StripCommands({ chart }: { chart: Chart }) {
  const { language } = useLanguage();
  const patientId = chart.patient.id;
  const shown = featureCommands
    .filter((command) => command.strip && isOffered(command, chart))
    .toSorted((a, b) => (a.strip?.order ?? 0) - (b.strip?.order ?? 0));
  return (
    <div className="strip-commands">
      {shown.map((command, index) => (
        <Button
          key={command.id}
          tone={index === 0 ? 'primary' : 'plain'}
          {...(command.keys ? { keys: command.keys } : {})}
          onPress={() => command.run(commandContext(patientId))}
        >
          {command.strip?.title[language] ?? command.title[language]}
        </Button>
      ))}
      <ActsMenu chart={chart} />
    </div>
  );
}
