/** An answer in words as it is signed: to the letter, with its hash (F1), who signs, and how finished and how grave it is. */
import type { DiagnosticReport, Organization, Practitioner, Reference, ServiceRequest } from '@medplum/fhirtypes';
import { answerTextType } from './lawful-report.ts';
import type { OrderKind } from '../order-of.ts';
import { criticalConclusion } from '../worst-deviation.ts';

/** http://terminology.hl7.org/CodeSystem/v2-0074 */
const sections: Readonly<Record<OrderKind, string>> = {
  laboratory: 'LAB',
  imaging: 'RAD',
  physiology: 'OTH',
  referral: 'OTH',
  nursing: 'OTH',
  bed: 'OTH',
};

export interface Signed {
  id: string;
  request: ServiceRequest & { id: string };
  text: string;
  /** SHA-1 of the text's UTF-8, and the bytes themselves, in base64. */
  hash: string;
  data: string;
  status: 'preliminary' | 'final' | 'corrected';
  isCritical: boolean;
  signer: Reference<Practitioner>;
  unit: Reference<Organization>;
  now: Date;
  /** What it follows. */
  before?: DiagnosticReport;
}

export function answerOf(signed: Signed): DiagnosticReport & { id: string } {
  const { request, text, before, isCritical } = signed;
  const { meta: _meta, conclusionCode: _code, ...kept } = before ?? { resourceType: 'DiagnosticReport' as const };
  const at = signed.now.toISOString();
  const kinds = (request.category ?? []).flatMap(({ coding }) => (coding ?? []).map(({ code }) => code));
  const kind = (Object.keys(sections) as OrderKind[]).find((each) => kinds.includes(each)) ?? 'referral';
  return {
    ...kept,
    resourceType: 'DiagnosticReport',
    id: signed.id,
    basedOn: [{ reference: `ServiceRequest/${request.id}` }],
    status: signed.status,
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: sections[kind] }] }],
    code: { text: request.code?.text ?? '' },
    subject: request.subject,
    ...(request.encounter && { encounter: request.encounter }),
    effectiveDateTime: before?.effectiveDateTime ?? at,
    issued: at,
    performer: [signed.unit],
    resultsInterpreter: [signed.signer],
    conclusion: text,
    ...(isCritical && { conclusionCode: [criticalConclusion] }),
    presentedForm: [{ contentType: answerTextType, data: signed.data, hash: signed.hash }],
  };
}
