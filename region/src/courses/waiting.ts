/** What is not finished today: appointments to come, renewals asked for, results nobody has acknowledged, drafts, referrals. */
import { at, type Day, workday } from '../calendar.ts';
import { assign, book } from '../chart/order.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import type { Staff, Unit } from '../units/unit.ts';
import type { Life } from './life.ts';

/** The next check-up stands in the book. */
export function upcoming(life: Life): void {
  if (life.person.deceased !== undefined) return;
  const { random } = life;
  if (life.courses.length > 0 && random.chance(0.7)) {
    const day = workday(life.today + random.int(4, 150));
    const names = life.courses.slice(0, 2).map((c) => c.name);
    bookAt(life, life.centre, life.ownDoctor(), day, `Kontroll av ${names.join(' och ')}`);
  }
  if (random.chance(0.06)) {
    const clinic = life.hospital('clinic', random.pick(['eye', 'orthopaedics', 'medicine'] as const));
    bookAt(
      life,
      clinic,
      staffOf(clinic, ['doctor'], random),
      workday(life.today + random.int(8, 120)),
      'Nybesök efter remiss',
    );
  }
}

export function bookAt(
  life: Life,
  unit: Unit,
  staff: Staff,
  day: Day,
  reason: string,
  minutes = 8 * 60 + 20 * life.random.int(0, 20),
): void {
  book(life.chart, { unit, staff, start: at(day, minutes), minutes: 30, reason, kind: 'Mottagningsbesök' });
}

/** What waits at the health centre, for the resident's doctor or for the unit. */
export function waiting(life: Life, share = 0.12): void {
  const { random, chart } = life;
  if (life.person.deceased !== undefined || !random.chance(share)) return;
  const unit = life.centre;
  const treatments = [...life.treatments.values()];
  const moment = chart.now - random.int(2, 70) * 3_600_000;
  if (treatments.length > 0 && random.chance(0.6)) {
    const asked = random.some(treatments, random.int(1, Math.min(3, treatments.length)));
    const doctor = life.ownDoctor();
    for (const treatment of asked) {
      assign(chart, 'prescription-renewal', {
        unit,
        owner: doctor,
        focus: treatment.resource,
        moment,
        text: `Önskar förnya ${treatment.drug.name} ${treatment.drug.strength}.`,
      });
    }
    return;
  }
  const reports = chart.resources.filter((r) => r.resourceType === 'DiagnosticReport');
  const last = reports.at(-1);
  if (last && random.chance(0.8)) {
    assign(chart, 'result-to-acknowledge', {
      unit,
      owner: life.ownDoctor(),
      focus: last,
      moment,
      text: last.resourceType === 'DiagnosticReport' ? `${last.code.text}: ${last.conclusion ?? ''}` : '',
    });
  }
}

/** A note that was begun and never signed. */
export function draft(life: Life, unit: Unit, staff: Staff, reason: string, current: string, hoursAgo: number): void {
  const { chart } = life;
  const start = chart.now - hoursAgo * 3_600_000;
  const contact = chart.contact({ unit, staff, start, minutes: 20, kind: 'visit', reason });
  const note = writeNote(chart, contact, 'gp-visit', { reason, current }, { status: 'in-progress' });
  assign(chart, 'note-to-sign', { unit, owner: staff, focus: note, moment: start, text: `Osignerad: ${reason}` });
}
