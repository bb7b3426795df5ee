/**
 * A refused decision as an OperationOutcome's issues (http://hl7.org/fhir/R4/operationoutcome.html): in Swedish, one for each rule
 * that refuses, with its provision; what was refused, and the steps that the law offers, stand on the first.
 */
import type { Extension } from '@medplum/fhirtypes';
import { explain } from '@vardkedjan/care/access/explain.ts';
import type { Act, Decision } from '@vardkedjan/care/access/finding.ts';
import type { Issue } from '@vardkedjan/fhir/outcome.ts';
import { Refused } from '../http/refused.ts';
import type { Decided } from '../http/wiring.ts';

const urls = {
  act: 'https://vardkedjan.se/fhir/StructureDefinition/refused-act',
  rule: 'https://vardkedjan.se/fhir/CodeSystem/access-rule',
  provision: 'https://vardkedjan.se/fhir/StructureDefinition/provision',
  link: 'https://vardkedjan.se/fhir/StructureDefinition/provision-link',
  step: 'https://vardkedjan.se/fhir/StructureDefinition/lawful-step',
};

export function refusalOf({ act, decision, patient, reason }: Decided): Refused {
  return new Refused(act, decision, refusalIssues(act, decision), { patient, reason });
}

function refusalIssues(act: Act, decision: Decision): Issue[] {
  const swedish = explain(decision, 'sv').findings;
  const english = explain(decision, 'en').findings;
  const ofAll: Extension[] = [
    { url: urls.act, valueCode: act },
    ...decision.steps.map((step) => ({ url: urls.step, valueCode: step })),
  ];
  return swedish
    .map((finding, index) => ({ ...finding, english: english[index]?.text ?? finding.text }))
    .filter(({ outcome }) => outcome !== 'met')
    .map(({ rule, text, english: diagnostics, provision, link }, index) => ({
      extension: [
        { url: urls.provision, valueString: provision },
        { url: urls.link, valueUri: link },
        ...(index === 0 ? ofAll : []),
      ],
      severity: 'error',
      code: 'forbidden',
      details: { coding: [{ system: urls.rule, code: rule, display: provision }], text },
      diagnostics,
    }));
}
