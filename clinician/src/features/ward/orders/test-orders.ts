/** The tests of what is written as orders to the laboratory: what is as urgent and at the same time goes in one. */
import type { BundleEntry, Encounter, Organization } from '@medplum/fhirtypes';
import type { Ordering } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { handlingOf, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { unitReference } from '../../../orders/sending.ts';
import type { Understood } from './written-lines.ts';

/** Ids by urgency and time, kept for as long as the form is open: a second try is the same order. */
export type TestOrderIds = Map<string, string>;

export interface AskingTests {
  ids: TestOrderIds;
  /** undefined: none takes them. */
  laboratory: Organization | undefined;
  encounter: Encounter | undefined;
  by: Ordering;
}

export function testOrders(
  lines: readonly Understood[],
  { ids, laboratory, encounter, by }: AskingTests,
): BundleEntry[] {
  if (laboratory === undefined) return [];
  const now = new Date(by.now);
  const tests = lines.flatMap((line) => (line.kind === 'tests' ? [line] : []));
  const asked = Map.groupBy(tests, ({ priority, when = '' }) => `${priority} ${when}`);
  return [...asked].flatMap(([key, together]) => {
    const [{ priority, when } = { priority: 'routine' as const, when: undefined }] = together;
    const id = ids.get(key) ?? crypto.randomUUID();
    ids.set(key, id);
    const request = requestOf({
      id,
      kind: 'laboratory',
      items: [...new Map(together.flatMap(({ items }) => items).map((item) => [item.code, item])).values()],
      question: '',
      history: '',
      priority,
      ...(when !== undefined && { day: when }),
      patientId: by.patientId,
      ...(encounter?.id !== undefined && { encounter: { reference: `Encounter/${encounter.id}` } }),
      requester: by.practitioner,
      performer: unitReference(laboratory),
      now,
    });
    return [request, handlingOf(request, now)].map((resource) => ({
      resource,
      request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
    }));
  });
}
