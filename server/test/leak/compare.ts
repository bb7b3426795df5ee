/** Two answers to one request, from the full store and from the narrow one: the same, or a lawful difference. */
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { Answered } from '../fuzz/promises.ts';
import { described, type Sent, urlOf } from '../fuzz/sent.ts';

const accessRule = 'https://vardkedjan.se/fhir/CodeSystem/access-rule';

export interface Compared {
  sent: Sent;
  full: Answered;
  narrow: Answered;
  /** Ids of what the caller may not see. */
  hidden: ReadonlySet<string>;
}

/** Differences that are not leaks, each with its reason. */
export const lawful: readonly { why: string; permits: (compared: Compared) => boolean }[] = [
  {
    why: 'Who names a hidden resource by its id hears which rule hides it, and the refusal is in the access log (docs/decisions/2611-visibility-predicate.md); in the narrow store there is nothing to refuse. What is blocked at another care provider is not told so.',
    permits: ({ sent, full, hidden }) =>
      full.status === 403 && isRefusal(full) && !tellsOfBlock(full) && namesOneOf(sent, hidden),
  },
  {
    why: 'What others refer to is not deleted (http://hl7.org/fhir/R4/http.html#delete), whoever may see them; the answer names none of them.',
    permits: ({ sent, full, narrow, hidden }) =>
      sent.method === 'DELETE' &&
      full.status === 409 &&
      narrow.status === 204 &&
      ![...hidden].some((id) => full.text.includes(id)),
  },
  {
    why: 'An id that is taken is refused to a new resource, whatever has taken it (http://hl7.org/fhir/R4/http.html#upsert).',
    permits: ({ sent, full, hidden }) => full.status === 409 && isTaken(full) && namesOneOf(sent, hidden),
  },
  {
    why: 'The same, in the entries of a batch.',
    permits: ({ full, narrow, hidden, sent }) => namesOneOf(sent, hidden) && entriesDifferLawfully(full, narrow),
  },
];

function entriesDifferLawfully(full: Answered, narrow: Answered): boolean {
  const [fully, narrowly] = [entriesOf(full), entriesOf(narrow)];
  return (
    fully.length > 0 &&
    fully.length === narrowly.length &&
    fully.every((entry, at) => {
      const { status = '', outcome } = entry.response ?? {};
      return (
        JSON.stringify(entry.resource === undefined ? status : entry.response) ===
          JSON.stringify(
            narrowly[at]?.resource === undefined ? narrowly[at]?.response?.status : narrowly[at]?.response,
          ) ||
        (status.startsWith('403') &&
          isRefusal({ text: JSON.stringify(outcome) }) &&
          !tellsOfBlock({ text: JSON.stringify(outcome) })) ||
        (status.startsWith('409') && isTaken({ text: JSON.stringify(outcome) }))
      );
    })
  );
}

function entriesOf({ text }: Answered): BundleEntry[] {
  return (JSON.parse(text || '{}') as Bundle).entry ?? [];
}

/** What differs; undefined when nothing does, or the law wants it so. */
export function difference(compared: Compared, since: string): string | undefined {
  const [full, narrow] = [told(compared.full, since), told(compared.narrow, since)];
  if (full === narrow || lawful.some(({ permits }) => permits(compared))) return undefined;
  let at = 0;
  while (full[at] === narrow[at]) at++;
  const part = (text: string): string => text.slice(Math.max(0, at - 80), at + 160);
  return `${described(compared.sent)}\n    full:   …${part(full)}\n    narrow: …${part(narrow)}`;
}

function isRefusal({ text }: Pick<Answered, 'text'>): boolean {
  const outcome = JSON.parse(text) as OperationOutcome;
  return outcome.issue?.every(({ details }) => details?.coding?.some(({ system }) => system === accessRule)) ?? false;
}

/** That another care provider's entry is blocked is for nobody to hear. */
const tellsOfBlock = ({ text }: Pick<Answered, 'text'>): boolean => text.includes('not-blocked-for-other-providers');

const isTaken = ({ text }: Pick<Answered, 'text'>): boolean => text.includes('cannot be used for a new resource');

function namesOneOf(sent: Sent, hidden: ReadonlySet<string>): boolean {
  const asked = urlOf(sent) + JSON.stringify(sent.body ?? '');
  return [...hidden].some((id) => asked.includes(id));
}

/**
 * All of an answer, but for what is made anew each time: a Bundle's own id and time, and of what has been written since the
 * stores were made the id and the time.
 */
function told({ status, headers, text }: Answered, since: string): string {
  const body = text === '' ? '' : JSON.stringify(withoutFrame(JSON.parse(text) as Resource));
  const { etag, location, allow } = headers;
  return `${JSON.stringify({ status, etag, location, allow })} ${body}`
    .replace(/"id":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, '"id":"<of a Bundle>"')
    .replace(/\b[0-9a-z]{1,11}-[0-7][0-9a-hjkmnp-tv-z]{25}\b/g, '<made id>')
    .replace(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (time) => (time >= since ? '<now>' : time));
}

function withoutFrame(resource: Resource): unknown {
  if (resource.resourceType !== 'Bundle') return resource;
  const { id: _id, meta: _meta, ...rest } = resource as Bundle;
  return rest;
}
