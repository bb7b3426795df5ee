/**
 * A refused decision as a failure: an OperationOutcome that says in Swedish which rule refuses, by which provision, and the
 * steps the law offers (http://hl7.org/fhir/R4/operationoutcome.html). The pipeline logs it like any other act.
 */
import type { Extension } from '@medplum/fhirtypes';
import { explain } from '@vardkedjan/care/access/explain.ts';
import type { Act, Decision } from '@vardkedjan/care/access/finding.ts';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';

const urls = {
  rule: 'https://vardkedjan.se/fhir/CodeSystem/access-rule',
  provision: 'https://vardkedjan.se/fhir/StructureDefinition/provision',
  link: 'https://vardkedjan.se/fhir/StructureDefinition/provision-link',
  step: 'https://vardkedjan.se/fhir/StructureDefinition/lawful-step',
};

/** Whose record the refused act was about. */
export interface ConcernedPatient {
  key: number;
  id: string;
}

export class Refusal extends Failure {
  readonly act: Act;
  readonly decision: Decision;
  readonly patient: ConcernedPatient | undefined;

  constructor(act: Act, decision: Decision, patient?: ConcernedPatient) {
    super('forbidden', explain(decision, 'en').headline, { issues: issuesOf(decision) });
    this.name = 'Refusal';
    this.act = act;
    this.decision = decision;
    this.patient = patient;
  }
}

/** One issue for each rule that refuses; the steps stand on the first. */
function issuesOf(decision: Decision): Issue[] {
  const swedish = explain(decision, 'sv');
  const english = explain(decision, 'en');
  const steps: Extension[] = decision.steps.map((step) => ({ url: urls.step, valueCode: step }));
  return swedish.findings
    .map((finding, index) => ({ ...finding, english: english.findings[index]?.text ?? finding.text }))
    .filter(({ outcome }) => outcome !== 'met')
    .map(({ rule, text, english: diagnostics, provision, link }, index) => ({
      extension: [{ url: urls.provision, valueString: provision }, { url: urls.link, valueUri: link }, ...(index === 0 ? steps : [])],
      severity: 'error',
      code: 'forbidden',
      details: { coding: [{ system: urls.rule, code: rule, display: provision }], text },
      diagnostics,
    }));
}
