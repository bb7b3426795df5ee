/** In the strip: what else the law lets be done with the record, in a menu. */
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Menu } from '@vardkedjan/ui/menu/menu.tsx';
import type { Chart } from '../chart/chart.ts';
import { askAct, recordActs } from './record-acts.ts';
import { texts } from './texts.ts';

export function ActsMenu({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const acts = recordActs(chart);
  if (acts.length === 0) return null;
  const entries = acts.map(({ id, title }) => ({
    id,
    text: title[language],
    onAction: () => askAct(chart.patient.id, id),
  }));
  return (
    <Menu label={t.menu} groups={[{ title: t.menu, entries }]}>
      {t.more}
    </Menu>
  );
}
