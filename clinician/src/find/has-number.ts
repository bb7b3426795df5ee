/** Whether a wristband is somebody's: by any of the patient's numbers, the century said or not. Pure. */
import type { Patient } from '@medplum/fhirtypes';

export function hasNumber({ identifier }: Patient, digits: string): boolean {
  return (identifier ?? []).some(({ value }) => {
    const own = lettersAndDigits(value ?? '');
    return own !== '' && (own === digits || (digits.length === 10 && own.length === 12 && own.endsWith(digits)));
  });
}

/** As it is compared: without hyphens and blanks. */
export const lettersAndDigits = (text: string): string => text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
