/** Signing an answer sends it: the answer and where its order stands in one unit of work, with an id of the page's own, so that a second try is the same answer. */
import type { Bundle, BundleEntry, DiagnosticReport, Reference, Task } from '@medplum/fhirtypes';
import { answerOf } from '@vardkedjan/care/coordination/orders/answering/answer-of.ts';
import { moved } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { type PatientOnScreen, request, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import type { UnitOrderRow } from '../unit-order-rows.ts';
import { hashOfText } from './hash-of-text.ts';

export interface Answering {
  id: string;
  text: string;
  isPreliminary: boolean;
  isCritical: boolean;
  signer: Reference;
  unit: Reference;
  /** What was answered for now. */
  before?: DiagnosticReport;
}

const referring = ({ reference, display }: Reference) => ({
  ...(reference !== undefined && { reference }),
  ...(display !== undefined && { display }),
});

export async function signAnswer(
  { task, request: asked }: UnitOrderRow,
  given: Answering,
  screen: PatientOnScreen,
): Promise<void> {
  if (asked?.id === undefined) throw new TypeError('what is asked is not shown');
  const now = new Date();
  const report = answerOf({
    id: given.id,
    request: { ...asked, id: asked.id },
    text: given.text,
    ...(await hashOfText(given.text)),
    status: given.isPreliminary ? 'preliminary' : 'final',
    isCritical: given.isCritical,
    signer: referring(given.signer),
    unit: referring(given.unit),
    now,
    ...(given.before && { before: given.before }),
  });
  const next = moved(task, { to: given.isPreliminary ? 'accepted' : 'done', now });
  const put = (resource: DiagnosticReport | Task, version: string | undefined): BundleEntry => ({
    resource,
    request: {
      method: 'PUT',
      url: `${resource.resourceType}/${resource.id}`,
      ...(version !== undefined && { ifMatch: `W/"${version}"` }),
    },
  });
  const entry = [put(report, given.before?.meta?.versionId), put(next, task.meta?.versionId)];
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  await request('/fhir', { method: 'POST', patient: screen, body });
}

/** What was signed is corrected by its own: the answer is the new text, and says that it is. */
export async function correctAnswer(
  before: DiagnosticReport,
  given: Pick<Answering, 'text' | 'isCritical' | 'signer' | 'unit'>,
  screen: PatientOnScreen,
): Promise<void> {
  const order = before.basedOn?.[0]?.reference?.split('/').at(-1) ?? '';
  const report = answerOf({
    id: before.id ?? '',
    request: {
      resourceType: 'ServiceRequest',
      id: order,
      status: 'active',
      intent: 'order',
      subject: before.subject ?? {},
      code: before.code,
    },
    text: given.text,
    ...(await hashOfText(given.text)),
    status: 'corrected',
    isCritical: given.isCritical,
    signer: referring(given.signer),
    unit: referring(given.unit),
    now: new Date(),
    before,
  });
  const kept = { ...report, ...(before.category && { category: before.category }) };
  await updateResource(kept, `W/"${before.meta?.versionId}"`, screen);
}
