/** Quick texts to write and change: one's own, and the unit's, which its head changes. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useSession } from '../../../session/session-context.ts';
import { quickTextsQuery } from '../../../quick-texts/queries.ts';
import { QuickTextsEditor } from './quick-texts-editor.tsx';
import { texts } from '../../../quick-texts/texts.ts';
import '../../../quick-texts/quick-texts.css';

export default function QuickTextsPage() {
  const t = useTexts(texts);
  const { assignment, session } = useSession();
  const [caller, unit] = [session.caller?.id ?? '', assignment.careUnit.id];
  const own = useQuery({ ...quickTextsQuery('own', caller), refetchOnWindowFocus: false });
  const units = useQuery({ ...quickTextsQuery('unit', unit), refetchOnWindowFocus: false });
  const failed = (own.data ? null : own.error) ?? (units.data ? null : units.error);
  if (failed) return <Failed failure={failed} onRetry={() => void Promise.all([own.refetch(), units.refetch()])} />;
  if (!own.data || !units.data) return <Loading rows={10} />;
  return (
    <main className="quick-texts">
      <h1>{t.title}</h1>
      <p className="quiet">{t.more}</p>
      <QuickTextsEditor of="own" listKey={caller} title={t.own} kept={own.data} />
      {assignment.headOfUnit ? (
        <QuickTextsEditor of="unit" listKey={unit} title={t.unit} kept={units.data} />
      ) : (
        <section className="quick-texts-list">
          <h2>{t.unit}</h2>
          <p className="quiet">{t.onlyHead}</p>
          {units.data.texts.length === 0 ? <Empty>{t.none}</Empty> : null}
          {units.data.texts.map(({ word, text }) => (
            <div key={word} className="quick-texts-row">
              <strong>;{word}</strong>
              <pre>{text}</pre>
            </div>
          ))}
        </section>
      )}
    </main>
  );
}
