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

interface Identity {
  system?: string;
  value?: string;
  type?: { text?: string; coding?: readonly { display?: string }[] };
}

/**
 * The identity to show among a Patient's identifiers, the surest first. One that is not Swedish says of what kind it is, and
 * one made by a machine for machines (a UUID) is not shown. Empty: there is none that a person could read out.
 */
export function shownIdentity(identifiers: readonly Identity[] | undefined): string {
  const legible = (identifiers ?? []).filter(({ value = '' }) => value !== '' && !uuid.test(value));
  for (const system of [personnummerSystem, samordningsnummerSystem, vgrReserveSystem]) {
    const found = legible.find((identifier) => identifier.system === system);
    if (found !== undefined) return formatPersonId(found.value ?? '');
  }
  const other = legible.find((identifier) => kindOf(identifier) !== '') ?? legible[0];
  return other === undefined ? '' : [kindOf(other), formatPersonId(other.value ?? '')].filter(Boolean).join(' ');
}

const uuid = /^(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const kindOf = ({ type }: Identity): string =>
  type?.text ?? type?.coding?.find(({ display }) => display)?.display ?? '';
