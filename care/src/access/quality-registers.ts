/**
 * What patients say of national and regional quality registers (PDL 2008:355, 7 kap. 2–3 §§), as FHIR Consents (http://hl7.org/fhir/R4/consent.html):
 * one that permits says that the patient has been informed, one that denies that the patient opposes; of the registers that are named as
 * recipients, or of all. A register that has erased what it had is named in the opposition, with when. A register is an Organization of
 * that type. The store keeps them as rows in the transaction that writes the Consent.
 */
import type { Consent, Organization, Resource } from '@medplum/fhirtypes';
import { consentScope, has, ours, recipient } from './blocks.ts';

/** The code is ours (docs/open-questions.md). */
export const registerType = { system: 'https://vardkedjan.se/fhir/CodeSystem/unit-kind', code: 'quality-register' };
export const registerCategory = { system: ours, code: 'quality-register', display: 'Kvalitetsregister' };
/** Of an opposition: `register`, which has erased what it had, and `when`. */
export const erasedUrl = 'https://vardkedjan.se/fhir/StructureDefinition/erased-from-register';

export interface RegisterChoice {
  choice: 'informed' | 'opposes' | 'erased';
  /** Reference to the Organization; undefined: all registers. */
  register: string | undefined;
}

export function isQualityRegister({ type = [] }: Organization): boolean {
  return type.some((one) => has(one, registerType));
}

export function isAboutRegisters(resource: Resource): resource is Consent {
  return (
    resource.resourceType === 'Consent' &&
    has(resource.scope, consentScope) &&
    resource.category.some((one) => has(one, registerCategory))
  );
}

/** One that names somebody says nothing of the others; a narrower opposition counts as a whole one, narrower information as none. */
export function registerChoicesOf(resource: Resource): RegisterChoice[] {
  if (!isAboutRegisters(resource) || resource.status !== 'active') return [];
  const { type, actor = [], ...narrower } = resource.provision ?? {};
  const isNarrow = Object.keys(narrower).some((name) => name !== 'period' && name !== 'id');
  if (type !== 'deny' && (type !== 'permit' || isNarrow)) return [];
  const choice = type === 'deny' ? 'opposes' : 'informed';
  const registers =
    actor.length === 0
      ? [undefined]
      : actor.flatMap(({ role, reference }) => (has(role, recipient) ? [reference.reference] : []));
  const erased = type === 'deny' ? erasedOf(resource).map(({ register }) => register) : [];
  return [
    ...registers.map((register) => ({ choice, register }) as const),
    ...erased.map((register) => ({ choice: 'erased', register }) as const),
  ];
}

/** Which registers have erased what they had, and when. */
export function erasedOf({ extension = [] }: Consent): { register: string; when: string }[] {
  return extension.flatMap(({ url, extension: parts = [] }) => {
    const register = parts.find((part) => part.url === 'register')?.valueReference?.reference;
    const when = parts.find((part) => part.url === 'when')?.valueInstant;
    return url === erasedUrl && register !== undefined && when !== undefined ? [{ register, when }] : [];
  });
}
