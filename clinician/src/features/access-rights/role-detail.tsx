/** One role: the analysis in force as a document, those before it, and for the head the draft of the next. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Pick, PickList } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty, Failed } from '@vardkedjan/ui/states/states.tsx';
import type { SessionUnit } from '@vardkedjan/ui/session.ts';
import { analysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { useState } from 'react';
import { AnalysisDocument } from './analysis-document.tsx';
import { AnalysisEditor } from './analysis-editor.tsx';
import { BeginFrom } from './begin-from.tsx';
import { begunFrom } from './begun-from.ts';
import { saveNew } from './queries.ts';
import type { RoleRow, StoredAnalysis } from './role-rows.ts';
import { texts } from './texts.ts';

export interface RoleDetailProps {
  row: RoleRow;
  unit: SessionUnit;
  isHead: boolean;
  onChanged: () => Promise<void>;
}

export function RoleDetail({ row, unit, isHead, onChanged }: RoleDetailProps) {
  const t = useTexts(texts);
  const [isEditing, setEditing] = useState(false);
  const [old, setOld] = useState<string>();
  const [another, setAnother] = useState<StoredAnalysis>();
  const [failure, setFailure] = useState<unknown>();
  const shown = row.versions.find(({ stored }) => stored.id === old) ?? row.versions[0];
  const begin = async () => {
    try {
      if (!row.draft) await saveNew(begunFrom(row, unit, another));
      await onChanged();
      setEditing(true);
    } catch (caught) {
      setFailure(caught);
    }
  };
  if (isEditing && row.draft)
    return (
      <AnalysisEditor
        key={row.draft.id}
        row={row}
        draft={row.draft}
        onChanged={onChanged}
        onClose={() => setEditing(false)}
      />
    );
  return (
    <>
      <div className="rights-actions not-printed">
        {isHead && !row.draft ? <BeginFrom row={row} chosen={another} onChoose={setAnother} /> : null}
        {isHead ? (
          <Button tone="primary" onPress={() => void begin()}>
            {row.draft ? t.continue : t.newVersion}
          </Button>
        ) : null}
        {shown ? <Button onPress={() => print()}>{t.print}</Button> : null}
      </div>
      {failure ? <Failed failure={failure} /> : null}
      {shown && shown !== row.versions[0] ? <p className="rights-said">{t.shownOld}</p> : null}
      {shown ? (
        <AnalysisDocument
          analysis={analysisOf(shown.stored)}
          unitName={unit.name}
          roleName={row.name}
          signed={shown.signed}
        />
      ) : (
        <Empty>{t.missing}</Empty>
      )}
      <Versions row={row} shown={shown?.stored.id} onShow={setOld} />
    </>
  );
}

interface VersionsProps {
  row: RoleRow;
  shown: string | undefined;
  onShow: (id: string) => void;
}

function Versions({ row: { versions }, shown, onShow }: VersionsProps) {
  const t = useTexts(texts);
  return (
    <div className="not-printed">
      <Panel title={t.earlier} count={Math.max(0, versions.length - 1)}>
        {versions.length < 2 ? <Empty>{t.noEarlier}</Empty> : null}
        <PickList>
          {(versions.length < 2 ? [] : versions).map(({ stored, signed }, place) => (
            <Pick key={stored.id} isPicked={stored.id === shown} onPick={() => onShow(stored.id)}>
              <span>
                {place === 0 ? `${t.current}: ` : ''}
                {t.signedBy(formatDate(signed.signed), signed.by)}
              </span>
            </Pick>
          ))}
        </PickList>
      </Panel>
    </div>
  );
}
