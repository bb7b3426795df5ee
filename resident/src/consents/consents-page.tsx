/** My consents to shared records (2022:913, 3 kap. 1 §): who may read what other care providers have written, and ending each. */
import type { Consent, Parameters } from '@medplum/fhirtypes';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { sharingCategory } from '@vardkedjan/care/access/shared-records.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { operate, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { addressOf } from '../place.ts';
import { now } from '../record/now.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { canBeEnded, type OwnConsent, ownConsents } from './own-consents.ts';
import { texts } from './texts.ts';
import '../blocks/blocks.css';

const grounds = ['consent', 'child', 'incapacity', 'emergency', 'lifted'] as const;

const consentsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['own-consents', patientId],
    queryFn: async ({ signal }) => {
      const category = grounds.map(sharingCategory).map(({ system, code }) => `${system}|${code}`);
      const query = { patient: `Patient/${patientId}`, status: 'active', category: category.join(','), _count: 200 };
      const { matches } = await searchResources<Consent>('Consent', query, signal);
      return ownConsents(matches, new Date(now()).toISOString());
    },
  });

export function ConsentsPage() {
  const t = useTexts(texts);
  const { child } = useResident();
  return (
    <>
      <PageHead
        title={child ? t.titleOf(child.name) : t.title}
        lead={child ? t.ofChild : t.lead}
        back={{ address: addressOf('who'), text: t.back }}
      />
      <Consents isOwn={child === undefined} />
    </>
  );
}

function Consents({ isOwn }: { isOwn: boolean }) {
  const t = useTexts(texts);
  const { patientId } = useResident();
  const { data } = useSuspenseQuery(consentsQuery(patientId));
  const [asked, ask] = useState<OwnConsent>();
  const [said, say] = useState('');
  return (
    <>
      <output className={said ? 'blocks-said' : 'visually-hidden'}>{said}</output>
      <Section title={t.inForce}>
        {data.length === 0 ? <Empty>{t.none}</Empty> : null}
        <Facts
          lines={data.map((consent) => ({
            id: consent.id,
            when: t.period(formatDate(consent.from), formatDate(consent.until)),
            what: consent.to,
            more: `${t.grounds[consent.ground]}. ${consent.of.length === 0 ? t.ofAll : t.of(consent.of)}`,
            act:
              isOwn && canBeEnded(consent) ? (
                <Button aria-label={t.endOf(consent.to)} onPress={() => ask(consent)}>
                  {t.end}
                </Button>
              ) : null,
          }))}
        />
      </Section>
      {asked ? (
        <EndConsent
          patientId={patientId}
          consent={asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            ask(undefined);
            say(t.ended(asked.to));
          }}
        />
      ) : null}
    </>
  );
}

interface EndConsentProps {
  patientId: string;
  consent: OwnConsent;
  onClose: () => void;
  onDone: () => void;
}

function EndConsent({ patientId, consent, onClose, onDone }: EndConsentProps) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () =>
      operate<Parameters>(`Patient/${encodeURIComponent(patientId)}/$withdraw-consent`, {
        patient: patientId,
        body: {
          resourceType: 'Parameters',
          parameter: [{ name: 'consent', valueReference: { reference: `Consent/${consent.id}` } }],
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['own-consents'] });
      onDone();
    },
  });
  return (
    <Dialog
      title={t.endTitle(consent.to)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={ending.isPending} onPress={() => ending.mutate()}>
            {t.end}
          </Button>
        </>
      }
    >
      <p>{t.endMore}</p>
      {ending.isError ? <Failed failure={ending.error} /> : null}
    </Dialog>
  );
}
