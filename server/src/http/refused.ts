/**
 * A lawful no: 403 with an OperationOutcome that says which rules were not met, by which provision, and the steps that the
 * law offers instead. The decision goes with it to the access log.
 */
import type { Act, Decision } from '@vardkedjan/care/access/finding.ts';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import type { PatientConcerned } from './wiring.ts';

export class Refused extends Failure {
  readonly act: Act;
  readonly decision: Decision;
  readonly patient: PatientConcerned | undefined;
  readonly reason: string | undefined;

  constructor(
    act: Act,
    decision: Decision,
    issues: Issue[],
    about: { patient?: PatientConcerned | undefined; reason?: string | undefined } = {},
  ) {
    super('forbidden', 'Refused by the rules of access', { issues });
    this.name = 'Refused';
    this.act = act;
    this.decision = decision;
    this.patient = about.patient;
    this.reason = about.reason;
  }
}
