/** What a tap decides. Pure. */
import { type DoseText, doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import type { DrugAcrossSources, SourceEntry } from '@vardkedjan/care/clinical/reconciliation/drug-sources.ts';
import type { Decided, Decisions } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';

export function doseOfEntry({ resource }: SourceEntry): DoseText {
  return doseText(resource.resourceType === 'MedicationRequest' ? resource.dosageInstruction : resource.dosage);
}

/** The sources do not say the same of a drug: the strength or the dose. */
export function differs({ entries }: DrugAcrossSources): boolean {
  const said = entries.map((entry) => {
    const concept = entry.resource.medicationCodeableConcept;
    return `${concept?.text ?? ''} ${doseOfEntry(entry).text}`.toLowerCase().replace(/\.$/, '');
  });
  return new Set(said).size > 1;
}

export function decideRow({ entries }: DrugAcrossSources, decided: Decided, decisions: Decisions): Decisions {
  return new Map([...decisions, ...entries.map(({ reference }) => [reference, decided] as const)]);
}

/** The one is right, and so the others of the same drug are not. */
export function confirmOne(
  row: DrugAcrossSources,
  { reference }: SourceEntry,
  reason: string,
  decisions: Decisions,
): Decisions {
  const others = decideRow(row, { decision: 'rejected', reason }, decisions);
  return new Map([...others, [reference, { decision: 'confirmed' }]]);
}

export function takeBack({ entries }: DrugAcrossSources, decisions: Decisions): Decisions {
  const gone = new Set(entries.map(({ reference }) => reference));
  return new Map([...decisions].filter(([reference]) => !gone.has(reference)));
}

/** What is decided of the row as a whole; undefined: nothing yet. */
export function rowDecision({ entries }: DrugAcrossSources, decisions: Decisions): Decided | undefined {
  const own = entries.map(({ reference }) => decisions.get(reference));
  if (own.some((each) => each === undefined)) return undefined;
  return own.find((each) => each?.decision === 'confirmed') ?? own[0];
}
