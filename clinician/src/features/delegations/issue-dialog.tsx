/** A delegation is issued, or begun from an earlier one: to whom, which drugs, from when and until when. */
import type { Delegation } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { atcOf } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import type { CatalogueDrug } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { addDays, isDay } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { today } from '../../chart/today.ts';
import { DrugSearch } from '../../drug-orders/drug-search.tsx';
import type { Colleague } from '../../shared/colleagues-query.ts';
import { issue, useDelegationsChanged } from './queries.ts';
import { texts } from './texts.ts';
import '../../drug-orders/ordering.css';

interface IssueDialogProps {
  colleagues: readonly Colleague[];
  begunFrom: Delegation | undefined;
  onClose: () => void;
  onTold: (words: string) => void;
}

const aYear = 364;
/** Renewed so that it goes on where the earlier one ends, else from today. */
const firstDay = (earlier: Delegation | undefined) =>
  earlier && !earlier.withdrawn && earlier.until >= today() ? addDays(earlier.until, 1) : today();

export function IssueDialog({ colleagues, begunFrom, onClose, onTold }: IssueDialogProps) {
  const t = useTexts(texts);
  const changed = useDelegationsChanged();
  const [to, setTo] = useState(begunFrom?.to);
  const [drugs, setDrugs] = useState<Delegation['drugs']>(begunFrom?.drugs ?? []);
  const [from, setFrom] = useState(firstDay(begunFrom));
  const [until, setUntil] = useState(addDays(firstDay(begunFrom), aYear));
  const [isSearching, search] = useState(begunFrom === undefined);
  const [problem, setProblem] = useState('');
  const [isSaving, setSaving] = useState(false);
  const choose = (drug: CatalogueDrug) => {
    const atc = atcOf(drug.concept);
    if (atc === undefined) return setProblem(t.noCode);
    const name = drug.concept.coding?.find(({ code }) => code === atc)?.display ?? drug.name;
    setProblem('');
    setDrugs((now) => [...now.filter((each) => each.atc !== atc), { atc, name }]);
    search(false);
  };
  const save = async () => {
    const chosen = colleagues.find(({ reference }) => reference === to);
    if (isSaving) return;
    if (chosen === undefined) return setProblem(t.missingTo);
    if (!isDay(from.trim()) || !isDay(until.trim())) return setProblem(t.badDate);
    setSaving(true);
    try {
      await issue({ to: chosen.reference, from: from.trim(), until: until.trim(), drugs });
      onTold(t.told.issued(chosen.name));
      onClose();
      await changed();
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.message);
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t.issue}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void save()}>
            {isSaving ? t.saving : t.save}
          </Button>
        </>
      }
    >
      <div className="delegations-form">
        {colleagues.length === 0 ? <p>{t.nobody}</p> : null}
        <Select
          label={t.to}
          placeholder={t.chooseTo}
          choices={colleagues.map(({ reference, name }) => ({ value: reference, text: name }))}
          value={to}
          onChange={setTo}
        />
        <section aria-label={t.mayGive}>
          <h3>{t.mayGive}</h3>
          <ul>
            {drugs.map(({ atc, name }) => (
              <li key={atc}>
                {name} <span className="quiet">{atc}</span>{' '}
                <Button
                  tone="quiet"
                  aria-label={t.removeDrug(name)}
                  onPress={() => setDrugs(drugs.filter((each) => each.atc !== atc))}
                >
                  ×
                </Button>
              </li>
            ))}
          </ul>
          {isSearching ? (
            <DrugSearch autoFocus={drugs.length > 0} error={undefined} onChoose={choose} />
          ) : (
            <Button onPress={() => search(true)}>{t.addDrug}</Button>
          )}
        </section>
        <TextField label={t.from} value={from} onChange={setFrom} />
        <TextField label={t.until} help={t.atMost} value={until} onChange={setUntil} />
        <p className="quiet">{t.answers}</p>
        {problem ? <p role="alert">{problem}</p> : null}
      </div>
    </Dialog>
  );
}
