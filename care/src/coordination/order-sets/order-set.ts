/**
 * An order set: a PlanDefinition of type order-set (http://hl7.org/fhir/R4/plandefinition.html) with an action for each line, and what the line
 * orders as a contained ActivityDefinition (http://hl7.org/fhir/R4/activitydefinition.html). Whether a line is ticked from the start is the
 * action's precheckBehavior. Its versions and whose it is: record-keeping/unit-template.ts.
 */
import type {
  ActivityDefinition,
  CodeableConcept,
  Dosage,
  MedicationRequest,
  Organization,
  PlanDefinition,
  PlanDefinitionAction,
  Reference,
} from '@medplum/fhirtypes';
import { readTypedDose } from '../../clinical/dosing/dose-grammar.ts';
import { byRoute, type CatalogueDrug, drugOfOrder } from '../../clinical/prescriptions/catalogue-drug.ts';
import { orderCatalogueSystem, orderKindSystem } from '../orders/order-codes.ts';
import { type OrderKind, orderKinds } from '../orders/order-of.ts';

export const orderSetType: CodeableConcept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'order-set' }],
};

/** Which unit is asked from the start. R4 has no element for it. */
const performerUrl = 'https://vardkedjan.se/fhir/StructureDefinition/performer';

export const serviceKinds = ['laboratory', 'imaging', 'nursing', 'bed'] as const satisfies readonly OrderKind[];
export type ServiceKind = (typeof serviceKinds)[number];

interface Line {
  /** Its name within the set. */
  id: string;
  isTicked: boolean;
}

export interface DrugLine extends Line {
  kind: 'drug';
  /** As an order names it; undefined: none is chosen yet. */
  concept?: CodeableConcept;
  /** Structured; a dose that is not understood has its text alone. */
  dosages: readonly Dosage[];
}

export interface ServiceLine extends Line {
  kind: ServiceKind;
  /** Of the order catalogue. */
  code?: string;
  /** What is ordered, in words. */
  text: string;
  /** What one wants to know, or why. */
  question: string;
  priority: 'routine' | 'urgent' | 'stat';
  performer?: Reference<Organization>;
}

export type SetLine = DrugLine | ServiceLine;

/** The lines of a set in their order; what is no line of ours is left out. */
export function linesOf({ action = [], contained = [] }: Pick<PlanDefinition, 'action' | 'contained'>): SetLine[] {
  return action.flatMap((each) => {
    const definition = contained.find(
      (one): one is ActivityDefinition =>
        one.resourceType === 'ActivityDefinition' && each.definitionCanonical === `#${one.id}`,
    );
    return definition === undefined ? [] : (lineOf(each, definition) ?? []);
  });
}

function lineOf(action: PlanDefinitionAction, definition: ActivityDefinition): SetLine | undefined {
  const line = { id: definition.id ?? '', isTicked: action.precheckBehavior === 'yes' };
  if (definition.kind === 'MedicationRequest') {
    const concept = definition.productCodeableConcept;
    return { ...line, kind: 'drug', ...(concept && { concept }), dosages: definition.dosage ?? [] };
  }
  const codes = definition.topic?.flatMap(({ coding = [] }) => coding) ?? [];
  const kind = serviceKinds.find((each) =>
    codes.some(({ system, code }) => system === orderKindSystem && code === each),
  );
  if (kind === undefined) return undefined;
  const code = definition.code?.coding?.find(({ system }) => system === orderCatalogueSystem)?.code;
  const performer = definition.extension?.find(({ url }) => url === performerUrl)?.valueReference;
  const priority = definition.priority === 'stat' || definition.priority === 'urgent' ? definition.priority : 'routine';
  return {
    ...line,
    kind,
    ...(code !== undefined && { code }),
    text: definition.code?.text ?? '',
    question: action.reason?.[0]?.text ?? '',
    priority,
    ...(performer && { performer: performer as Reference<Organization> }),
  };
}

/** The set with these lines in place of those it had. */
export function withLines<T extends PlanDefinition>(set: T, lines: readonly SetLine[]): T {
  const { action: _action, contained: _contained, ...rest } = set;
  if (lines.length === 0) return rest as T;
  return { ...rest, contained: lines.map(definitionOf), action: lines.map(actionOf) } as T;
}

function actionOf(line: SetLine): PlanDefinitionAction {
  const title = nameOfLine(line);
  return {
    ...(title !== '' && { title }),
    ...(line.kind !== 'drug' && line.question !== '' && { reason: [{ text: line.question }] }),
    precheckBehavior: line.isTicked ? 'yes' : 'no',
    definitionCanonical: `#${line.id}`,
  };
}

function definitionOf(line: SetLine): ActivityDefinition {
  const own = { resourceType: 'ActivityDefinition', id: line.id, status: 'active', intent: 'order' } as const;
  if (line.kind === 'drug')
    return {
      ...own,
      kind: 'MedicationRequest',
      ...(line.concept && { productCodeableConcept: line.concept }),
      ...(line.dosages.length > 0 && { dosage: [...line.dosages] }),
    };
  const { kind, code, text, priority, performer } = line;
  const coding = code === undefined ? [] : [{ system: orderCatalogueSystem, code, display: text }];
  return {
    ...own,
    ...(performer && { extension: [{ url: performerUrl, valueReference: performer }] }),
    topic: [{ coding: [{ system: orderKindSystem, code: kind, display: orderKinds[kind] }] }],
    kind: 'ServiceRequest',
    ...(text !== '' && { code: { ...(coding.length > 0 && { coding }), text } }),
    priority,
  };
}

/** Empty while nothing is chosen. */
export const nameOfLine = (line: SetLine): string =>
  line.kind === 'drug' ? (line.concept?.text ?? line.concept?.coding?.[0]?.display ?? '') : line.text;

/** The drug of a line as the order form knows it: what it is dosed in, and how it goes in. */
export function drugOfLine({ concept = {}, dosages }: DrugLine): CatalogueDrug {
  return drugOfOrder({ medicationCodeableConcept: concept, dosageInstruction: [...dosages] } as MedicationRequest);
}

/** A dose as it is typed; what is not understood stays as text, with what the drug is dosed in, until it is. */
export function typedDosages(text: string, drug: CatalogueDrug): Dosage[] {
  const typed = readTypedDose(text, drug.dosed);
  if ('dosages' in typed) return byRoute(typed.dosages, drug);
  const unit = drug.dosed?.unit;
  return byRoute([{ ...(text !== '' && { text }), ...(unit && { doseAndRate: [{ doseQuantity: { unit } }] }) }], drug);
}

/** A name within the set that no line has had. */
export function freeLineId(lines: readonly SetLine[]): string {
  const numbers = lines.map(({ id }) => Number(/^line-(\d+)$/.exec(id)?.[1] ?? 0));
  return `line-${Math.max(0, ...numbers) + 1}`;
}
