/**
 * One answer: of the type that the question asks for, among the options, within the limits of R4's questionnaire extensions
 * (http://hl7.org/fhir/R4/questionnaire-profiles.html).
 */
import { numberText } from '../../json.ts';
import { referenceType } from '../../reference.ts';
import { isResourceType } from '../../r4/resource-types.ts';
import { boundFault } from '../profile/values.ts';
import {
  extensionOf,
  extensionsOf,
  isSameAnswer,
  type Json,
  keyOf,
  list,
  type Report,
  type Tell,
  valueOf,
} from './form.ts';

/** http://hl7.org/fhir/R4/valueset-item-type.html */
const keys: Record<string, readonly string[]> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding'],
  'open-choice': ['valueCoding', 'valueString'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
};

interface At {
  path: string;
  /** All answers to the question. */
  answers: readonly Json[];
}

export function checkAnswer(question: Json, answer: Json, { path, answers }: At, tell: Tell): void {
  const { report } = tell;
  const type = String(question['type']);
  const key = keyOf(answer);
  const allowed = keys[type];
  if (allowed === undefined) {
    if (key !== undefined)
      report('structure', path, 'must not be given: the question is of a type that has no answers');
    return;
  }
  const optionTypes = list(question['answerOption']).map(keyOf);
  if (key === undefined) return;
  if (!allowed.includes(key) && !(type === 'choice' && optionTypes.includes(key))) {
    report('structure', path, `must be a ${type}, as the questionnaire says`);
    return;
  }
  const at = `${path}.${key}`;
  checkOptions(question, answer, { at, answers }, tell);
  checkLimits(question, answer, at, report);
  if (key === 'valueString') checkText(question, valueOf(answer), at, report);
  if (key === 'valueAttachment') checkAttachment(question, valueOf(answer) as Json, at, report);
  if (key === 'valueReference') checkReference(question, valueOf(answer) as Json, at, report);
  if (key === 'valueQuantity') checkUnit(question, valueOf(answer) as Json, at, tell);
}

function checkOptions(
  question: Json,
  answer: Json,
  { at, answers }: { at: string; answers: readonly Json[] },
  { report, inValueSet }: Tell,
): void {
  const value = valueOf(answer);
  const isOpen = question['type'] === 'open-choice' && typeof value === 'string';
  const options = list(question['answerOption']);
  const chosen = options.find((option) => isSameAnswer(valueOf(option), value));
  if (options.length > 0 && chosen === undefined && !isOpen)
    report('code-invalid', at, 'is none of the options of the questionnaire');
  if (chosen !== undefined && extensionOf(chosen, 'questionnaire-optionExclusive') === true && answers.length > 1)
    report('business-rule', at, 'is an answer that excludes all others');
  const { answerValueSet } = question;
  if (typeof answerValueSet !== 'string' || isOpen || typeof value !== 'object' || value === null) return;
  const { system, code } = value as Json;
  const coded = { code: typeof code === 'string' ? code : '', system: typeof system === 'string' ? system : '' };
  if (inValueSet(answerValueSet, coded) === false)
    report('code-invalid', at, 'must have a code of the value set of the question');
}

function checkLimits(question: Json, answer: Json, at: string, report: Report): void {
  const value = valueOf(answer);
  for (const [name, isLeast] of [
    ['minValue', true],
    ['maxValue', false],
    ['sdc-questionnaire-minQuantity', true],
    ['sdc-questionnaire-maxQuantity', false],
  ] as const) {
    const limit = extensionOf(question, name);
    const fault = limit === undefined ? undefined : boundFault(value, { limit, isLeast });
    if (fault !== undefined) report('value', at, fault);
  }
  const places = extensionOf(question, 'maxDecimalPlaces');
  if (typeof places === 'number' && typeof value === 'number') {
    const [, fraction = ''] = numberText(answer, keyOf(answer) ?? '').split('.');
    if (fraction.length > places) report('value', at, `must have at most ${places} decimal places`);
  }
}

/** So long a text is tested against a questionnaire's own pattern: patterns come from outside. */
const longestTested = 2_000;

function checkText(question: Json, value: unknown, at: string, report: Report): void {
  if (typeof value !== 'string') return;
  const { maxLength } = question;
  if (typeof maxLength === 'number' && value.length > maxLength)
    report('too-long', at, `must have at most ${maxLength} characters`);
  const least = extensionOf(question, 'minLength');
  if (typeof least === 'number' && value.length < least) report('value', at, `must have at least ${least} characters`);
  const pattern = extensionOf(question, 'regex');
  if (typeof pattern !== 'string' || value.length > longestTested) return;
  const test = simplePattern(pattern);
  if (test !== undefined && !test.test(value))
    report('value', at, 'must have the form that the questionnaire asks for');
}

/** undefined for what is no pattern, and for one with repetitions of repetitions, which may take for ever. */
function simplePattern(pattern: string): RegExp | undefined {
  if (pattern.length > 500 || /[*+}]\)*[*+{]|\([^)]*[*+][^)]*\)[*+{]/.test(pattern)) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}

function checkAttachment(question: Json, { contentType, size, data }: Json, at: string, report: Report): void {
  const types = extensionsOf(question, 'mimeType');
  if (types.length > 0 && contentType !== undefined && !types.includes(contentType))
    report('value', at, 'has none of the media types of the question');
  const most = extensionOf(question, 'maxSize');
  const bytes = typeof size === 'number' ? size : typeof data === 'string' ? (data.length * 3) / 4 : 0;
  if (typeof most === 'number' && bytes > most) report('too-long', at, 'is larger than the questionnaire allows');
}

function checkReference(question: Json, reference: Json, at: string, report: Report): void {
  const type = referenceType(reference);
  const allowed = extensionsOf(question, 'questionnaire-referenceResource');
  if (type === undefined) {
    if (/\/[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]+$/.test(String(reference['reference'])))
      report('value', at, 'must refer to a type that R4 has');
    return;
  }
  if (!isResourceType(type) || (allowed.length > 0 && !allowed.includes(type)))
    report('value', at, 'must refer to a type that the questionnaire allows');
}

function checkUnit(question: Json, quantity: Json, at: string, { report, inValueSet }: Tell): void {
  const options = extensionsOf(question, 'questionnaire-unitOption') as Json[];
  const { code, system, unit } = quantity;
  if (options.length > 0 && !options.some((option) => option['code'] === code && option['system'] === system)) {
    report('code-invalid', at, 'must have one of the units of the questionnaire');
  }
  const valueSet = extensionOf(question, 'questionnaire-unitValueSet');
  if (typeof valueSet !== 'string' || (code === undefined && unit === undefined)) return;
  const coded = { code: typeof code === 'string' ? code : '', system: typeof system === 'string' ? system : '' };
  if (code === undefined || inValueSet(valueSet, coded) === false)
    report('code-invalid', at, 'must have a unit of the value set of the question');
}
