/** Any of the identities by which care finds a person, from what was typed or scanned. */
import {
  type PersonNumber,
  parsePersonNumber,
  personNumber,
  personnummerSystem,
  samordningsnummerSystem,
} from './person-number.ts';
import { type VgrReserveNumber, vgrReserveNumber, vgrReserveSystem } from './vgr-reserve-number.ts';

export type PersonId = PersonNumber | VgrReserveNumber;

/** `today`: YYYY-MM-DD in Stockholm. undefined: none that we know. */
export function parsePersonId(text: string, today: string): PersonId | undefined {
  return parsePersonNumber(text, today) ?? vgrReserveNumber(text);
}

/** As Swedish care shows it, with the century and a hyphen: `19121212-1212`. What is not valid is shown as it is. */
export function formatPersonId(value: string): string {
  return personNumber(value) === undefined && vgrReserveNumber(value) === undefined
    ? value
    : `${value.slice(0, 8)}-${value.slice(8)}`;
}

/** The identity to show among a Patient's identifiers, the surest first. */
export function mainIdentifier<I extends { system?: string; value?: string }>(
  identifiers: readonly I[] | undefined,
): I | undefined {
  for (const system of [personnummerSystem, samordningsnummerSystem, vgrReserveSystem]) {
    const found = identifiers?.find((identifier) => identifier.system === system && identifier.value !== undefined);
    if (found !== undefined) return found;
  }
  return identifiers?.find((identifier) => identifier.value !== undefined);
}
