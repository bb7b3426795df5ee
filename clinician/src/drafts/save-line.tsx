/** Whether what stands on screen is on the server. Quiet while all is well; spoken out when it is not. */
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import type { DraftView } from './autosave.ts';
import { wrongPatient } from './fhir-draft-store.ts';
import { texts } from './texts.ts';
import './save-line.css';

export function SaveLine({ view }: { view: DraftView }) {
  const t = useTexts(texts);
  useLanguage();
  switch (view.state) {
    case 'untouched':
      return <p className="save-line quiet">{t.untouched}</p>;
    case 'waiting':
    case 'saving':
      return <p className="save-line quiet">{t.saving}</p>;
    case 'saved':
      return <p className="save-line quiet">{view.savedAt || view.note?.at ? t.saved(timeOf(view)) : t.untouched}</p>;
    case 'retrying':
      return <Trouble title={t.retrying} more={t.retryingMore} />;
    case 'signed-out':
      return <Trouble title={t.signedOut} more={t.signedOutMore} />;
    case 'refused':
      return (
        <Trouble
          title={t.refused}
          more={`${view.reason === wrongPatient ? t.wrongPatient : (view.reason ?? '')} ${t.refusedMore}`.trim()}
        />
      );
    case 'signed':
      return null;
  }
}

function timeOf(view: DraftView): string {
  return localTime(new Date(view.savedAt ?? view.note?.at ?? '')).time;
}

function Trouble({ title, more }: { title: string; more: string }) {
  return (
    <div className="save-line save-line-trouble" role="alert">
      <strong>{title}</strong> <span>{more}</span>
    </div>
  );
}
