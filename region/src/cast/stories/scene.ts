/** What the stories of the cast are told with: people and units by name, and changes of drugs with their notes. */
import type { DrugKey } from '../../catalogue/drugs.ts';
import type { DiagnosisKey } from '../../catalogue/diagnoses.ts';
import type { LabKey } from '../../catalogue/laboratory.ts';
import { at, type Day, workday } from '../../calendar.ts';
import type { Contact, ContactKind } from '../../chart/chart.ts';
import { measureBloodPressure, measureVital } from '../../chart/measure.ts';
import type { Dose } from '../../chart/prescribe.ts';
import { writeNote, type NoteText } from '../../chart/write-note.ts';
import type { Vitals } from '../../courses/body.ts';
import type { Life } from '../../courses/life.ts';
import type { TemplateKey } from '../../notes/templates.ts';
import type { Staff, Unit } from '../../units/unit.ts';

export function unit(life: Life, id: string): Unit {
  return life.tree.unit(id);
}

/** Somebody of the cast at the unit. Throws when they do not work there. */
export function castAt(life: Life, unitId: string, staffId: string): { unit: Unit; staff: Staff } {
  const place = life.tree.unit(unitId);
  const staff = place.staff.find((s) => s.id === staffId);
  if (!staff) throw new RangeError(`${staffId} does not work at ${unitId}`);
  return { unit: place, staff };
}

export interface Scene {
  where: { unit: Unit; staff: Staff };
  kind?: ContactKind;
  reason: string;
  minutes?: number;
  template: TemplateKey;
  note: NoteText;
  /** Time of day, `09:20`. */
  time?: string;
  labs?: readonly LabKey[];
  vitals?: boolean;
  about?: DiagnosisKey;
  stop?: readonly (readonly [DrugKey, string])[];
  start?: readonly (readonly [DrugKey, Dose, DiagnosisKey?])[];
  status?: 'in-progress' | 'completed' | 'amended';
  after?: (contact: Contact) => void;
}

/** A contact so many days ago, as written. */
export function scene(life: Life, daysAgo: number, given: Scene, exact = false): void {
  const day: Day = exact ? life.today - daysAgo : workday(life.today - daysAgo);
  life.on(day, (when) => {
    if (life.isAdmitted(when) && given.kind !== 'inpatient') return;
    play(life, when, given);
  });
}

function play(life: Life, day: Day, given: Scene): void {
  const [hours, minutes] = (given.time ?? '10:00').split(':').map(Number) as [number, number];
  const contact = life.meet(day, given.reason, {
    ...given.where,
    kind: given.kind ?? 'visit',
    minutes: given.minutes ?? 30,
    moment: at(day, hours * 60 + minutes),
  });
  if (given.vitals) life.checkVitals(contact, true);
  if (given.labs) life.labs(contact, given.labs);
  const problem = given.about && life.chart.problems.get(given.about);
  if (problem) life.chart.link(contact, problem);
  for (const [key, why] of given.stop ?? []) life.stop(key, day, why);
  for (const [key, dose, diagnosis] of given.start ?? [])
    life.start(contact, key, dose, diagnosis && life.chart.problems.get(diagnosis));
  writeNote(life.chart, contact, given.template, given.note, given.status ? { status: given.status } : {});
  given.after?.(contact);
}

/** A contact that is going on now. */
export function goingOn(
  life: Life,
  where: { unit: Unit; staff: Staff },
  kind: ContactKind,
  reason: string,
  minutesAgo: number,
  others: Staff[] = [],
): Contact {
  return life.chart.contact({ ...where, others, start: life.chart.now - minutesAgo * 60_000, kind, reason });
}

/** A full set of vital signs, in the words of a note. */
export function fullVitals(life: Life, contact: Contact, minutesAgo: number, ill: Partial<Vitals> = {}): string {
  const moment = life.chart.now - minutesAgo * 60_000;
  const v = life.body.vitals(ill);
  const pressure = measureBloodPressure(life.chart, contact, v.systolic, v.diastolic, moment);
  const pulse = measureVital(life.chart, contact, 'pulse', v.pulse, moment);
  const respiration = measureVital(life.chart, contact, 'respiration', v.respiration, moment);
  const saturation = measureVital(life.chart, contact, 'saturation', v.saturation, moment);
  const temperature = measureVital(life.chart, contact, 'temperature', v.temperature, moment);
  return `AF ${respiration}, saturation ${saturation} %, puls ${pulse}, blodtryck ${pressure}, temp ${String(temperature).replace('.', ',')}.`;
}
