/** Says, of a patient whose letters nobody would read online, why and which way the letter goes instead; of others nothing. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { letterReaderQuery } from './letter-reader.ts';
import { texts } from './texts.ts';

export function UnreadOnline({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const reader = useQuery(letterReaderQuery(patientId)).data;
  if (reader?.unread === undefined) return null;
  return (
    <p>
      {t.unread[reader.unread]} {reader.mayPost ? t.goesByPost : t.goesNowhere}
    </p>
  );
}
