/** Every version there has been; an earlier one is in use again by one press. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { TemplateWords } from './template-kind.ts';
import type { Stored, UnitTemplate } from './template-versions.ts';
import { texts } from './texts.ts';

export function TemplateVersionsList<T extends UnitTemplateResource>({
  words,
  template,
  isHead,
  isBusy,
  onUse,
}: {
  words: TemplateWords;
  template: UnitTemplate<T>;
  isHead: boolean;
  isBusy: boolean;
  onUse: (version: Stored<T>) => void;
}) {
  const t = useTexts(texts);
  const columns: Column<Stored<T>>[] = [
    { key: 'version', title: t.version, fit: true, align: 'right', cell: ({ version }) => version },
    { key: 'name', title: words.name, cell: ({ title }) => title },
    { key: 'state', title: t.state, fit: true, cell: ({ status }) => t.states[status] ?? t.states['unknown'] },
    { key: 'since', title: t.since, fit: true, cell: ({ date }) => formatDateTime(date) },
    {
      key: 'use',
      title: t.publish,
      hideTitle: true,
      fit: true,
      cell: (each) =>
        isHead && each.status === 'retired' ? (
          <Button tone="quiet" isDisabled={isBusy} onPress={() => onUse(each)}>
            {t.useAgain(each.version ?? '')}
          </Button>
        ) : null,
    },
  ];
  return <DataTable caption={t.modes.versions} columns={columns} rows={template.versions} rowKey={({ id }) => id} />;
}
