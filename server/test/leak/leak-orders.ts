/** Orders of the leak test's world: what one unit asks another, of its own care provider or not; where it stands, and of what has been done the answer. */
import type { DiagnosticReport, Observation, Resource } from '@medplum/fhirtypes';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import type { HandlingState } from '@vardkedjan/care/coordination/orders/order-state.ts';
import type { Random } from '../../../care/test/random.ts';

const words = ['feber', 'hosta', 'smärta', 'yrsel'];
export const keptBy = (unit: string) => ({
  meta: { extension: [{ url: careUnitUrl, valueReference: { reference: `Organization/${unit}` } }] },
});

/** Of the patient with the id: one order from each unit, in the order in which it is written. */
export function orders(id: string, random: Random, units: readonly string[], people: readonly string[]): Resource[] {
  return units.flatMap((from, at): Resource[] => {
    const to = units[(at + 1 + random.below(units.length - 1)) % units.length] ?? from;
    const asked = `asked-${id}-${from}`;
    const now = new Date('2026-10-01T08:00:00Z');
    const request = requestOf({
      id: asked,
      kind: 'referral',
      items: [],
      question: random.pick(words),
      history: random.pick(words),
      priority: 'routine',
      patientId: id,
      requester: { reference: `Practitioner/${random.pick(people)}` },
      performer: { reference: `Organization/${to}` },
      now,
    });
    const sent = { ...handlingOf(request, now), ...keptBy(from) };
    const moves = random.pick<HandlingState[]>([[], ['accepted'], ['accepted', 'done'], ['returned'], ['cancelled']]);
    const steps = moves.map((state) => moved(sent, { to: state, reason: random.pick(words), now }));
    const answered = { subject: { reference: `Patient/${id}` }, code: { text: random.pick(words) }, ...keptBy(to) };
    const value: Observation = {
      resourceType: 'Observation',
      id: `value-${asked}`,
      status: 'final',
      valueString: random.pick(words),
      ...answered,
    };
    const report: DiagnosticReport = {
      resourceType: 'DiagnosticReport',
      id: `answer-${asked}`,
      status: 'final',
      basedOn: [{ reference: `ServiceRequest/${asked}` }],
      result: [{ reference: `Observation/${value.id}` }],
      ...answered,
    };
    return [{ ...request, ...keptBy(from) }, sent, ...(moves.includes('done') ? [value, report] : []), ...steps];
  });
}
