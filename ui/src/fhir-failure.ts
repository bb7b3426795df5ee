/**
 * What can come back instead of an answer, as types the screen can tell apart. Made from the OperationOutcome
 * (http://hl7.org/fhir/R4/operationoutcome.html) that the server renders from its closed set of failures.
 */
import type { Extension, OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

export type FailureKind =
  | 'refused'
  | 'signed-out'
  | 'not-found'
  | 'gone'
  | 'changed-meanwhile'
  | 'conflict'
  | 'invalid'
  | 'too-much'
  | 'unavailable'
  | 'offline'
  /** The page is of an earlier version than the server's. */
  | 'outdated'
  | 'failed';

/** A lawful answer: why not, by which provision, and what one may do about it. */
export interface Refusal {
  /** One per rule that was not met or whose facts were unknown. */
  findings: RefusalFinding[];
  steps: string[];
  /** What was refused: an act of care/access, when the server says so. */
  act: string | undefined;
}

export interface RefusalFinding {
  text: { sv: string; en: string };
  /** The provision as it is cited: `PDL 4 kap. 1 §`. */
  provision: string | undefined;
  link: string | undefined;
  rule: string | undefined;
}

export class FhirFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  readonly outcome: OperationOutcome | undefined;
  readonly refusal: Refusal | undefined;
  /** What the server calls the request, for the one who looks into it. */
  readonly requestId: string | undefined;

  constructor(
    kind: FailureKind,
    status: number,
    message: string,
    more: { outcome?: OperationOutcome; requestId?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = 'FhirFailure';
    this.kind = kind;
    this.status = status;
    this.outcome = more.outcome;
    this.requestId = more.requestId;
    this.refusal = kind === 'refused' && more.outcome ? refusalOf(more.outcome) : undefined;
  }
}

const kindOf: Record<number, FailureKind> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'refused',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'changed-meanwhile',
  413: 'too-much',
  422: 'invalid',
  429: 'unavailable',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

export function failureOf(status: number, body: unknown, requestId?: string): FhirFailure {
  const outcome = isOutcome(body) ? body : undefined;
  const first = outcome?.issue?.[0];
  const message = first ? textOf(first) : `HTTP ${status}`;
  const kind = status === 403 && first?.code === 'too-costly' ? 'too-much' : (kindOf[status] ?? 'failed');
  return new FhirFailure(kind, status, message, {
    ...(outcome ? { outcome } : {}),
    ...(requestId ? { requestId } : {}),
  });
}

export function isOutcome(value: unknown): value is OperationOutcome {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { resourceType?: unknown }).resourceType === 'OperationOutcome'
  );
}

const textOf = (issue: OperationOutcomeIssue) => issue.details?.text ?? issue.diagnostics ?? issue.code ?? '';

/** Every extension of an outcome with the ones nested in it, flat; the last segment of the url says what it is. */
function extensionsOf(extensions: Extension[] | undefined): { name: string; value: string }[] {
  return (extensions ?? []).flatMap((extension) => {
    const value =
      extension.valueCode ??
      extension.valueString ??
      extension.valueUri ??
      extension.valueUrl ??
      extension.valueCanonical;
    const name = extension.url?.split('/').at(-1) ?? '';
    return [...(value === undefined ? [] : [{ name, value }]), ...extensionsOf(extension.extension)];
  });
}

export function refusalOf(outcome: OperationOutcome): Refusal {
  const steps = new Set<string>();
  let act: string | undefined;
  for (const { name, value } of [outcome, ...(outcome.issue ?? [])].flatMap((holder) =>
    extensionsOf(holder.extension),
  )) {
    if (name === 'lawful-step' || name === 'step') steps.add(value);
    if (name === 'refused-act') act = value;
  }
  const findings = (outcome.issue ?? []).map((issue) => {
    const extensions = extensionsOf(issue.extension);
    const named = (...names: string[]) => extensions.find(({ name }) => names.includes(name))?.value;
    const coding = issue.details?.coding?.[0];
    return {
      text: { sv: textOf(issue), en: issue.diagnostics ?? textOf(issue) },
      provision: named('provision', 'law') ?? coding?.display,
      link: named('provision-link', 'link'),
      rule: named('rule') ?? coding?.code,
    };
  });
  return { findings, steps: [...steps], act };
}
