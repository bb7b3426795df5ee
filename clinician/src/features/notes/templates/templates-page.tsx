/** The unit's note templates: its own and the shared ones to the left, the chosen one to the right to change, try, compare and put in use. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { PickPage } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useSession } from '../../../session/session-context.ts';
import { type Template, templatesQuery, unitKindQuery, unitTemplatesQuery } from '../queries.ts';
import { nameOf } from '../suitable-templates.ts';
import { saveNew } from './queries.ts';
import { SharedDetail } from './shared-detail.tsx';
import { TemplateDetail } from './template-detail.tsx';
import { TemplateList } from './template-list.tsx';
import { begun, templatesOf, type UnitTemplate } from './shape/template-versions.ts';
import { texts } from './texts.ts';
import './templates.css';

export default function TemplatesPage() {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const kind = useQuery(unitKindQuery(unit));
  const ownVersions = useQuery(unitTemplatesQuery(unit));
  const inUse = useQuery(templatesQuery(unit, kind.isError ? null : kind.data));
  const [chosen, setChosen] = useState<string>();
  const changed = useTemplatesChanged();
  const failure = ownVersions.error ?? inUse.error;
  if (failure) return <Failed failure={failure} onRetry={() => void changed()} />;
  if (!ownVersions.data || !inUse.data) return <Loading rows={10} />;
  const own = templatesOf(ownVersions.data);
  const shared = inUse.data
    .filter((each) => isShared(each, unit))
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'sv'));
  const ownChosen = own.find(({ url }) => url === chosen);
  const sharedChosen = shared.find(({ url }) => url === chosen);
  const isHead = assignment.headOfUnit === true;
  const make = async (template: Parameters<typeof saveNew>[0]) => {
    const made = await saveNew(template);
    await changed();
    setChosen(made.url);
  };
  return (
    <PickPage
      label={ownChosen?.title ?? sharedChosen?.title ?? t.title}
      list={
        <>
          <header className="templates-head">
            <h1>{t.title}</h1>
            {isHead ? (
              <Button
                onPress={() =>
                  void make({ ...begun(unit, crypto.randomUUID(), new Date()), title: t.newName, ...firstWord })
                }
              >
                {t.newTemplate}
              </Button>
            ) : null}
          </header>
          {isHead ? null : <p className="quiet">{t.onlyHead}</p>}
          <TemplateList own={own} shared={shared} chosen={chosen} onChoose={setChosen} />
        </>
      }
    >
      {ownChosen ? (
        <TemplateDetail
          key={ownChosen.url}
          template={ownChosen}
          original={originalOf(ownChosen, shared)}
          isHead={isHead}
          onChanged={changed}
        />
      ) : sharedChosen ? (
        <SharedDetail key={sharedChosen.id} template={sharedChosen} isHead={isHead} onAdapt={make} />
      ) : (
        <Empty>{t.choose}</Empty>
      )}
    </PickPage>
  );
}

/** The shared template that it was made from, while there is one. */
function originalOf({ draft }: UnitTemplate, shared: readonly Template[]): Template | undefined {
  const urls = (draft?.derivedFrom ?? []).map((canonical) => canonical.split('|')[0]);
  return shared.find(({ url }) => urls.includes(url));
}

const firstWord = { item: [{ linkId: 'ord', type: 'text' as const }] };

const isShared = ({ useContext = [] }: Template, unit: string) =>
  useContext.every(({ valueReference }) => valueReference?.reference !== `Organization/${unit}`);

/** What is offered to writers is asked for anew, too. */
function useTemplatesChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['unit-templates'] }),
      queries.invalidateQueries({ queryKey: ['templates'] }),
    ]);
  };
}
