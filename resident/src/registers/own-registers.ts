/** Quality registers, and what I, or a child of mine, say of each: the answer of `$quality-registers` as values. */
import type { Parameters } from '@medplum/fhirtypes';

export interface OwnRegister {
  /** FHIR id of the Organization. */
  id: string;
  name: string;
  informed: boolean;
  /** Since when it is opposed. */
  since?: string;
  /** When the register reported that what it had is erased. */
  erased?: string;
}

export function ownRegisters({ parameter = [] }: Parameters): OwnRegister[] {
  return parameter.map(({ part = [] }) => {
    const of = (wanted: string) => part.find(({ name }) => name === wanted);
    const { reference = '', display } = of('organization')?.valueReference ?? {};
    const id = reference.split('/').at(-1) ?? '';
    const since = of('since')?.valueDateTime;
    const erased = of('erased')?.valueInstant;
    return {
      id,
      name: display ?? id,
      informed: of('informed')?.valueBoolean === true,
      ...(since !== undefined && { since }),
      ...(erased !== undefined && { erased }),
    };
  });
}
