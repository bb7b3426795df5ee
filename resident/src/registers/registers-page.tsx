/** Quality registers (PDL 2008:355, 7 kap. 2–3 §§): what they are, which there are, and saying no to one or all. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { addressOf } from '../place.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { type Asked, ChooseRegister } from './choose-register.tsx';
import type { OwnRegister } from './own-registers.ts';
import { texts } from './texts.ts';
import { useOwnRegisters } from './use-own-registers.ts';
import '../blocks/blocks.css';

export function RegistersPage() {
  const t = useTexts(texts);
  const { child } = useResident();
  return (
    <>
      <PageHead
        title={child ? t.titleOf(child.name) : t.title}
        lead={t.lead}
        back={{ address: addressOf('who'), text: t.back }}
      />
      <p className="quiet">{t.what}</p>
      <Registers />
    </>
  );
}

function Registers() {
  const t = useTexts(texts);
  const { patientId } = useResident();
  const registers = useOwnRegisters(patientId);
  const [asked, ask] = useState<Asked>();
  const [said, say] = useState('');
  const areAll = registers.length > 0 && registers.every(({ since }) => since !== undefined);
  return (
    <>
      <output className={said ? 'blocks-said' : 'visually-hidden'}>{said}</output>
      <Section title={t.registers}>
        {registers.length === 0 ? <Empty>{t.none}</Empty> : null}
        <Facts lines={registers.map((register) => lineOf(register, t, ask))} />
      </Section>
      {registers.length > 1 ? (
        <Button onPress={() => ask({ choice: areAll ? 'does-not-oppose' : 'opposes', name: t.all })}>
          {areAll ? t.againAll : t.opposeAll}
        </Button>
      ) : null}
      {asked ? (
        <ChooseRegister
          patientId={patientId}
          asked={asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            ask(undefined);
            say(asked.choice === 'opposes' ? t.opposed(asked.name) : t.isAgain(asked.name));
          }}
        />
      ) : null}
    </>
  );
}

function lineOf(
  { id, name, informed, since, erased }: OwnRegister,
  t: (typeof texts)['sv'],
  ask: (asked: Asked) => void,
) {
  const opposes = since !== undefined;
  return {
    id,
    what: name,
    more: opposes
      ? `${t.since(formatDate(since))} ${erased ? t.erased(formatDate(erased)) : informed ? t.toErase : ''}`
      : informed
        ? t.informed
        : t.notInformed,
    act: opposes ? (
      <Button aria-label={t.againOf(name)} onPress={() => ask({ choice: 'does-not-oppose', register: id, name })}>
        {t.again}
      </Button>
    ) : (
      <Button aria-label={t.opposeOf(name)} onPress={() => ask({ choice: 'opposes', register: id, name })}>
        {t.oppose}
      </Button>
    ),
  };
}
