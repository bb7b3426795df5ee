/** The lines of a set, to add, fill in, move and take away; each says whether it is ticked from the start. */
import type { PlanDefinition } from '@medplum/fhirtypes';
import {
  freeLineId,
  linesOf,
  serviceKinds,
  type SetLine,
  withLines,
} from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { setFaults } from '@vardkedjan/care/coordination/order-sets/set-faults.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import type { EditorProps } from '../../../unit-templates/template-kind.ts';
import { texts } from '../texts.ts';
import { type LineDeed, SetLineFields } from './set-line-fields.tsx';

const kinds = ['drug', ...serviceKinds] as const;

export function SetEditor({ template, onChange }: EditorProps<PlanDefinition>) {
  const t = useTexts(texts);
  const lines = linesOf(template);
  const faults = setFaults(template);
  const said = (id: string | undefined) => faults.filter(({ line }) => line === id).map(({ fault }) => t.faults[fault]);
  const keep = (next: readonly SetLine[]) => onChange(withLines(template, next));
  const act = (at: number, deed: LineDeed) => {
    if (deed.do === 'change') return keep(lines.with(at, deed.line));
    if (deed.do === 'remove') return keep(lines.toSpliced(at, 1));
    const to = at + deed.step;
    const line = lines[at];
    if (line !== undefined && to >= 0 && to < lines.length) keep(lines.toSpliced(at, 1).toSpliced(to, 0, line));
  };
  const [titleFault] = said(undefined).filter((one) => one === t.faults['no-title']);
  return (
    <div className="templates-editor set-editor">
      <TextField
        label={t.name}
        value={template.title ?? ''}
        onChange={(title) => onChange({ ...template, title })}
        {...(titleFault !== undefined && { error: titleFault })}
      />
      <h3>{t.lines}</h3>
      <p className="quiet">{t.keys}</p>
      <ol className="templates-rows">
        {lines.map((line, at) => (
          <SetLineFields
            key={line.id}
            line={line}
            isFirst={at === 0}
            isLast={at === lines.length - 1}
            error={said(line.id).join(' ')}
            onDo={(deed) => act(at, deed)}
          />
        ))}
      </ol>
      <p className="set-add">
        {kinds.map((kind) => (
          <Button key={kind} onPress={() => keep([...lines, newLine(kind, freeLineId(lines), t.bed)])}>
            {t.addKind(t.kinds[kind])}
          </Button>
        ))}
      </p>
    </div>
  );
}

function newLine(kind: SetLine['kind'], id: string, bed: string): SetLine {
  if (kind === 'drug') return { kind, id, isTicked: true, dosages: [] };
  return { kind, id, isTicked: true, text: kind === 'bed' ? bed : '', question: '', priority: 'routine' };
}
