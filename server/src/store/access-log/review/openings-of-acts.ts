/** Acts put together: what one user did in one record on one Swedish day. */
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import { stockholmClock } from '@vardkedjan/care/time/stockholm.ts';
import type { Act } from '../act.ts';

/** What the sheet's columns say of an act, its lot, and the act; undefined when it cannot be read. */
export interface FoundAct {
  caller: string;
  at: string;
  lot: string;
  act: Act | undefined;
}

export interface Which {
  /** Whose staff's acts; systems' are everybody's, and of what cannot be read nobody knows whose it was. */
  careProvider: number;
  /** In one record only. */
  patientKey?: number | undefined;
  /** Also what was only shown in lists. */
  listed: boolean;
}

/** What shows or changes nothing of what stands in the record. */
const notOpening = new Set([
  'read-log',
  'review-log',
  'block',
  'end-opening',
  'register-consent',
  'withdraw-consent',
  'decide-online',
  'choose-quality-registers',
  'ask-to-lift',
  'lift-for-another',
  'ask-unit-to-lift',
  'lift-for-colleague',
]);

/** What is shown in a list of several, or found by name, has not been opened; nor does one open anything by reading who has read, or by blocking. */
function isListed({ act, what, patients }: Act): boolean {
  return notOpening.has(act) || (act === 'search' && (patients.length > 1 || said(what).endsWith(' Patient')));
}

/** Staff have looked up who has read one patient's record. */
function isLookUp({ act, permitted, callerKind, patients }: Act): boolean {
  return act === 'read-log' && permitted && callerKind === 'staff' && patients.length === 1 && patients[0]?.[0] !== 0;
}

function isRefused({ permitted }: Act): boolean {
  return permitted === false;
}

export function openingsOf(found: Iterable<FoundAct>, { careProvider, patientKey, listed }: Which): RecordOpening[] {
  const openings = new Map<string, Together>();
  for (const one of found) {
    const { act, caller, at } = one;
    if (act !== undefined) {
      if (act.careProvider !== careProvider && act.callerKind !== 'system') continue;
      if (!listed && isListed(act) && !isRefused(act) && !isLookUp(act)) continue;
    }
    const time = Date.parse(at);
    const { day, minutes } = stockholmClock(time);
    for (const key of keysOf(act, patientKey)) {
      const name = `${day} ${key} ${caller}`;
      let opening = openings.get(name);
      if (opening === undefined) openings.set(name, (opening = new Together(one, day, key)));
      opening.take(one, { hour: Math.floor(minutes / 60), halfHour: Math.floor(time / 1_800_000) });
    }
  }
  return [...openings.values()].map((opening) => opening.whole());
}

/** By what the act opened what otherwise is not: a read says it with the patient, the opening of a whole record with what was found. */
function groundsOf({ patients, findings = [] }: Act, patientKey: number): ReadonlySet<string> {
  const [, , , , ...grounds] = patients.find(([key]) => key === patientKey) ?? [];
  const whole = Array.isArray(findings) && findings.some((one: Finding | null) => one?.facts?.['block'] === 'lifted');
  return new Set(whole ? [...grounds, 'unblocked'] : grounds);
}

/** Key 0: an act that cannot be read, or that concerned no patient. */
function keysOf(act: Act | undefined, patientKey: number | undefined): Iterable<number> {
  if (act === undefined) return [0];
  const [first = [0], ...more] = act.patients;
  const keys = more.length === 0 ? [first[0]] : new Set(act.patients.map(([key]) => key));
  return patientKey === undefined ? keys : [...keys].filter((key) => key === patientKey);
}

class Together {
  readonly #opening: RecordOpening;
  readonly #halfHours: number[] = [];

  constructor({ caller, at, lot }: FoundAct, day: string, patientKey: number) {
    this.#opening = {
      caller,
      callerKind: 'unknown',
      callerName: '',
      patientKey,
      day,
      from: at,
      until: at,
      units: [],
      unitNames: [],
      titles: [],
      acts: 0,
      opened: 0,
      occasions: 0,
      hours: 0,
      refused: 0,
      lookUps: 0,
      isEmergency: false,
      isUnblocked: false,
      isUnreadable: false,
      reason: '',
      lot,
    };
  }

  take({ act, at, lot }: FoundAct, { hour, halfHour }: { hour: number; halfHour: number }): void {
    const opening = this.#opening;
    opening.acts++;
    if (at < opening.from) opening.from = at;
    if (at > opening.until) opening.until = at;
    if (lot < opening.lot) opening.lot = lot;
    if (act === undefined) {
      opening.isUnreadable = true;
      return;
    }
    const { callerKind, callerName, reason, careUnit, careUnitName, assignmentTitle } = act;
    if (callerKind === 'staff' || callerKind === 'system') opening.callerKind = callerKind;
    if (said(callerName) > opening.callerName) opening.callerName = said(callerName);
    if (said(reason) > opening.reason) opening.reason = said(reason);
    if (isLookUp(act)) opening.lookUps++;
    if (isRefused(act)) opening.refused++;
    else {
      const grounds = groundsOf(act, opening.patientKey);
      if (act.act === 'emergency' || grounds.has('emergency')) opening.isEmergency = true;
      if (act.act === 'lift-block' || grounds.has('unblocked') || grounds.has('lifted')) opening.isUnblocked = true;
    }
    if (Number.isSafeInteger(careUnit)) add(opening.units, careUnit as number);
    if (said(careUnitName) !== '') add(opening.unitNames, said(careUnitName));
    if (said(assignmentTitle) !== '') add(opening.titles, said(assignmentTitle));
    if (isRefused(act) || isListed(act)) return;
    opening.opened++;
    opening.hours |= 1 << hour;
    add(this.#halfHours, halfHour);
  }

  whole(): RecordOpening {
    const opening = this.#opening;
    opening.units.sort((a, b) => a - b);
    opening.unitNames.sort();
    opening.titles.sort();
    return { ...opening, callerName: opening.callerName || opening.caller, occasions: this.#halfHours.length };
  }
}

/** A changed act may say anything. */
function said(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function add<T>(list: T[], value: T): void {
  if (!list.includes(value)) list.push(value);
}
