/**
 * The access log as RIV informationsecurity:auditing:log:2, StoreLog (contract of Inera AB): a post for each act of staff, the patients as its
 * resources. Names of patients are left out, since the contract does not need them and some are protected.
 */
import { createHash } from 'node:crypto';
import type { Act } from '../store/access-log/act.ts';

const responder = 'urn:riv:informationsecurity:auditing:log:StoreLogResponder:2';
const log = 'urn:riv:informationsecurity:auditing:log:2';

/** What the contract wants and an act has only by key. */
export interface Catalogue {
  /** HSA-id of this system. */
  systemId: string;
  /** HSA-ids of organisations by key. */
  hsaIds: ReadonlyMap<number, string>;
  /** The identity of patients by key: OID, or another root, and value. */
  patients: ReadonlyMap<number, { root: string; extension: string }>;
}

/** A call's body, with as many posts as are given: one at least. */
export function storeLogText(acts: readonly Act[], catalogue: Catalogue): string {
  const posts = acts.map((act) => postOf(act, catalogue));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<StoreLog xmlns="${responder}" xmlns:l="${log}">\n${posts.join('')}</StoreLog>\n`;
}

/** Why an act is no post: the contract knows users of care units only. */
export function whyNoPost({ callerKind, careUnit, careProvider }: Act, { hsaIds }: Catalogue): string | undefined {
  if (callerKind !== 'staff') return 'not done by staff';
  return hsaIds.has(careUnit ?? 0) && hsaIds.has(careProvider ?? 0) ? undefined : 'its unit has no HSA-id';
}

/** Older practice's words for what is done (docs/open-questions.md, 79). */
const activities: Record<string, string> = {
  sign: 'Signera',
  print: 'Utskrift',
  erase: 'Radera',
  emergency: 'Nödöppning',
  write: 'Skriva',
  correct: 'Skriva',
  block: 'Skriva',
  'hand-out': 'Skriva',
  'state-relation': 'Skriva',
  'register-consent': 'Skriva',
  'withdraw-consent': 'Skriva',
  'choose-quality-registers': 'Skriva',
  'decide-online': 'Skriva',
  'ask-to-lift': 'Skriva',
  'lift-for-another': 'Skriva',
  'ask-unit-to-lift': 'Skriva',
  'lift-for-colleague': 'Skriva',
  'report-risk': 'Skriva',
  'handle-risk': 'Skriva',
  'review-log': 'Skriva',
};

const purposes: Record<string, string> = {
  care: 'Vård och behandling',
  'care-administration': 'Administration',
  quality: 'Kvalitetssäkring',
  'social-care': 'Omsorg',
  'log-review': 'Loggranskning',
};

function postOf(act: Act, { systemId, hsaIds, patients }: Catalogue): string {
  const provider = element(
    'careProvider',
    idAndName('careProvider', hsaIds.get(act.careProvider ?? 0), act.careProviderName),
  );
  const unit = element('careUnit', idAndName('careUnit', hsaIds.get(act.careUnit ?? 0), act.careUnitName));
  const resources = act.patients.flatMap(([key, , , keepers]) => {
    const { root, extension } = patients.get(key) ?? {};
    const patient =
      root === undefined
        ? ''
        : element(
            'patient',
            element('patientId', element('root', text(root)) + element('extension', text(extension ?? ''))),
          );
    const what = element('resourceType', text(typeIn(act.what))) + patient;
    if (keepers === undefined) return element('resource', what + provider + unit);
    return keepers.map((keeper) =>
      element('resource', what + element('careProvider', idAndName('careProvider', hsaIds.get(keeper)))),
    );
  });
  return (
    '<log>' +
    element('logId', idOf(act, systemId)) +
    element('system', element('systemId', text(systemId, 32)) + element('systemName', 'Vårdkedjan')) +
    element('activity', activityOf(act)) +
    element(
      'user',
      element('userId', text(act.caller, 32)) +
        element('name', text(act.callerName)) +
        element('assignment', text(act.assignment ?? '')) +
        element('title', text(act.assignmentTitle ?? '')) +
        provider +
        unit,
    ) +
    element('resources', resources.join('')) +
    '</log>\n'
  );
}

function activityOf({ act, what, at, purpose, permitted }: Act): string {
  const type = what.startsWith('DELETE') ? 'Radera' : (activities[act] ?? 'Läsa');
  return (
    element('activityType', type) +
    element('activityArgs', text(permitted ? what : `Nekad: ${what}`)) +
    element('startDate', at) +
    element('purpose', purposes[purpose] ?? text(purpose))
  );
}

/** `GET Patient/$chart` is of a Patient. */
function typeIn(what: string): string {
  return /\b[A-Z][a-z]\w*/.exec(what)?.[0] ?? 'Journal';
}

/** The same act has the same id however often it is sent: a UUID of version 8 (RFC 9562, section 5.8). */
function idOf({ chain, seq, at }: Act, systemId: string): string {
  const hex = createHash('sha256').update(`${systemId}/${chain}/${seq}/${at}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function idAndName(name: string, id = '', called = ''): string {
  return element(`${name}Id`, text(id, 32)) + element(`${name}Name`, text(called));
}

function element(name: string, content: string): string {
  return content === '' ? '' : `<l:${name}>${content}</l:${name}>`;
}

/** No longer than the schema lets it be, and without what XML 1.0 has no place for. */
function text(value: string, most = 256): string {
  return Array.from(value.toWellFormed())
    .slice(0, most)
    .join('')
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
