/** What a corrected note said before: each earlier signed version as the differences to the one that came after it. */
import { useQuery } from '@tanstack/react-query';
import { isDraft } from '@vardkedjan/care/record-keeping/note-state.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { Differences } from '../differences.tsx';
import { type Note, versionsQuery } from '../queries.ts';
import { texts } from '../texts.ts';

export function NoteVersions({ note }: { note: Note }) {
  const t = useTexts(texts);
  const patientId = note.subject?.reference?.replace('Patient/', '') ?? '';
  const versions = useQuery(versionsQuery(patientId, note.id));
  if (versions.isError) return <Failed failure={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <Loading rows={3} />;
  const signed = versions.data.filter((each) => !isDraft(each));
  return (
    <ol className="note-versions">
      {signed.slice(1).map((earlier, index) => (
        <li key={earlier.meta?.versionId}>
          <h4 className="note-versions-title">
            {t.versionUntil(signed.length - 1 - index, formatDateTime((signed[index] ?? note).meta?.lastUpdated))}
          </h4>
          <VersionDifferences before={earlier} after={signed[index] ?? note} />
        </li>
      ))}
    </ol>
  );
}

function VersionDifferences({ before, after }: { before: Note; after: Note }) {
  const [earlier, later] = [noteSections(before), noteSections(after)];
  const words = new Map([...earlier, ...later].map((section) => [section.linkId, section.heading]));
  const textIn = (sections: typeof earlier, linkId: string) =>
    sections.find((section) => section.linkId === linkId)?.text ?? '';
  return [...words]
    .filter(([linkId]) => textIn(earlier, linkId) !== textIn(later, linkId))
    .map(([linkId, heading]) => (
      <div key={linkId} className="note-versions-word">
        <h5 className="note-text-word">{heading}</h5>
        <Differences before={textIn(earlier, linkId)} after={textIn(later, linkId)} />
      </div>
    ));
}
