/**
 * The closed set of failures, and OperationOutcome (http://hl7.org/fhir/R4/operationoutcome.html) as their only rendering.
 * Anything else that is thrown is a bug. Diagnostics never hold patient data.
 */
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

export type Issue = OperationOutcomeIssue;

export type FailureKind =
  | 'not-found'
  | 'gone'
  | 'invalid'
  | 'not-supported'
  | 'conflict'
  | 'precondition-failed'
  | 'multiple-matches'
  | 'unauthenticated'
  | 'forbidden'
  | 'too-costly'
  | 'too-large'
  | 'unavailable';

export const statusOf: Record<FailureKind, number> = {
  'not-found': 404,
  gone: 410,
  invalid: 400,
  'not-supported': 400,
  conflict: 409,
  'precondition-failed': 412,
  'multiple-matches': 412,
  unauthenticated: 401,
  forbidden: 403,
  'too-costly': 403,
  'too-large': 413,
  unavailable: 503,
};

const codeOf: Record<FailureKind, Issue['code']> = {
  'not-found': 'not-found',
  gone: 'deleted',
  invalid: 'invalid',
  'not-supported': 'not-supported',
  conflict: 'conflict',
  'precondition-failed': 'conflict',
  'multiple-matches': 'multiple-matches',
  unauthenticated: 'login',
  forbidden: 'forbidden',
  'too-costly': 'too-costly',
  'too-large': 'too-long',
  unavailable: 'transient',
};

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly issues: Issue[];
  /** Which of several changes is at fault, by its place among them. */
  readonly change: number | undefined;
  /** HTTP status where the kind alone does not say it (422 for a resource that is well-formed but breaks a rule). */
  readonly status: number;

  constructor(
    kind: FailureKind,
    message: string,
    options: { issues?: Issue[]; status?: number; cause?: unknown; change?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.change = options.change;
    this.status = options.status ?? statusOf[kind];
    this.issues = options.issues ?? [{ severity: 'error', code: codeOf[kind], diagnostics: message }];
  }
}

export function outcomeOf(issues: Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues };
}
