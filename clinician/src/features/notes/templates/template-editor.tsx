/** The words of a template in a list that is written in like a text: Enter adds, Alt and arrows move, and nothing takes the hand to the mouse. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useLayoutEffect, useRef, useState } from 'react';
import { professionsQuery } from '../../../unit-templates/queries.ts';
import type { EditorProps } from '../../../unit-templates/template-kind.ts';
import { forProfession, professionOf } from '../../../unit-templates/template-versions.ts';
import { RiskFields } from './risk-fields.tsx';
import { type RowDeed, TemplateRowFields } from './template-row-fields.tsx';
import { type TemplateFault, templateFaults } from './shape/template-faults.ts';
import {
  freeLinkId,
  indented,
  itemsOfRows,
  moved,
  rowsOf,
  type TemplateRow,
  withRow,
  without,
} from './shape/template-rows.ts';
import { texts } from './texts.ts';

export function TemplateEditor({ template, onChange }: EditorProps<Questionnaire>) {
  const t = useTexts(texts);
  const faults = templateFaults(template);
  const rows = rowsOf(template.item);
  const { list, focusRow } = useRowFocus();
  const keep = (next: readonly TemplateRow[], at?: number) => {
    const { item: _before, ...rest } = template;
    onChange(next.length === 0 ? rest : { ...rest, item: itemsOfRows(next) });
    if (at !== undefined) focusRow(Math.max(0, Math.min(at, next.length - 1)));
  };
  const add = (after: number) => {
    const isUnder = rows[after]?.level === 2 || rows[after]?.item.type === 'group';
    keep(
      withRow(rows, after, { level: isUnder ? 2 : 1, item: { linkId: freeLinkId(rows, 'ord'), type: 'text' } }),
      after + 1,
    );
  };
  const act = (at: number, deed: RowDeed) => {
    switch (deed.do) {
      case 'change':
        return keep(rows.map((row, index) => (index === at ? { ...row, item: deed.item } : row)));
      case 'move': {
        const next = moved(rows, at, deed.step);
        return keep(next.rows, next.at);
      }
      case 'level':
        return keep(indented(rows, at, deed.level), at);
      case 'remove':
        return keep(without(rows, at), at - 1);
      case 'add':
        return add(at);
    }
  };
  return (
    <div className="templates-editor">
      <div className="templates-about">
        <TextField
          label={t.name}
          value={template.title ?? ''}
          onChange={(title) => onChange({ ...template, title })}
          {...errorOf(faults, undefined, t)}
        />
        <Profession template={template} onChange={onChange} />
        <RiskFields template={template} onChange={onChange} />
      </div>
      <h3>{t.words}</h3>
      <p className="quiet">{t.keys}</p>
      <ol className="templates-rows" ref={list}>
        {rows.map((row, at) => (
          <TemplateRowFields
            key={row.item.linkId}
            row={row}
            isFirst={at === 0}
            isLast={at === rows.length - 1}
            error={errorOf(faults, at, t).error}
            onDo={(deed) => act(at, deed)}
          />
        ))}
      </ol>
      <div>
        <Button onPress={() => add(rows.length - 1)}>{t.add}</Button>
      </div>
    </div>
  );
}

function errorOf(
  faults: readonly TemplateFault[],
  row: number | undefined,
  t: (typeof texts)['sv'],
): { error?: string } {
  const said = faults.filter((each) => each.row === row).map(({ fault }) => t.faults[fault]);
  return said.length === 0 ? {} : { error: said.join(' ') };
}

function Profession({ template, onChange }: EditorProps<Questionnaire>) {
  const t = useTexts(texts);
  const professions = useQuery(professionsQuery());
  if (!professions.data?.length) return null;
  const choices = [
    { value: 'everybody', text: t.everybody },
    ...professions.data.map(({ code, name }) => ({ value: code, text: name })),
  ];
  return (
    <Select
      label={t.profession}
      choices={choices}
      value={professionOf(template) || 'everybody'}
      onChange={(code) => onChange(forProfession(template, code === 'everybody' ? '' : code))}
    />
  );
}

/** After a row has been added, moved or removed the focus is in the row that it was about. */
function useRowFocus() {
  const list = useRef<HTMLOListElement>(null);
  const [wanted, setWanted] = useState<{ row: number }>();
  useLayoutEffect(() => {
    if (wanted) list.current?.children[wanted.row]?.querySelector('input')?.focus();
  }, [wanted]);
  return { list, focusRow: (row: number) => setWanted({ row }) };
}
