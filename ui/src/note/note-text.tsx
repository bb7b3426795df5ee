/** A note's text under its search words, in a narrow column for reading. White space is shown as it was written. */
import type { NoteSection } from './note-sections.ts';
import './note-text.css';

export interface NoteTextProps {
  sections: readonly NoteSection[];
  /** Level of the outermost search word's heading. */
  headingLevel?: 2 | 3 | 4;
}

export function NoteText({ sections, headingLevel = 3 }: NoteTextProps) {
  return (
    <div className="note-text">
      {sections.map((section, index) => (
        // A note may use one search word twice.
        <NoteTextSection key={`${section.linkId}-${index}`} section={section} headingLevel={headingLevel} />
      ))}
    </div>
  );
}

function NoteTextSection({ section, headingLevel }: { section: NoteSection; headingLevel: number }) {
  const Heading = `h${Math.min(headingLevel + section.level - 1, 6)}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  return (
    <section className="note-text-section" data-level={section.level}>
      {section.heading ? <Heading className="note-text-word">{section.heading}</Heading> : null}
      {section.text ? <p className="note-text-body">{section.text}</p> : null}
    </section>
  );
}
