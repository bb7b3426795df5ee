/** Bindings of profiles: http://hl7.org/fhir/R4/terminologies.html#strength, with the greatest value set of an extensible one. */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { parseCanonical } from '../../canonical.ts';
import type { ElementRow } from '../../r4/element-table.ts';
import { codesOf } from './codes-of.ts';
import { isJson, type Item } from './item.ts';
import type { ItemCheck, ProfileRun } from './run.ts';

type Strength = 'required' | 'extensible' | 'preferred';

const maxValueSet = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/** undefined when the base type's own binding says the same and has been looked at. */
export function bindingCheck(
  { binding }: ElementDefinition,
  row: ElementRow | undefined,
  by: string,
): ItemCheck | undefined {
  const { strength, valueSet } = binding ?? {};
  const most = binding?.extension?.find(({ url }) => url === maxValueSet)?.valueCanonical;
  const checks: ItemCheck[] = [];
  if (valueSet !== undefined && isChecked(strength) && !isOfBase(strength, valueSet, row))
    checks.push(setCheck(strength, valueSet, by));
  if (most !== undefined) checks.push(setCheck('required', most, by));
  const [first, second] = checks;
  if (first === undefined || second === undefined) return first;
  return (item, run) => {
    first(item, run);
    second(item, run);
  };
}

function isChecked(strength: string | undefined): strength is Strength {
  return strength === 'required' || strength === 'extensible' || strength === 'preferred';
}

function isOfBase(strength: Strength, valueSet: string, row: ElementRow | undefined): boolean {
  return strength === 'required' && row?.codes !== undefined && parseCanonical(valueSet).url === row.codes;
}

/** What is said of a code that is not in the set, and how gravely. */
const outside = {
  required: ['error', 'must have a code of the value set'],
  extensible: ['warning', 'should have a code of the value set, if one of its codes fits'],
  preferred: ['information', 'preferably has a code of the value set'],
} as const;

function setCheck(strength: Strength, valueSet: string, by: string): ItemCheck {
  const [severity, says] = outside[strength];
  const name = parseCanonical(valueSet).url;
  return (item, run) => {
    if (strength === 'preferred' && run.options.preferred !== true) return;
    const answer = isInSet(item, valueSet, run);
    if (answer === false) run.report(severity, 'code-invalid', item.path, `${says} ${name}`, by);
    else if (answer === undefined && strength === 'required')
      run.report(
        'warning',
        'not-supported',
        item.path,
        `could not be checked against the value set ${name}, which is not known here in full`,
        by,
      );
  };
}

/** `nothing`: there is no code to look at, which is in order. */
function isInSet(item: Item, valueSet: string, run: ProfileRun): boolean | undefined | 'nothing' {
  const codes = codesOf(item);
  if (codes.length === 0) return hasReason(item) ? 'nothing' : false;
  let answer: boolean | undefined = false;
  for (const code of codes) {
    const one = run.inValueSet(valueSet, code);
    if (one === 'pending') return 'nothing';
    if (one === true) return true;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

/** An extension in the place of the code, a number without unit, or nothing at all. */
function hasReason({ value, type }: Item): boolean {
  if (!isJson(value)) return true;
  if (value['extension'] !== undefined || value['_code'] !== undefined) return true;
  const quantity = type === 'Quantity' || type === 'SimpleQuantity' || 'value' in value;
  return quantity && value['unit'] === undefined;
}
