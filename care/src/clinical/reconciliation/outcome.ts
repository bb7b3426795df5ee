/**
 * What becomes of the drugs by a signed reconciliation. What is said to be taken stands on the list afterwards, as an order or as a statement that
 * somebody has confirmed; an order of the own care provider's ends only when the drug is not taken, or when another is in its place. Pure.
 */
import type { Dosage, MedicationRequest, MedicationStatement } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { contradictionsIn } from '../dosing/contradictions.ts';
import { goingOn } from '../prescriptions/going-on.ts';
import { changedOrder, followingOn } from '../prescriptions/order-resources.ts';
import type { DrugAcrossSources, SourceEntry } from './drug-sources.ts';
import { derivedFrom, type Judgement, judged, judgementOf } from './judged.ts';
import type { Decided, Decisions, Reconciling } from './reconciliation.ts';

export interface OutcomeTexts {
  /** Why an order ends when another source is right. */
  otherSource: string;
  /** Why a statement is no longer needed. */
  ordered: string;
}

export interface ReconciliationOutcome {
  /** New orders by the source that is right, each in the place of one of ours. */
  ordered: { order: MedicationRequest; before: MedicationRequest; from: string }[];
  /** Orders of ours that are not taken, with why. */
  stopped: { order: MedicationRequest; reason: string }[];
  /** With an id: changed; without: new. */
  statements: MedicationStatement[];
}

/** What is changed is what is ordered from an entry: nothing else is, whatever was tapped. An order that follows on an entry is right until somebody says otherwise. */
export function withOrdered(rows: readonly DrugAcrossSources[], decisions: Decisions): Decisions {
  const made = new Map(decisions);
  for (const { entries } of rows) {
    const followed = new Map(
      entries.flatMap(({ source, resource, reference }) =>
        source === 'own' && resource.resourceType === 'MedicationRequest'
          ? (resource.supportingInformation ?? []).map((each) => [each.reference ?? '', reference] as const)
          : [],
      ),
    );
    for (const { reference, source } of entries) {
      const order = source === 'own' ? undefined : followed.get(reference);
      if (order !== undefined) {
        made.set(reference, { decision: 'changed' });
        if (!made.has(order)) made.set(order, { decision: 'confirmed' });
      } else if (made.get(reference)?.decision === 'changed') made.delete(reference);
    }
  }
  return made;
}

/** The source that is right in the place of our orders; undefined: they stand as they are, or none is right. */
export function sourceInPlace(row: DrugAcrossSources, decisions: Decisions): SourceEntry | undefined {
  const is = (entry: SourceEntry, decision: Decided['decision']) =>
    decisions.get(entry.reference)?.decision === decision;
  const own = row.entries.filter(({ source }) => source === 'own');
  if (own.length === 0 || !own.every((entry) => is(entry, 'rejected'))) return undefined;
  return row.entries.find((entry) => entry.source !== 'own' && is(entry, 'confirmed'));
}

/** Why our order is not replaced by what the source says, though that is right. */
export type NotReplaced = 'dose' | 'paused';

export function whyNotReplaced(row: DrugAcrossSources, source: SourceEntry): NotReplaced | undefined {
  if (row.entries.some((entry) => entry.source === 'own' && entry.resource.status === 'on-hold')) return 'paused';
  const dosages = dosagesOf(source);
  const isWhole = doseText(dosages).source === 'structured' && contradictionsIn(dosages).length === 0;
  return isWhole ? undefined : 'dose';
}

export function outcomeOf(
  rows: readonly DrugAcrossSources[],
  decisions: Decisions,
  by: Reconciling,
  { mayPrescribe, texts }: { mayPrescribe: boolean; texts: OutcomeTexts },
): ReconciliationOutcome {
  const outcome: ReconciliationOutcome = { ordered: [], stopped: [], statements: [] };
  for (const row of rows) {
    const inPlace = mayPrescribe ? ordersOf(row, decisions, by, texts, outcome) : false;
    const isOrdered =
      inPlace ||
      row.entries.some(
        ({ source, reference }) => source === 'own' && decisions.get(reference)?.decision === 'confirmed',
      );
    for (const entry of row.entries.filter(({ source }) => source !== 'own')) {
      const decided = decisions.get(entry.reference);
      const judgement = decided && judgementBy(decided, isOrdered);
      if (judgement === undefined || isOrderedElsewhere(entry, judgement)) continue;
      const reason = judgement === 'ordered' ? texts.ordered : (decided?.reason ?? '');
      outcome.statements.push(judged(statementOf(entry, by.now), judgement, reason, by.practitioner));
    }
  }
  return outcome;
}

/** True when an order is made in the place of ours. */
function ordersOf(
  row: DrugAcrossSources,
  decisions: Decisions,
  by: Reconciling,
  texts: OutcomeTexts,
  outcome: ReconciliationOutcome,
): boolean {
  const rejected = row.entries.flatMap(({ source, resource, reference }) => {
    const decided = decisions.get(reference);
    return source === 'own' && resource.resourceType === 'MedicationRequest' && decided?.decision === 'rejected'
      ? [{ order: resource, reason: decided.reason ?? texts.otherSource }]
      : [];
  });
  const source = sourceInPlace(row, decisions);
  if (source === undefined) {
    outcome.stopped.push(...rejected);
    return false;
  }
  const [first, ...others] = rejected;
  if (first === undefined || whyNotReplaced(row, source) !== undefined) return false;
  const { medicationCodeableConcept } = source.resource;
  const order = changedOrder(
    first.order,
    { medicationCodeableConcept: medicationCodeableConcept ?? {}, dosageInstruction: dosagesOf(source) },
    by,
  );
  outcome.ordered.push({ order: followingOn(order, source.reference), before: first.order, from: source.reference });
  outcome.stopped.push(...others);
  return true;
}

function judgementBy({ decision }: Decided, isOrdered: boolean): Judgement | undefined {
  if (decision === 'rejected') return 'not-taken';
  if (decision === 'changed') return 'ordered';
  return decision === 'confirmed' ? (isOrdered ? 'ordered' : 'confirmed') : undefined;
}

/** Another care provider's order in force is on the list by itself: all that can be said of it is that it is not taken, or that this is no longer so. */
const isOrderedElsewhere = ({ source, judgement }: SourceEntry, now: Judgement): boolean =>
  source === 'other-provider' &&
  now !== 'not-taken' &&
  (judgement === undefined || judgementOf(judgement.statement) !== 'not-taken');

/** What is decided of it is written in it, in what we have decided before, or in a new one: the latest holds. */
function statementOf({ resource, isOwn, judgement }: SourceEntry, now: string): MedicationStatement {
  if (judgement?.isOwn === true) return { ...judgement.statement, dateAsserted: now };
  const isOurs = resource.resourceType === 'MedicationStatement' && isOwn && judgement === undefined;
  return isOurs ? resource : derivedFrom(resource, now);
}

const dosagesOf = ({ resource }: SourceEntry): Dosage[] =>
  resource.resourceType === 'MedicationRequest' ? goingOn(resource) : (resource.dosage ?? []);
