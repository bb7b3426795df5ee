/** What a line asks of a unit: found in the order catalogue, or in words; why, how soon, and of a bed from which ward. */
import { useQuery } from '@tanstack/react-query';
import { matching, type Orderable } from '@vardkedjan/care/coordination/orders/order-catalogue.ts';
import type { ServiceLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { catalogueQuery } from '../../../orders/order-catalogue-query.ts';
import { Pick } from '../../../orders/pick.tsx';
import { unitReference } from '../../../orders/sending.ts';
import { unitsQuery } from '../../../orders/units-query.ts';
import { useSession } from '../../../session/session-context.ts';
import { texts } from '../texts.ts';

interface ServiceLineFieldsProps {
  line: ServiceLine;
  onChange: (line: ServiceLine) => void;
}

export function ServiceLineFields({ line, onChange }: ServiceLineFieldsProps) {
  const t = useTexts(texts);
  return (
    <>
      {line.kind === 'laboratory' || line.kind === 'imaging' ? (
        <FromCatalogue line={line} kind={line.kind} onChange={onChange} />
      ) : null}
      {line.kind === 'nursing' ? (
        <TextField
          label={t.act}
          hideLabel
          placeholder={t.act}
          value={line.text}
          onChange={(text) => onChange({ ...line, text })}
        />
      ) : null}
      {line.kind === 'bed' ? <Ward line={line} onChange={onChange} /> : null}
      <div className="set-line-more">
        {line.kind === 'imaging' ? (
          <TextField
            label={t.questionOf(line.text || t.empty)}
            hideLabel
            placeholder={t.question}
            value={line.question}
            onChange={(question) => onChange({ ...line, question })}
          />
        ) : null}
        <Select
          label={t.priorityOf(line.text || t.empty)}
          hideLabel
          choices={(['routine', 'urgent', 'stat'] as const).map((value) => ({ value, text: t.priorities[value] }))}
          value={line.priority}
          onChange={(priority) => onChange({ ...line, priority })}
        />
      </div>
    </>
  );
}

function FromCatalogue({ line, kind, onChange }: ServiceLineFieldsProps & { kind: 'laboratory' | 'imaging' }) {
  const t = useTexts(texts);
  const all = useQuery(catalogueQuery).data ?? [];
  const [isSearching, search] = useState(line.code === undefined);
  const [asked, ask] = useState('');
  if (!isSearching)
    return (
      <p className="drug-chosen">
        <strong>{line.text}</strong>
        <Button tone="quiet" aria-label={t.other(line.text)} onPress={() => search(true)}>
          {t.change}
        </Button>
      </p>
    );
  const take = (code: string) => {
    const found = all.find((one) => one.code === code);
    if (!found) return;
    search(false);
    ask('');
    onChange({ ...line, code, text: found.display });
  };
  return (
    <Pick
      label={kind === 'imaging' ? t.searchExaminations : t.searchTests}
      asked={asked}
      onAsk={ask}
      autoFocus
      hits={matching(
        all.filter(({ asksSite }) => !asksSite),
        kind,
        asked,
      ).map((one) => ({ key: one.code, text: one.display, detail: detailOf(one, all) }))}
      onPick={take}
    />
  );
}

const detailOf = ({ members, group }: Orderable, all: readonly Orderable[]) =>
  members.map((code) => all.find((one) => one.code === code)?.display ?? code).join(', ') || group;

const whichever = 'whichever';

function Ward({ line, onChange }: ServiceLineFieldsProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const wards = useQuery(unitsQuery('bed', assignment.careProvider.id)).data ?? [];
  const choices = wards.map((unit) => ({ value: `Organization/${unit.id}`, text: unit.name ?? '' }));
  return (
    <Select
      label={t.ward}
      choices={[
        { value: whichever, text: t.whichever },
        ...choices.toSorted((a, b) => a.text.localeCompare(b.text, 'sv')),
      ]}
      value={line.performer?.reference ?? whichever}
      onChange={(reference) => {
        const unit = wards.find(({ id }) => reference === `Organization/${id}`);
        const { performer: _before, ...rest } = line;
        onChange(unit ? { ...rest, performer: unitReference(unit) } : rest);
      }}
    />
  );
}
