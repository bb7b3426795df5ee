/** Said where it was seen (F20): one button opens this from every screen, one sends it, and what was on the screen goes along. */
import { useMutation } from '@tanstack/react-query';
import type { RiskKind, RiskScreen } from '@vardkedjan/care/coordination/risk-report.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { FreeText } from '../quick-texts/free-text.tsx';
import { unitAddress } from '../navigation.ts';
import { reportRisk } from './report-risk.ts';
import { texts } from './texts.ts';

export function ReportRiskDialog({ screen, onClose }: { screen: RiskScreen; onClose: () => void }) {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<RiskKind>('other');
  const [withScreen, setWithScreen] = useState(true);
  const [isMissing, setMissing] = useState(false);
  const report = useMutation({ mutationFn: () => reportRisk(text, kind, withScreen ? screen : undefined) });
  const send = () => {
    setMissing(text.trim() === '');
    if (text.trim() !== '' && !report.isPending) report.mutate();
  };
  if (report.isSuccess)
    return (
      <Dialog title={t.title} isOpen onClose={onClose} actions={<Button onPress={onClose}>{t.close}</Button>}>
        <p role="status">{t.sent}</p>
        <p>
          <a href={unitAddress('risks')} onClick={onClose}>
            {t.follow}
          </a>
        </p>
      </Dialog>
    );
  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={report.isPending} onPress={send}>
            {t.send}
          </Button>
        </>
      }
    >
      <FreeText
        label={t.what}
        help={t.help}
        value={text}
        onChange={setText}
        lines={4}
        autoFocus
        isRequired
        {...(isMissing ? { error: t.missing } : {})}
      />
      <Choices<RiskKind> label={t.kind} texts={t.kinds} value={kind} onChange={setKind} />
      <label className="choice-of-one">
        <input type="checkbox" checked={withScreen} onChange={(event) => setWithScreen(event.target.checked)} />
        <span>{t.withScreen}</span>
      </label>
      {report.isError ? <Failed failure={report.error} onRetry={send} /> : null}
    </Dialog>
  );
}
