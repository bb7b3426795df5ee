/** What the signing will change: what the role gains and loses, for how many; or what the analysis lacks before it can be signed. */
import { analysisOf, rightsSaid } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { rightsDifference } from '@vardkedjan/care/access/needs-and-risks/difference.ts';
import { analysisFaults, faultText } from '@vardkedjan/care/access/needs-and-risks/faults.ts';
import { type Right, rightWords } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { sign } from './queries.ts';
import type { RoleRow, StoredAnalysis } from './role-rows.ts';
import { texts } from './texts.ts';

interface SignDialogProps {
  row: RoleRow;
  draft: StoredAnalysis;
  /** YYYY-MM-DD in Sweden. */
  today: string;
  onSigned: () => Promise<void>;
  onClose: () => void;
}

export function SignDialog({ row, draft, today, onSigned, onClose }: SignDialogProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const analysis = analysisOf(draft);
  const faults = analysisFaults(analysis, today);
  const { gained, lost, kept } = rightsDifference(row.versions[0]?.signed.rights ?? [], rightsSaid(analysis.said));
  const signNow = async () => {
    setBusy(true);
    try {
      await sign(draft);
      await onSigned();
    } catch (caught) {
      setFailure(caught);
      setBusy(false);
    }
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t.cancel}</Button>
      {faults.length === 0 ? (
        <Button tone="primary" isDisabled={isBusy} onPress={() => void signNow()}>
          {t.sign}
        </Button>
      ) : null}
    </>
  );
  return (
    <Dialog title={t.signTitle} isOpen onClose={onClose} size="wide" actions={actions}>
      {faults.length > 0 ? (
        <>
          <p>{t.lacking}</p>
          <ul>
            {faults
              .map((fault) => faultText(fault, language))
              .map((text) => (
                <li key={text}>{text}</li>
              ))}
          </ul>
        </>
      ) : (
        <>
          <p>{t.affects(row.name, row.people.length)}</p>
          {row.people.length > 0 ? <p className="quiet">{row.people.join(' · ')}</p> : null}
          <dl className="rights-changes">
            <Changed title={t.loses} rights={lost} strong />
            <Changed title={t.gains} rights={gained} strong />
            <Changed title={t.keeps} rights={kept} />
          </dl>
        </>
      )}
      {failure ? <Failed failure={failure} /> : null}
    </Dialog>
  );
}

function Changed({ title, rights, strong }: { title: string; rights: readonly Right[]; strong?: boolean }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const isMarked = strong === true && rights.length > 0;
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {rights.length === 0 ? <span className="quiet">{t.nothing}</span> : null}
        {rights.map((right) => (
          <span key={right} className={isMarked ? 'rights-marked' : undefined}>
            {rightWords[right][language].name}
          </span>
        ))}
      </dd>
    </div>
  );
}
