/**
 * What is decided of what the patient is said to take (http://hl7.org/fhir/R4/medicationstatement.html): that it is right, that it is not taken, or that an order
 * stands in its place. An entry of the own care provider's is decided in itself; of what others keep a statement of one's own says it, derived from theirs.
 */
import type { MedicationRequest, MedicationStatement, Practitioner, Reference } from '@medplum/fhirtypes';

/** Who has confirmed it: R4 has no element for it. */
export const confirmedUrl = 'https://vardkedjan.se/fhir/StructureDefinition/drug-confirmed';

export type Judgement = 'confirmed' | 'not-taken' | 'ordered';

const statusOf: Readonly<Record<Judgement, MedicationStatement['status']>> = {
  confirmed: 'active',
  'not-taken': 'not-taken',
  ordered: 'completed',
};

/** undefined: nobody has confirmed it. */
export const confirmerOf = ({ extension, status }: MedicationStatement): Reference | undefined =>
  status === 'active' ? extension?.find(({ url }) => url === confirmedUrl)?.valueReference : undefined;

/** undefined: it is unverified still. */
export function judgementOf(statement: MedicationStatement): Judgement | undefined {
  if (confirmerOf(statement) !== undefined) return 'confirmed';
  if (statement.status === 'not-taken') return 'not-taken';
  return statement.status === 'completed' ? 'ordered' : undefined;
}

/** The statement as it is decided. `reason`: why it is not taken, or what stands in its place. */
export function judged(
  statement: MedicationStatement,
  judgement: Judgement,
  reason: string,
  by: Reference<Practitioner>,
): MedicationStatement {
  const { extension = [], statusReason: _before, ...content } = statement;
  const kept = extension.filter(({ url }) => url !== confirmedUrl);
  const now = judgement === 'confirmed' ? [...kept, { url: confirmedUrl, valueReference: by }] : kept;
  return {
    ...content,
    ...(now.length > 0 && { extension: now }),
    status: statusOf[judgement],
    ...(judgement !== 'confirmed' && reason !== '' && { statusReason: [{ text: reason }] }),
  };
}

/** A statement of one's own about an entry that others keep. */
export function derivedFrom(entry: MedicationRequest | MedicationStatement, now: string): MedicationStatement {
  const { medicationCodeableConcept, medicationReference, subject } = entry;
  const dosage = entry.resourceType === 'MedicationRequest' ? entry.dosageInstruction : entry.dosage;
  return {
    resourceType: 'MedicationStatement',
    status: 'active',
    ...(medicationCodeableConcept && { medicationCodeableConcept }),
    ...(medicationReference && { medicationReference }),
    subject,
    dateAsserted: now,
    ...(dosage && { dosage }),
    derivedFrom: [{ reference: `${entry.resourceType}/${entry.id ?? ''}` }],
  };
}

/** The statement that decides of an entry, the latest first, by reference to the entry: `MedicationRequest/x`. */
export function judgementsOf(statements: readonly MedicationStatement[]): ReadonlyMap<string, MedicationStatement> {
  const latest = statements
    .filter((each) => each.derivedFrom !== undefined && judgementOf(each) !== undefined)
    .toSorted((a, b) => (a.dateAsserted ?? '').localeCompare(b.dateAsserted ?? ''));
  return new Map(
    latest.flatMap((each) =>
      (each.derivedFrom ?? []).flatMap(({ reference }) => (reference ? [[reference, each]] : [])),
    ),
  );
}
