/** The drug of a line and its dose as it is typed, told back as in the order form. */
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import type { CatalogueDrug } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { type DrugLine, drugOfLine } from '@vardkedjan/care/coordination/order-sets/order-set.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { today } from '../../../chart/today.ts';
import { DoseTold } from '../../../drug-orders/dose-told.tsx';
import { DrugSearch } from '../../../drug-orders/drug-search.tsx';
import { texts } from '../texts.ts';
import '../../../drug-orders/ordering.css';

interface DrugLineFieldsProps {
  line: DrugLine;
  onDrug: (drug: CatalogueDrug) => void;
  onDose: (text: string) => void;
}

export function DrugLineFields({ line, onDrug, onDose }: DrugLineFieldsProps) {
  const t = useTexts(texts);
  const drug = drugOfLine(line);
  const [isSearching, search] = useState(line.concept === undefined);
  // What is typed stays as it was typed, though what is kept is the dose that it means.
  const [typed, type] = useState(() => (line.dosages.length === 0 ? '' : writtenDose(line)));
  if (isSearching)
    return (
      <DrugSearch
        autoFocus
        error={undefined}
        onChoose={(chosen) => {
          search(false);
          onDrug(chosen);
        }}
      />
    );
  const read = typed.trim() === '' ? undefined : readTypedDose(typed, drug.dosed);
  const isToldOtherwise = read !== undefined && (!('dosages' in read) || doseText(read.dosages).text !== typed.trim());
  return (
    <>
      <p className="drug-chosen">
        <strong>{drug.name}</strong>
        <Button tone="quiet" aria-label={t.other(drug.name)} onPress={() => search(true)}>
          {t.change}
        </Button>
      </p>
      <TextField
        label={t.doseOf(drug.name)}
        hideLabel
        placeholder={t.dose}
        value={typed}
        onChange={(text) => {
          type(text);
          onDose(text);
        }}
        autoComplete="off"
      />
      {isToldOtherwise ? <DoseTold typed={read} drug={drug.dosed} start={today()} /> : null}
    </>
  );
}

const writtenDose = ({ dosages }: DrugLine): string => {
  const { text, source } = doseText([...dosages]);
  return source === 'none' ? (dosages[0]?.text ?? '') : text;
};
