/**
 * The values in a note as Observations, so that a blood pressure that is written in a note is among the values without being entered twice:
 * SDC's observation-based extraction (http://hl7.org/fhir/uv/sdc/extraction.html) for items that the template marks for it and gives a code.
 * A group that is marked becomes one Observation, with the answers in it as components. A form that assesses a risk gives its score besides. Pure:
 * the note itself is not touched (F1).
 */
import type {
  CodeableConcept,
  Observation,
  ObservationComponent,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '@medplum/fhirtypes';
import { scoredRisk } from '../clinical/nursing/risk-score.ts';
import { canonicalJson } from './note-items.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
export const extractUrl = `${sdc}/sdc-questionnaire-observationExtract`;
export const extractCategoryUrl = `${sdc}/sdc-questionnaire-observation-extract-category`;
/** Which note and which answer in it a value comes from. */
export const noteValueSystem = 'https://vardkedjan.se/fhir/identifier/note-value';
/** In place of an answer: what all of them give together. No linkId is called so. */
const scorePath = '$score';

/** `note`: as it is signed, with its id. `taken`: when the values were, as far as is known: FHIR dateTime. */
export function valuesOfNote(
  note: QuestionnaireResponse & { id: string },
  template: Questionnaire,
  taken: string | undefined,
): Observation[] {
  const values = found(template.item ?? [], note.item ?? [], '').map(({ path, item, value }) => ({
    path,
    said: { ...categoryOf(item), code: codeOf(item), ...value },
  }));
  const score = scoredRisk(note, template, taken);
  return [...values, ...(score ? [{ path: scorePath, said: score }] : [])].map(({ path, said }) => ({
    resourceType: 'Observation',
    identifier: [{ system: noteValueSystem, value: `${note.id}/${path}` }],
    status: 'final',
    ...(note.subject ? { subject: note.subject as NonNullable<Observation['subject']> } : {}),
    ...(note.encounter ? { encounter: note.encounter } : {}),
    ...(taken === undefined ? {} : { effectiveDateTime: taken }),
    ...(note.author ? { performer: [note.author as NonNullable<Observation['performer']>[number]] } : {}),
    derivedFrom: [{ reference: `QuestionnaireResponse/${note.id}` }],
    ...said,
  }));
}

/**
 * What is to be written so that the values are those of the corrected note: new ones, changed ones as corrected, and those that the note
 * no longer has as entered in error. `stored`: what there is of the note.
 */
export function correctedValues<T extends Observation>(
  stored: readonly T[],
  wanted: readonly Observation[],
): Observation[] {
  const kept = new Map(stored.map((each) => [keyOf(each), each]));
  const written = wanted.flatMap((value): Observation[] => {
    const before = kept.get(keyOf(value));
    kept.delete(keyOf(value));
    if (before === undefined) return [value];
    const isSame =
      before.status !== 'entered-in-error' && canonicalJson(valueOf(before)) === canonicalJson(valueOf(value));
    const taken = before.effectiveDateTime ?? value.effectiveDateTime;
    return isSame
      ? []
      : [{ ...identityOf(before), ...value, ...(taken ? { effectiveDateTime: taken } : {}), status: 'corrected' }];
  });
  const gone = [...kept.values()]
    .filter(({ status }) => status !== 'entered-in-error')
    .map((each): Observation => ({ ...each, status: 'entered-in-error' }));
  return [...written, ...gone];
}

export const isValueOfNote = ({ identifier = [] }: Observation): boolean =>
  identifier.some(({ system }) => system === noteValueSystem);

const keyOf = ({ identifier = [] }: Observation): string =>
  identifier.find(({ system }) => system === noteValueSystem)?.value ?? '';

const identityOf = ({ id, meta }: Observation): Pick<Observation, 'id' | 'meta'> => ({
  ...(id === undefined ? {} : { id }),
  ...(meta === undefined ? {} : { meta }),
});

function valueOf(observation: Observation): unknown[] {
  const { component, code } = observation;
  const own = Object.entries(observation).filter(([name]) => name.startsWith('value'));
  return [
    code.coding,
    own,
    component?.map((part) => [part.code.coding, Object.entries(part).filter(([name]) => name.startsWith('value'))]),
  ];
}

type Value = Partial<Observation>;

interface Found {
  path: string;
  item: QuestionnaireItem;
  value: Value;
}

function found(
  items: readonly QuestionnaireItem[],
  answered: readonly QuestionnaireResponseItem[],
  under: string,
): Found[] {
  return items.flatMap((item) =>
    answered
      .filter(({ linkId }) => linkId === item.linkId)
      .flatMap((response, occurrence) => {
        const path = `${under}${item.linkId}${occurrence === 0 ? '' : `#${occurrence + 1}`}`;
        const own = isExtracted(item) ? valuesIn(item, response).map((value) => ({ path, item, value })) : [];
        if (own.length > 0) return own;
        const below = [...(response.item ?? []), ...(response.answer ?? []).flatMap((answer) => answer.item ?? [])];
        return found(item.item ?? [], below, `${path}/`);
      }),
  );
}

function valuesIn(item: QuestionnaireItem, response: QuestionnaireResponseItem): Value[] {
  if (item.type !== 'group') {
    const [answer] = response.answer ?? [];
    const value = answer && valueOfAnswer(answer);
    return value ? [value] : [];
  }
  const component = (item.item ?? []).flatMap((part): ObservationComponent[] => {
    const answer = (response.item ?? []).find(({ linkId }) => linkId === part.linkId)?.answer?.[0];
    const value = answer && part.code ? valueOfAnswer(answer) : undefined;
    return value ? [{ code: codeOf(part), ...value } as ObservationComponent] : [];
  });
  return component.length > 0 ? [{ component }] : [];
}

function valueOfAnswer(answer: QuestionnaireResponseItemAnswer): Value | undefined {
  if (answer.valueQuantity?.value !== undefined) return { valueQuantity: answer.valueQuantity };
  if (answer.valueCoding) return { valueCodeableConcept: { coding: [answer.valueCoding] } };
  if (answer.valueBoolean !== undefined) return { valueBoolean: answer.valueBoolean };
  if (answer.valueInteger !== undefined) return { valueInteger: answer.valueInteger };
  if (answer.valueString) return { valueString: answer.valueString };
  const date = answer.valueDateTime ?? answer.valueDate;
  return date === undefined ? undefined : { valueDateTime: date };
}

const isExtracted = ({ code = [], extension = [] }: QuestionnaireItem): boolean =>
  code.length > 0 && extension.some(({ url, valueBoolean }) => url === extractUrl && valueBoolean === true);

function codeOf({ code = [], text }: QuestionnaireItem): CodeableConcept {
  return { coding: code, ...(text === undefined ? {} : { text }) };
}

function categoryOf({ extension = [] }: QuestionnaireItem): Pick<Observation, 'category'> {
  const category = extension.flatMap(({ url, valueCodeableConcept }) =>
    url === extractCategoryUrl && valueCodeableConcept ? [valueCodeableConcept] : [],
  );
  return category.length === 0 ? {} : { category };
}
