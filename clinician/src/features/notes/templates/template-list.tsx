/** The templates by name, each with how far it has come. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Pick, PickList } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import type { Template } from '../queries.ts';
import { nameOf } from '../suitable-templates.ts';
import type { UnitTemplate } from './shape/template-versions.ts';
import { texts } from './texts.ts';

export interface TemplateListProps {
  own: readonly UnitTemplate[];
  shared: readonly Template[];
  /** Its url. */
  chosen: string | undefined;
  onChoose: (url: string) => void;
}

export function TemplateList({ own, shared, chosen, onChoose }: TemplateListProps) {
  const t = useTexts(texts);
  const replaced = new Set(
    own.flatMap(({ active }) => active?.derivedFrom ?? []).map((canonical) => canonical.split('|')[0]),
  );
  return (
    <>
      <Panel title={t.own} count={own.length}>
        {own.length === 0 ? <Empty>{t.noneOwn}</Empty> : null}
        <PickList>
          {own.map((each) => (
            <Name key={each.url} name={each.title} isChosen={each.url === chosen} onChoose={() => onChoose(each.url)}>
              {stateOf(each, t)}
            </Name>
          ))}
        </PickList>
      </Panel>
      <Panel title={t.shared} count={shared.length}>
        {shared.length === 0 ? <Empty>{t.noneShared}</Empty> : null}
        <PickList>
          {shared.map(({ url = '', ...each }) => (
            <Name key={url} name={nameOf(each)} isChosen={url === chosen} onChoose={() => onChoose(url)}>
              {replaced.has(url) ? t.replaced : t.sharedInUse}
            </Name>
          ))}
        </PickList>
      </Panel>
    </>
  );
}

interface NameProps {
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  children: string;
}

function Name({ name, isChosen, onChoose, children }: NameProps) {
  return (
    <Pick isPicked={isChosen} onPick={onChoose}>
      <span>{name}</span>
      <span className="quiet">{children}</span>
    </Pick>
  );
}

function stateOf({ active, draft }: UnitTemplate, t: (typeof texts)['sv']): string {
  const said = [active ? t.inUse(active.version ?? '') : '', draft ? t.draft(draft.version ?? '') : ''];
  return said.filter(Boolean).join(' · ') || t.notInUse;
}
