/**
 * By what orders and what is to be seen of their answers are told from other Tasks. The systems are our own: published lists of the
 * states that Swedish referrals pass are not free to ship (docs/open-questions.md).
 */
import type { Coding, Resource, Task } from '@medplum/fhirtypes';

const own = 'https://vardkedjan.se/fhir/CodeSystem';

export const taskKindSystem = `${own}/task-kind`;
export const orderStateSystem = `${own}/order-state`;
export const orderCatalogueSystem = `${own}/order-catalogue`;
export const orderKindSystem = `${own}/order-kind`;
export const containerSystem = `${own}/specimen-container`;
export const answerStateSystem = `${own}/answer-state`;
export const answerTaskIdentifier = 'https://vardkedjan.se/fhir/answer-to-see';
/** On a PractitionerRole: who sees to what waits for its holder when the holder is away. */
export const deputyUrl = 'https://vardkedjan.se/fhir/StructureDefinition/deputy';
export const careUnitUrl = 'https://vardkedjan.se/fhir/StructureDefinition/care-unit';

export const orderTask: Coding = { system: taskKindSystem, code: 'order', display: 'Beställning' };
export const answerTask: Coding = {
  system: taskKindSystem,
  code: 'result-to-acknowledge',
  display: 'Svar att bekräfta',
};

const isA = (task: Task, kind: Coding): boolean =>
  task.code?.coding?.some(({ system, code }) => system === kind.system && code === kind.code) ?? false;

export function isOrderTask(resource: Resource | undefined): resource is Task {
  return resource?.resourceType === 'Task' && isA(resource, orderTask);
}

export function isAnswerTask(resource: Resource | undefined): resource is Task {
  return resource?.resourceType === 'Task' && isA(resource, answerTask);
}

/** The care unit that keeps a stored resource: of an order, the asker's. */
export function keepingUnit(resource: Resource): string | undefined {
  return resource.meta?.extension?.find(({ url }) => url === careUnitUrl)?.valueReference?.reference;
}

/** `Organization/x` of `Organization/x`, of `https://…/Organization/x` and of `Organization/x/_history/2`. */
export function localName(reference: string | undefined): string | undefined {
  return reference?.split('/_history/')[0]?.split('/').slice(-2).join('/');
}
