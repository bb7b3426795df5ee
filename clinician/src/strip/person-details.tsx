/**
 * Address, telephone and next of kin, on request only. For a person with protected identity none of it is rendered at all, whatever the resource
 * holds (swedish-rules 1.7): what is not in the page cannot be read over a shoulder, copied or printed.
 */
import { protectionOf } from '@vardkedjan/care/access/protected-person.ts';
import { replacedBy } from '@vardkedjan/care/people/linked-persons.ts';
import { fullName } from '@vardkedjan/care/people/person-name.ts';
import { isUnknownPerson } from '@vardkedjan/care/people/unknown-person.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { Chart } from '../chart/chart.ts';
import { textOfConcept } from '../chart/concept.ts';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';
import { JudgedForm } from '../identity/judged-form.tsx';
import { WhoForm } from '../identity/who-form.tsx';
import { texts } from './texts.ts';

export function PersonDetails({ chart, onClose }: { chart: Chart; onClose: () => void }) {
  const t = useTexts(texts);
  const { patient } = chart;
  const isProtected = protectionOf(patient) !== undefined;
  return (
    <Dialog
      title={`${nameOfPatient(patient)} ${personNumberOf(patient)}`}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t.close}</Button>}
    >
      {isProtected ? <p>{t.protectionMore}</p> : <Details chart={chart} />}
      {isUnknownPerson(patient) ? <JudgedForm patient={patient} /> : null}
      {isUnknownPerson(patient) && replacedBy(patient) === undefined ? <WhoForm patientId={patient.id} /> : null}
    </Dialog>
  );
}

function Details({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const { patient } = chart;
  const telecom = (system: string) =>
    (patient.telecom ?? []).filter((each) => each.system === system).map((each) => each.value ?? '');
  const rows: [string, string[]][] = [
    [
      t.address,
      (patient.address ?? []).map(
        (address) =>
          address.text ??
          [...(address.line ?? []), [address.postalCode, address.city].filter(Boolean).join(' ')].join(', '),
      ),
    ],
    [t.phone, telecom('phone')],
    [t.email, telecom('email')],
    [
      t.kin,
      (patient.contact ?? []).map((contact) =>
        [
          fullName(contact.name ? [contact.name] : undefined),
          textOfConcept(contact.relationship?.[0]),
          contact.telecom?.[0]?.value,
        ]
          .filter(Boolean)
          .join(', '),
      ),
    ],
    [t.language, (patient.communication ?? []).map((each) => textOfConcept(each.language))],
  ];
  const known = rows.filter(([, values]) => values.some(Boolean));
  if (known.length === 0) return <p className="quiet">{t.noDetails}</p>;
  return (
    <dl className="person-details">
      {known.map(([title, values]) => (
        <div key={title}>
          <dt className="quiet">{title}</dt>
          {values.filter(Boolean).map((value) => (
            <dd key={value}>{value}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
