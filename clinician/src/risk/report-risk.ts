/** `POST /fhir/Task/$report-risk`, with what is on the screen when somebody wants to report. */
import type { Parameters, ParametersParameter, Task } from '@medplum/fhirtypes';
import type { RiskKind, RiskScreen } from '@vardkedjan/care/coordination/risk-report.ts';
import { operate } from '@vardkedjan/ui/fhir-client.ts';

/** What the page and the dock beside it say at this moment; what stands in fields is not part of it. */
export function screenNow(patient: string | undefined): RiskScreen {
  return {
    address: location.pathname + location.search,
    text: ['#centre', '.dock']
      .map((part) => document.querySelector<HTMLElement>(part)?.innerText ?? '')
      .filter((said) => said !== '')
      .join('\n\n'),
    ...(patient !== undefined && { patient }),
  };
}

export function reportRisk(text: string, kind: RiskKind, screen: RiskScreen | undefined): Promise<unknown> {
  const words = (name: string, valueString: string): ParametersParameter[] =>
    valueString === '' ? [] : [{ name, valueString }];
  const body: Parameters = {
    resourceType: 'Parameters',
    parameter: [
      ...words('text', text),
      { name: 'kind', valueCode: kind },
      ...(screen === undefined ? [] : [...words('address', screen.address), ...words('screen', screen.text)]),
      ...(screen?.patient === undefined
        ? []
        : [{ name: 'patient', valueReference: { reference: `Patient/${screen.patient}` } }]),
    ],
  };
  return operate<Task>('Task/$report-risk', { body, patient: undefined });
}
