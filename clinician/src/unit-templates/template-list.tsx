/** The templates by name, each with how far it has come. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Pick, PickList } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import type { TemplateWords } from './template-kind.ts';
import { nameOf, originalsOf, type Stored, type UnitTemplate } from './template-versions.ts';
import { texts } from './texts.ts';

export interface TemplateListProps<T extends UnitTemplateResource> {
  words: TemplateWords;
  own: readonly UnitTemplate<T>[];
  shared: readonly Stored<T>[];
  /** Its url. */
  chosen: string | undefined;
  onChoose: (url: string) => void;
}

export function TemplateList<T extends UnitTemplateResource>({
  words,
  own,
  shared,
  chosen,
  onChoose,
}: TemplateListProps<T>) {
  const t = useTexts(texts);
  const replaced = new Set(own.flatMap(({ active }) => (active ? originalsOf(active) : [])));
  return (
    <>
      <Panel title={t.own} count={own.length}>
        {own.length === 0 ? <Empty>{words.noneOwn}</Empty> : null}
        <PickList>
          {own.map((each) => (
            <Name key={each.url} name={each.title} isChosen={each.url === chosen} onChoose={() => onChoose(each.url)}>
              {stateOf(each, t)}
            </Name>
          ))}
        </PickList>
      </Panel>
      <Panel title={t.shared} count={shared.length}>
        {shared.length === 0 ? <Empty>{words.noneShared}</Empty> : null}
        <PickList>
          {shared.map((each) => (
            <Name
              key={each.url}
              name={nameOf(each)}
              isChosen={each.url === chosen}
              onChoose={() => onChoose(each.url ?? '')}
            >
              {replaced.has(each.url ?? '') ? t.replaced : t.sharedInUse}
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

function stateOf<T extends UnitTemplateResource>({ active, draft }: UnitTemplate<T>, t: (typeof texts)['sv']): string {
  const said = [active ? t.inUse(active.version ?? '') : '', draft ? t.draft(draft.version ?? '') : ''];
  return said.filter(Boolean).join(' · ') || t.notInUse;
}
