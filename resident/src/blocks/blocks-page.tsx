/** My blocks (PDL 2008:355, 4 kap. 4 §; 2022:913, 2 kap. 3 §): what is blocked, who has opened what of it, and what can be blocked. */
import { formatDate, formatDateTime, formatTime } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { addressOf } from '../place.ts';
import { useResident } from '../session/session-context.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { type Change, ChangeBlock } from './change-block.tsx';
import type { CareProvider, OwnBlock, OwnOpening } from './own-blocks.ts';
import { texts } from './texts.ts';
import { useBlocksChanged, useOwnBlocks, useWhoHasWritten } from './use-own-blocks.ts';

export function BlocksPage() {
  const t = useTexts(texts);
  const { child } = useResident();
  const back = { address: addressOf('who'), text: t.back };
  if (child)
    return (
      <>
        <PageHead title={t.ofChild(child.name)} back={back} />
        <p>{t.ofChildMore}</p>
      </>
    );
  return (
    <>
      <PageHead title={t.title} lead={t.lead} back={back} />
      <OwnBlocks />
    </>
  );
}

function OwnBlocks() {
  const t = useTexts(texts);
  const { patientId } = useResident();
  const { blocks, openings } = useOwnBlocks(patientId);
  const written = useWhoHasWritten(patientId);
  useBlocksChanged(patientId);
  const [change, setChange] = useState<Change>();
  const [said, say] = useState('');
  return (
    <>
      <output className={said ? 'blocks-said' : 'visually-hidden'}>{said}</output>
      <Blocked blocks={blocks} onChange={setChange} />
      <Choose providers={written} blocked={new Set(blocks.map(({ id }) => id))} onChange={setChange} />
      <Openings openings={openings} />
      {change ? (
        <ChangeBlock
          patientId={patientId}
          change={change}
          onClose={() => setChange(undefined)}
          onDone={() => {
            setChange(undefined);
            say(change.act === 'block' ? t.done(change.name) : t.lifted(change.name));
          }}
        />
      ) : null}
    </>
  );
}

function Blocked({ blocks, onChange }: { blocks: readonly OwnBlock[]; onChange: (change: Change) => void }) {
  const t = useTexts(texts);
  return (
    <Section title={t.blocked}>
      {blocks.length === 0 ? <Empty>{t.none}</Empty> : null}
      <Facts
        lines={blocks.map(({ id, name, since }) => ({
          id,
          what: name,
          more: t.since(formatDateTime(since)),
          act: (
            <Button aria-label={t.liftOf(name)} onPress={() => onChange({ act: 'lift-block', id, name })}>
              {t.lift}
            </Button>
          ),
        }))}
      />
    </Section>
  );
}

interface ChooseProps {
  providers: readonly CareProvider[];
  /** Ids of what is blocked already. */
  blocked: ReadonlySet<string>;
  onChange: (change: Change) => void;
}

function Choose({ providers, blocked, onChange }: ChooseProps) {
  const t = useTexts(texts);
  const act = (change: Extract<Change, { act: 'block' }>) =>
    blocked.has(change.id) ? (
      <span className="quiet">{t.isBlocked}</span>
    ) : (
      <Button aria-label={t.blockOf(change.name)} onPress={() => onChange(change)}>
        {t.block}
      </Button>
    );
  return (
    <Section title={t.choose}>
      {providers.length === 0 ? <Empty>{t.nobody}</Empty> : <p className="quiet">{t.chooseMore}</p>}
      {providers.map(({ id, name = '', units }) => (
        <section key={id ?? ''} className="blocks-provider">
          <h3>{name || t.otherProvider}</h3>
          <Facts
            lines={[
              ...units.map((unit) => ({
                id: unit.id,
                what: unit.name,
                more: t.latest(formatDate(unit.latest)),
                act: act({
                  act: 'block',
                  id: unit.id,
                  name: unit.name,
                  means: [t.innerMeans(unit.name, name), ...t.means, ...t.innerAlso],
                }),
              })),
              ...(id === undefined
                ? []
                : [
                    {
                      id,
                      what: t.wholeProvider(name),
                      more: t.wholeProviderMore,
                      act: act({
                        act: 'block',
                        id,
                        name: t.wholeProvider(name),
                        means: [t.outerMeans(name), ...t.means, ...t.outerAlso],
                      }),
                    },
                  ]),
            ]}
          />
        </section>
      ))}
    </Section>
  );
}

function Openings({ openings }: { openings: readonly OwnOpening[] }) {
  const t = useTexts(texts);
  return (
    <Section title={t.openings}>
      {openings.length === 0 ? <Empty>{t.noOpenings}</Empty> : null}
      <Facts
        lines={openings.map(({ id, who, where, of, from, until, reason, isConsented, isOpen }) => ({
          id,
          when: isOpen ? t.openNow(formatDateTime(until)) : t.openWas(formatDateTime(from), formatTime(until)),
          what: `${who}, ${where}`,
          more: `${t.opened(of.join(', '))}. ${isConsented ? t.consented : t.couldNot} ${t.stated(reason)}`,
        }))}
      />
    </Section>
  );
}
