/** My drugs: what, how to take it, what for and who prescribed it. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { plainName } from '../plain/plain-diagnosis.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { AskRenewal } from './ask-renewal.tsx';
import { type OwnDrug, ownDrugs } from './own-drugs.ts';
import { type OwnRenewal, useOwnRenewals } from './renewals.ts';
import { texts } from './texts.ts';
import './drugs.css';

const today = (): string => stockholmDay(new Date());

export default function DrugsPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const all = useAllOf<MedicationRequest>('MedicationRequest', { _sort: '-authoredon', _count: 200 });
  const [showsPast, setShowsPast] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [isSent, setSent] = useState(false);
  const { regular, asNeeded, past } = ownDrugs(all.found, today());
  const renewals = useOwnRenewals();
  const renewable = [...regular, ...asNeeded].filter(
    ({ id, isRenewable }) => isRenewable && renewals.get(id)?.state !== 'waiting',
  );
  return (
    <>
      <PageHead title={t.title} lead={t.lead} hasPrint />
      {renewable.length > 0 ? <Button onPress={() => setAsking(true)}>{t.renew}</Button> : null}
      <output>{isSent ? t.sent : ''}</output>
      {isAsking ? (
        <AskRenewal
          drugs={renewable}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            setSent(true);
          }}
        />
      ) : null}
      {language === 'en' ? <p className="quiet">{t.doseIn}</p> : null}
      {regular.length + asNeeded.length === 0 ? <Empty>{t.none}</Empty> : null}
      {regular.length > 0 ? (
        <Section title={t.regular}>
          <Drugs drugs={regular} renewals={renewals} />
        </Section>
      ) : null}
      {asNeeded.length > 0 ? (
        <Section title={t.asNeeded}>
          <Drugs drugs={asNeeded} renewals={renewals} />
        </Section>
      ) : null}
      {past.length > 0 ? (
        <Section title={t.past}>
          {showsPast ? (
            <Drugs drugs={past} renewals={renewals} isPast />
          ) : (
            <Button onPress={() => setShowsPast(true)}>{t.showPast(past.length)}</Button>
          )}
        </Section>
      ) : null}
      <p className="quiet">{t.ask}</p>
    </>
  );
}

function Drugs({
  drugs,
  renewals,
  isPast = false,
}: {
  drugs: readonly OwnDrug[];
  renewals: ReadonlyMap<string, OwnRenewal>;
  isPast?: boolean;
}) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  return (
    <ul className="drugs">
      {drugs.map((drug) => (
        <li key={drug.id} className="drug">
          <h3 className="drug-name">
            {drug.name} {drug.isOnHold ? <Badge>{t.onHold}</Badge> : null}
          </h3>
          <p lang="sv">{drug.dose || t.doseMissing}</p>
          {drug.reasons.length > 0 ? (
            <p>{t.forWhat(drug.reasons.map((reason) => plainName(reason, language)).join(', '))}</p>
          ) : null}
          <p className="drug-facts">
            {t.since(formatDate(drug.prescribed), drug.prescriber)}
            {isPast && drug.until ? ` ${t.until(formatDate(drug.until))}` : ''}
          </p>
          <Renewal of={renewals.get(drug.id)} />
        </li>
      ))}
    </ul>
  );
}

function Renewal({ of }: { of: OwnRenewal | undefined }) {
  const t = useTexts(texts);
  if (of === undefined) return null;
  return (
    <p>
      <Badge>{t.renewal[of.state](formatDate(of.at))}</Badge> {of.reason ? <q>{of.reason}</q> : null}
    </p>
  );
}
