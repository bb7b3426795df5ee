/**
 * An answer as it is sent: the report and its values as conditional updates by the department's own identifiers, so that the same answer
 * sent again changes nothing, in one transaction with where the order stands. The text goes twice: as the conclusion, and as an attachment whose
 * hash says what was written (F1, http://hl7.org/fhir/R4/datatypes.html#Attachment).
 */
import { createHash } from 'node:crypto';
import type { Bundle, BundleEntry, DiagnosticReport, Observation, ServiceRequest, Task } from '@medplum/fhirtypes';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import type { Answered } from './answering.ts';

export const answerIds = 'https://vardkedjan.se/fhir/simulated-department';

const unitMark = (order: Task) => ({
  extension: [{ url: careUnitUrl, valueReference: { reference: order.owner?.reference ?? '' } }],
});

export function reportOf(
  order: Task,
  request: ServiceRequest,
  answered: Answered,
  status: 'preliminary' | 'final',
  now: Date,
): DiagnosticReport {
  return {
    resourceType: 'DiagnosticReport',
    meta: unitMark(order),
    identifier: [{ system: answerIds, value: order.id ?? '' }],
    basedOn: [{ reference: `ServiceRequest/${request.id}` }],
    status,
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: answered.category }] }],
    code: { text: answered.title },
    subject: request.subject,
    ...(request.encounter && { encounter: request.encounter }),
    effectiveDateTime: order.authoredOn ?? now.toISOString(),
    issued: now.toISOString(),
    ...(order.owner && { performer: [order.owner as { reference: string }] }),
    ...written(answered.conclusion),
  };
}

function written(conclusion: string): Pick<DiagnosticReport, 'conclusion' | 'presentedForm'> {
  if (conclusion === '') return {};
  const data = Buffer.from(conclusion, 'utf8');
  const hash = createHash('sha1').update(data).digest('base64');
  return {
    conclusion,
    presentedForm: [{ contentType: 'text/plain; charset=utf-8', data: data.toString('base64'), hash }],
  };
}

/** What the answer was changed to: other values, or a text that says that it is another. */
export function asCorrected({ values, conclusion, ...rest }: Answered): Answered {
  return {
    ...rest,
    values: values.map((value) => ({
      ...value,
      valueQuantity: { ...value.valueQuantity, value: Number(((value.valueQuantity?.value ?? 0) * 1.1).toFixed(2)) },
    })),
    conclusion: conclusion && `Rättat svar. ${conclusion}`,
  };
}

export function corrected(report: DiagnosticReport, answered: Answered): Bundle {
  const { values, conclusion } = asCorrected(answered);
  return sendingOf({ ...report, status: 'corrected', ...written(conclusion) }, values);
}

export function sendingOf(
  report: DiagnosticReport,
  values: Answered['values'],
  handled?: { order: Task; request: ServiceRequest },
): Bundle {
  const own = report.identifier?.[0]?.value ?? '';
  const observations = values.map(({ key, ...value }, index): BundleEntry => {
    const id = `${own}-${key}`;
    const resource: Observation = {
      resourceType: 'Observation',
      ...(report.meta && { meta: report.meta }),
      identifier: [{ system: answerIds, value: id }],
      ...(report.basedOn && { basedOn: report.basedOn as { reference: string }[] }),
      status: report.status === 'corrected' ? 'corrected' : 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      ...(report.subject && { subject: report.subject }),
      ...(report.effectiveDateTime !== undefined && { effectiveDateTime: report.effectiveDateTime }),
      ...value,
    };
    return {
      fullUrl: urn(index),
      resource,
      request: { method: 'PUT', url: `Observation?identifier=${answerIds}|${id}` },
    };
  });
  const result = observations.map((_, index) => ({ reference: urn(index) }));
  const entry: BundleEntry[] = [
    ...observations,
    {
      resource: { ...report, ...(result.length > 0 && { result }) },
      request: { method: 'PUT', url: `DiagnosticReport?identifier=${answerIds}|${own}` },
    },
  ];
  if (handled !== undefined) entry.push(...handling(handled.order, handled.request));
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function handling(order: Task, request: ServiceRequest): BundleEntry[] {
  const ifMatch = `W/"${order.meta?.versionId}"`;
  const task: BundleEntry = { resource: order, request: { method: 'PUT', url: `Task/${order.id}`, ifMatch } };
  if (order.status !== 'completed') return [task];
  const done: ServiceRequest = { ...request, status: 'completed' };
  return [task, { resource: done, request: { method: 'PUT', url: `ServiceRequest/${request.id}` } }];
}

const urn = (index: number): string => `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
