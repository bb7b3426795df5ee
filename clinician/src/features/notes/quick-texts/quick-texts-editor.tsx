/** One list of quick texts to change. What is typed stays until it is saved; the version that was read goes with it. */
import { useQueryClient } from '@tanstack/react-query';
import { type QuickText, quickTextFault } from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useId, useState } from 'react';
import { type KeptTexts, keepQuickTexts, quickTextsQuery, type Whose } from '../../../quick-texts/queries.ts';
import { texts } from '../../../quick-texts/texts.ts';

interface Row extends QuickText {
  key: string;
}

export interface QuickTextsEditorProps {
  of: Whose;
  listKey: string;
  title: string;
  kept: KeptTexts;
}

export function QuickTextsEditor({ of, listKey, title, kept }: QuickTextsEditorProps) {
  const t = useTexts(texts);
  const heading = useId();
  const queries = useQueryClient();
  const [rows, setRows] = useState<readonly Row[]>(() => kept.texts.map(rowOf));
  const [etag, setEtag] = useState(kept.etag);
  const [told, setTold] = useState('');
  const [isKeeping, setKeeping] = useState(false);
  const change = (next: readonly Row[]) => {
    setTold('');
    setRows(next);
  };
  const changeOne = (key: string, part: Partial<QuickText>) =>
    change(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const keep = async () => {
    const fault = quickTextFault(rows);
    if (fault) return setTold(faultWords(t)[fault.fault]);
    setKeeping(true);
    try {
      const now = await keepQuickTexts(of, rows, etag);
      setEtag(now.etag);
      queries.setQueryData(quickTextsQuery(of, listKey).queryKey, now);
      setTold(t.kept);
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      const words = { 'changed-meanwhile': t.changedMeanwhile, refused: failure.message } as Record<string, string>;
      setTold(words[failure.kind] ?? t.notKept);
    } finally {
      setKeeping(false);
    }
  };
  return (
    <section className="quick-texts-list" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {rows.length === 0 ? <p className="quiet">{t.none}</p> : null}
      {rows.map((row) => (
        <div key={row.key} className="quick-texts-row">
          <TextField label={t.word} value={row.word} onChange={(word) => changeOne(row.key, { word })} />
          <TextField label={t.text} lines={2} value={row.text} onChange={(text) => changeOne(row.key, { text })} />
          <Button
            tone="quiet"
            aria-label={t.removeWhich(row.word)}
            onPress={() => change(rows.filter(({ key }) => key !== row.key))}
          >
            {t.remove}
          </Button>
        </div>
      ))}
      <div className="quick-texts-foot">
        <Button onPress={() => change([...rows, rowOf({ word: '', text: '' })])}>{t.add}</Button>
        <Button tone="primary" isDisabled={isKeeping} onPress={() => void keep()}>
          {isKeeping ? t.keeping : t.keep}
        </Button>
        <output>{told}</output>
      </div>
    </section>
  );
}

const rowOf = ({ word, text }: QuickText): Row => ({ key: crypto.randomUUID(), word, text });

const faultWords = (t: { badWord: string; noText: string; twice: string; tooMany: string }) => ({
  'bad-word': t.badWord,
  'no-text': t.noText,
  twice: t.twice,
  'too-many': t.tooMany,
});
