/** What the cast has booked after today, so that each of them has a next visit. A table of days ahead, times and reasons. */
import { type Day, workday } from '../calendar.ts';
import type { RegionTree } from '../units/tree.ts';
import type { Slot } from './day-lists.ts';
import { castUnits } from './staff.ts';

type Row = readonly [
  resident: string,
  unit: string,
  staff: string,
  daysAhead: number,
  minutes: number,
  length: number,
  kind: string,
  reason: string,
];

const visit = 'Mottagningsbesök';
const { healthCentre, homeCare, maternity, rehabilitation, schoolHealth, privateClinic } = castUnits;

const rows: readonly Row[] = [
  ['astrid-bergstrom', homeCare, 'lena-forsberg', 2, 615, 30, 'Hembesök', 'Vikt, blodtryck och dosett'],
  ['astrid-bergstrom', healthCentre, 'sara-lindqvist', 21, 560, 30, visit, 'Uppföljning hjärtsvikt'],
  ['lennart-karlsson', healthCentre, 'maria-holm', 28, 545, 45, visit, 'Diabetessköterska, fotkontroll'],
  ['hodan-warsame', healthCentre, 'maria-holm', 14, 605, 30, visit, 'Blodtryckskontroll. Tolk somaliska bokad.'],
  ['emma-nilsson', healthCentre, 'sara-lindqvist', 42, 690, 15, 'Telefontid', 'Svar på sköldkörtelprover'],
  ['linnea-sjogren', healthCentre, 'johan-ekdahl', 182, 600, 30, visit, 'Astmakontroll'],
  ['johanna-ek', healthCentre, 'sara-lindqvist', 21, 800, 30, visit, 'Uppföljning depression'],
  ['gosta-pettersson', healthCentre, 'johan-ekdahl', 91, 795, 40, visit, 'Uppföljning läkemedel'],
  ['amanda-lind', maternity, 'ingela-brodin', 21, 545, 30, visit, 'Kontroll vecka 31'],
  ['yusuf-karimi', rehabilitation, 'oskar-lund', 14, 535, 30, visit, 'Återbesök ländrygg'],
  ['leo-andersson', schoolHealth, 'petra-nyman', 28, 790, 30, 'Hälsobesök', 'Uppföljning sömn och medicin'],
  ['ulf-ramstrom', privateClinic, 'henrik-akesson', 84, 540, 30, visit, 'Kontroll förmaksflimmer'],
];

export type SlotAhead = Slot & { day: Day };

/** Throws when somebody of the table does not work at the unit. */
export function bookedAfter(today: Day, resident: string, tree: RegionTree): SlotAhead[] {
  return rows
    .filter(([who]) => who === resident)
    .map(([, unitId, staffId, daysAhead, minutes, length, kind, reason]) => {
      const unit = tree.unit(unitId);
      const staff = unit.staff.find(({ id }) => id === staffId);
      if (!staff) throw new RangeError(`${staffId} does not work at ${unitId}`);
      return { day: workday(today + daysAhead), unit, staff, minutes, length, kind, reason };
    });
}
