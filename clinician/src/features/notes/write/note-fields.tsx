/** The template's words in their order, and words of the note that the template no longer has. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { EarlierOf } from '../../../coding/use-earlier-codes.ts';
import type { DraftView } from '../../../drafts/autosave.ts';
import type { TemplateField } from '../draft/template-fields.ts';
import { texts } from '../texts.ts';
import { CodedField } from './coded-field.tsx';
import { NoteField } from './note-field.tsx';
import { ValueFields } from './value-fields.tsx';

export interface NoteFieldsProps {
  earlierOf: EarlierOf;
  fields: readonly TemplateField[];
  view: DraftView;
  missing: readonly string[];
  isReadOnly: boolean;
  onType: (linkId: string, text: string) => void;
}

export function NoteFields({ earlierOf, fields, view, missing, isReadOnly, onType }: NoteFieldsProps) {
  const t = useTexts(texts);
  const known = new Set(
    fields.flatMap((field) => [
      field.linkId,
      ...(field.kind === 'value' ? field.parts.map(({ linkId }) => linkId) : []),
    ]),
  );
  const carried = Object.keys(view.texts)
    .filter((linkId) => !known.has(linkId))
    .map(
      (linkId): TemplateField => ({ kind: 'word', linkId, title: linkId, level: 1, isRequired: false, phrases: [] }),
    );
  return (
    <div className="note-fields">
      {[...fields, ...carried].map((field) => {
        if (field.kind === 'heading') {
          return (
            <h3 key={field.linkId} className="note-fields-heading" data-level={field.level}>
              {field.title}
            </h3>
          );
        }
        if (field.kind === 'help' || field.kind === 'not-written-here') {
          return (
            <p key={field.linkId} className="quiet">
              {field.kind === 'help' ? field.title : t.notWrittenHere(field.title)}
            </p>
          );
        }
        const others = (linkId: string) => view.others.find((change) => change.linkId === linkId);
        if (field.kind === 'value')
          return (
            <ValueFields
              key={field.linkId}
              field={field}
              texts={view.texts}
              othersOf={others}
              isMissing={missing.includes(field.linkId)}
              isReadOnly={isReadOnly}
              onType={onType}
            />
          );
        if (field.kind === 'coded')
          return (
            <CodedField
              key={field.linkId}
              field={field}
              earlier={earlierOf(field.line)}
              text={view.texts[field.linkId] ?? ''}
              others={others(field.linkId)}
              isMissing={missing.includes(field.linkId)}
              isReadOnly={isReadOnly}
              onType={(text) => onType(field.linkId, text)}
            />
          );
        return (
          <NoteField
            key={field.linkId}
            field={field}
            text={view.texts[field.linkId] ?? ''}
            others={others(field.linkId)}
            isMissing={missing.includes(field.linkId)}
            isReadOnly={isReadOnly}
            onType={(text) => onType(field.linkId, text)}
          />
        );
      })}
    </div>
  );
}
