/**
 * Whose record was on the screen when something was saved in it (F16). A page says it with each request that changes something
 * (`X-Vardkedjan-Patient: <Patient's id>`; two, with a comma, where two are shown beside each other), beside what it sends and not derived
 * from it; what concerns another patient is refused, and so is a page's request that does not say. API clients may say it too, and are held
 * to what they say.
 */
import type { Act } from '@vardkedjan/care/access/finding.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { IncomingHttpHeaders } from 'node:http';
import type { Decided } from './wiring.ts';

/** `patient`: the id of the one whose record is shown, or of two; undefined when a page has not said whose. */
export interface OnScreen {
  patient: string | undefined;
}

/** What is done before a record is on the screen, or beside it. */
const needsNoScreen: ReadonlySet<Act> = new Set<Act>([
  'open',
  'read',
  'read-log',
  'review-log',
  'load',
  'state-relation',
]);

/** Undefined when the request is bound to no screen: it reads, or an API client sends it that has none. */
export function onScreenOf(method: string, headers: IncomingHttpHeaders): OnScreen | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const patient = headers['x-vardkedjan-patient'];
  if (typeof patient === 'string' && patient !== '') return { patient };
  return headers.authorization === undefined ? { patient: undefined } : undefined;
}

/** Fails when something would be done in another record than the one that is shown. */
export function requireOnScreen(onScreen: OnScreen | undefined, decided: readonly Decided[]): void {
  if (onScreen === undefined) return;
  const shown = onScreen.patient?.split(',') ?? [];
  for (const { act, patient } of decided) {
    if (patient === undefined || needsNoScreen.has(act) || shown.includes(patient.id)) continue;
    throw onScreen.patient === undefined ? unsaid() : anotherPatient();
  }
}

function unsaid(): Failure {
  return new Failure(
    'precondition-failed',
    'A page says with X-Vardkedjan-Patient whose record is on the screen when it saves something',
    { status: 428 },
  );
}

function anotherPatient(): Failure {
  const diagnostics = 'Nothing was saved: it concerns another patient than the one whose record is on the screen';
  const text =
    'Inget sparades: det gäller en annan patient än den vars journal visas på skärmen. Öppna rätt journal och gör om.';
  return new Failure('invalid', diagnostics, {
    status: 422,
    issues: [{ severity: 'error', code: 'business-rule', details: { text }, diagnostics }],
  });
}
