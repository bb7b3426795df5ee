/** What waits to be given to one patient: what is late loudly, else what is due about now, else when the next is. */
import type { DosesWaiting } from '@vardkedjan/care/clinical/giving/doses-waiting.ts';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { texts } from '../texts.ts';

export function DosesCell({ doses }: { doses: DosesWaiting | undefined }) {
  const t = useTexts(texts);
  if (doses === undefined) return <span className="quiet">{t.dosesUnknown}</span>;
  const time = (at: string) => localTime(new Date(at)).time;
  return (
    <span className="ward-doses">
      {doses.late > 0 && doses.lateSince ? (
        <Badge severity="serious">{t.dosesLate(doses.late, time(doses.lateSince))}</Badge>
      ) : null}
      {doses.now > 0 ? <span>{t.dosesNow(doses.now)}</span> : null}
      {doses.late === 0 && doses.now === 0 && doses.next ? <span className="quiet">{time(doses.next)}</span> : null}
      {doses.untold > 0 ? <span className="quiet">{t.dosesUntold(doses.untold)}</span> : null}
    </span>
  );
}
