/** What a unit adapts for itself: its own and the shared ones to the left, the chosen one to the right to change, try, compare and put in use. */
import type { UnitTemplateResource } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { PickPage } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { saveNew } from './queries.ts';
import { SharedDetail } from './shared-detail.tsx';
import { TemplateDetail } from './template-detail.tsx';
import type { TemplateKind } from './template-kind.ts';
import { TemplateList } from './template-list.tsx';
import {
  begun,
  isItsOwn,
  nameOf,
  originalsOf,
  type Stored,
  templatesOf,
  type UnitTemplate,
} from './template-versions.ts';
import './templates.css';

interface TemplatesPageProps<T extends UnitTemplateResource> {
  kind: TemplateKind<T>;
  /** Every version of the unit's own; undefined: they are being fetched. */
  ownVersions: readonly Stored<T>[] | undefined;
  /** What is in use at the unit, shared ones included. */
  inUse: readonly Stored<T>[] | undefined;
  failure: unknown;
  onChanged: () => Promise<void>;
}

export function TemplatesPage<T extends UnitTemplateResource>(props: TemplatesPageProps<T>) {
  const { kind, ownVersions, inUse, failure, onChanged } = props;
  const { assignment } = useSession();
  const unit = assignment.careUnit.id;
  const [chosen, setChosen] = useState<string>();
  if (failure) return <Failed failure={failure} onRetry={() => void onChanged()} />;
  if (!ownVersions || !inUse) return <Loading rows={10} />;
  const own = templatesOf<T>(ownVersions);
  const shared = inUse
    .filter((each) => !isItsOwn(each, unit))
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'sv'));
  const ownChosen = own.find(({ url }) => url === chosen);
  const sharedChosen = shared.find(({ url }) => url === chosen);
  const isHead = assignment.headOfUnit === true;
  const make = async (template: T) => {
    const made = await saveNew(template);
    await onChanged();
    setChosen(made.url);
  };
  const makeNew = () =>
    make({ ...kind.beginning, ...begun(kind.type, unit, crypto.randomUUID(), new Date()) } as unknown as T);
  return (
    <PickPage
      label={ownChosen?.title ?? sharedChosen?.title ?? kind.words.title}
      list={
        <>
          <header className="templates-head">
            <h1>{kind.words.title}</h1>
            {isHead ? <Button onPress={() => void makeNew()}>{kind.words.newTemplate}</Button> : null}
          </header>
          {isHead ? null : <p className="quiet">{kind.words.onlyHead}</p>}
          <TemplateList words={kind.words} own={own} shared={shared} chosen={chosen} onChoose={setChosen} />
        </>
      }
    >
      {ownChosen ? (
        <TemplateDetail
          key={ownChosen.url}
          kind={kind}
          template={ownChosen}
          original={originalOf(ownChosen, shared)}
          isHead={isHead}
          onChanged={onChanged}
        />
      ) : sharedChosen ? (
        <SharedDetail key={sharedChosen.id} kind={kind} template={sharedChosen} isHead={isHead} onAdapt={make} />
      ) : (
        <Empty>{kind.words.choose}</Empty>
      )}
    </PickPage>
  );
}

/** The shared one that it was made from, while there is one. */
function originalOf<T extends UnitTemplateResource>(
  { draft }: UnitTemplate<T>,
  shared: readonly Stored<T>[],
): Stored<T> | undefined {
  const urls = draft ? originalsOf(draft) : [];
  return shared.find(({ url = '' }) => urls.includes(url));
}
