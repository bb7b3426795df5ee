/** With which drugs a hypersensitivity is compared: chosen among what fits the words that are typed, one drug or the whole of its group, and said when there are none. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { drugsQuery } from '../../drug-orders/find-drugs.ts';
import { useDrugKnowledge } from '../../drug-orders/use-drug-knowledge.ts';
import { useSettled } from '../../drug-orders/use-settled.ts';
import {
  classOf,
  codingsOf,
  type Comparable,
  comparables,
  isComparable,
  meantBy,
  substancesIn,
} from './compared-with.ts';
import { texts } from './texts.ts';
import type { AllergyForm } from './warning-resources.ts';

interface ComparedWithProps {
  form: Pick<AllergyForm, 'substance' | 'codings' | 'isWholeClass'>;
  own: readonly Comparable[];
  onChange: (change: Partial<AllergyForm>) => void;
}

const leastLetters = 2;

export function ComparedWith({ form, own, onChange }: ComparedWithProps) {
  const { substance, codings = [] } = form;
  const t = useTexts(texts);
  const knowledge = useDrugKnowledge();
  const settled = useSettled(substance.trim());
  const found = useQuery({
    ...drugsQuery(settled),
    enabled: settled.length >= leastLetters && codings.length === 0,
    placeholderData: keepPreviousData,
  });
  const choose = (one: Comparable) => onChange({ substance: one.name, codings: codingsOf(one), isWholeClass: false });
  if (codings.length > 0) return <Chosen form={form} onChange={onChange} />;
  const catalogue = settled.length < leastLetters ? [] : substancesIn((found.data ?? []).map(({ concept }) => concept));
  const choices = comparables(substance, { knowledge, catalogue, own });
  return (
    <div className="compared-with">
      {choices.length === 0 ? null : (
        <fieldset className="compared-with-choices">
          <legend>{t.compare}</legend>
          {choices.map((each) => (
            <Button key={each.codes.join()} onPress={() => choose(each)}>
              {each.isClass ? t.wholeClass(each.name) : each.name}
            </Button>
          ))}
        </fieldset>
      )}
      {substance.trim() === '' ? null : (
        <p className="quiet" role="status">
          {isComparable({ text: substance }, knowledge) ? t.byWords : t.notCompared}
        </p>
      )}
    </div>
  );
}

/** The drug or the group that was chosen, and of a drug whether its whole group is meant. */
function Chosen({ form, onChange }: Pick<ComparedWithProps, 'form' | 'onChange'>) {
  const t = useTexts(texts);
  const knowledge = useDrugKnowledge();
  const group = classOf(form.codings ?? [], knowledge);
  const meant = meantBy(form, knowledge);
  return (
    <div className="compared-with">
      <p className="quiet" role="status">
        {t.compared(`${meant[0]?.display ?? ''} (${meant.map(({ code }) => code).join(', ')})`)}
      </p>
      {group === undefined ? null : (
        <label>
          <input
            type="checkbox"
            checked={form.isWholeClass === true}
            onChange={(event) => onChange({ isWholeClass: event.target.checked })}
          />{' '}
          {t.appliesToClass(group.name)}
        </label>
      )}
    </div>
  );
}
