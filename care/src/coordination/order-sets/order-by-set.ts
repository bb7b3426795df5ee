/**
 * What is ordered by a set, in one: drug orders, and what is asked of each unit. All carry one number of their own (groupIdentifier, requisition)
 * and say by which version of the set they were ordered (instantiatesCanonical).
 */
import type {
  Dosage,
  Encounter,
  MedicationRequest,
  Organization,
  Practitioner,
  Reference,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { byRoute } from '../../clinical/prescriptions/catalogue-drug.ts';
import type { OrderSetting } from '../../clinical/prescriptions/order-kind.ts';
import { orderOf } from '../../clinical/prescriptions/order-resources.ts';
import { handlingOf, requestOf } from '../orders/order-of.ts';
import { type DrugLine, drugOfLine, type ServiceKind, type ServiceLine } from './order-set.ts';

export interface SetOrdering {
  /** Canonical of the set, with its version. */
  set: string;
  /** UUID that all of it has in common. */
  number: string;
  patientId: string;
  practitioner: Reference<Practitioner>;
  setting: OrderSetting;
  encounter?: Reference<Encounter>;
  now: Date;
}

export interface AskedService extends ServiceLine {
  /** Of the order catalogue: a set of tests is what it consists of. None of what is said in words. */
  items: readonly { code: string; display: string }[];
  /** UUID of the order that it becomes; of those that go in one, that of the first. */
  orderId: string;
  performer: Reference<Organization>;
}

const uuids = 'urn:ietf:rfc:3986';
const numberOf = ({ number }: SetOrdering) => ({ system: uuids, value: `urn:uuid:${number}` });

/** `dosages`: as it was left by the one who orders. */
export function drugOrderOf(line: DrugLine, dosages: readonly Dosage[], by: SetOrdering): MedicationRequest {
  const order = orderOf(
    {
      medicationCodeableConcept: line.concept ?? {},
      dosageInstruction: byRoute(dosages, drugOfLine(line)),
      setting: by.setting,
    },
    { practitioner: by.practitioner, patientId: by.patientId, now: by.now.toISOString() },
  );
  return {
    ...order,
    ...(by.encounter && { encounter: by.encounter }),
    instantiatesCanonical: [by.set],
    groupIdentifier: numberOf(by),
  };
}

/** Tests go in one order to each laboratory and urgency; everything else one by one. */
export function serviceOrdersOf(
  lines: readonly AskedService[],
  by: SetOrdering,
): [request: ServiceRequest & { id: string }, handling: Task & { id: string }][] {
  const groups = Map.groupBy(lines, (line) =>
    line.kind === 'laboratory' ? `${line.performer.reference} ${line.priority}` : line.id,
  );
  return [...groups.values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    const asked = requestOf({
      id: first.orderId,
      kind: first.kind,
      items: [...new Map(together.flatMap(({ items }) => items).map((item) => [item.code, item])).values()],
      question: questionOf(first.kind, together),
      history: '',
      priority: first.priority,
      patientId: by.patientId,
      ...(by.encounter && { encounter: by.encounter }),
      requester: by.practitioner,
      performer: first.performer,
      now: by.now,
    });
    const request = { ...asked, instantiatesCanonical: [by.set], requisition: numberOf(by) };
    return [[request, handlingOf(request, by.now)]];
  });
}

/** Of what has no code, the words are what is ordered. */
function questionOf(kind: ServiceKind, together: readonly ServiceLine[]): string {
  const questions = [...new Set(together.map(({ question }) => question).filter(Boolean))].join(' ');
  return kind === 'nursing' || kind === 'bed' ? [together[0]?.text, questions].filter(Boolean).join(': ') : questions;
}
