/** Who comes to whom today, at the units of the cast: a table of times, reasons and residents. */
import type { Day } from '../calendar.ts';
import { staffOf, type RegionTree } from '../units/tree.ts';
import type { Staff, Unit } from '../units/unit.ts';
import { castUnits } from './staff.ts';

export interface Slot {
  unit: Unit;
  staff: Staff;
  /** Minutes after midnight. */
  minutes: number;
  length: number;
  kind: string;
  reason: string;
}

type Row = readonly [resident: string, time: string, length: number, kind: string, reason: string];

interface List {
  unit: string;
  staff: string;
  rows: readonly Row[];
}

const visit = 'Mottagningsbesök';
const phone = 'Telefontid';

const lists: readonly List[] = [
  {
    unit: castUnits.healthCentre,
    staff: 'sara-lindqvist',
    rows: [
      ['astrid-bergstrom', '08:20', 40, visit, 'Återbesök efter sjukhusvård, hjärtsvikt. Läkemedelsgenomgång.'],
      ['listed-01', '09:00', 20, visit, 'Hosta sedan tre veckor'],
      ['lennart-karlsson', '09:20', 40, visit, 'Årskontroll diabetes och hjärtsvikt, prover tagna'],
      ['listed-02', '10:00', 20, visit, 'Axelsmärta'],
      ['hodan-warsame', '10:20', 40, visit, 'Blodtryck och knäsmärta. Tolk somaliska bokad.'],
      ['listed-03', '11:00', 20, visit, 'Blodtryckskontroll'],
      ['listed-04', '11:20', 20, phone, 'Provsvar'],
      ['emma-nilsson', '13:00', 20, visit, 'Trötthet, kontroll av sköldkörtelprover'],
      ['listed-05', '13:20', 20, visit, 'Yrsel'],
      ['johanna-ek', '13:40', 30, visit, 'Uppföljning depression, sjukskrivning'],
      ['listed-06', '14:20', 20, visit, 'Utslag på händerna'],
      ['viktor-eriksson', '14:40', 20, visit, 'Ont i fotleden efter fotboll'],
    ],
  },
  {
    unit: castUnits.healthCentre,
    staff: 'johan-ekdahl',
    rows: [
      ['listed-07', '08:30', 20, visit, 'Migrän, receptförnyelse'],
      ['listed-08', '09:00', 40, visit, 'Årskontroll hjärta och blodtryck'],
      ['linnea-sjogren', '10:00', 30, visit, 'Astmakontroll med spirometri'],
      ['listed-09', '10:40', 20, visit, 'Benskörhet, provsvar'],
      ['listed-11', '13:00', 20, visit, 'Magont'],
      ['gosta-pettersson', '13:20', 40, visit, 'Läkemedelsgenomgång'],
      ['listed-12', '14:20', 20, visit, 'Ryggont'],
    ],
  },
  {
    unit: castUnits.healthCentre,
    staff: 'maria-holm',
    rows: [
      ['listed-13', '08:00', 30, visit, 'Såromläggning underben'],
      ['listed-14', '08:40', 20, visit, 'Blodtryckskontroll'],
      ['listed-15', '09:20', 45, visit, 'Diabetesårskontroll'],
      ['listed-10', '10:30', 30, visit, 'Femårsbesök, vaccination'],
      ['listed-16', '13:00', 20, visit, 'Suturtagning'],
    ],
  },
  {
    unit: castUnits.homeCare,
    staff: 'lena-forsberg',
    rows: [
      ['home-care-01', '08:00', 30, 'Hembesök', 'Läkemedelsdosett och blodtryck'],
      ['astrid-bergstrom', '10:00', 30, 'Hembesök', 'Vikt, ödem, dosett efter utskrivning'],
      ['home-care-02', '10:45', 30, 'Hembesök', 'Såromläggning underben'],
      ['home-care-03', '11:30', 20, 'Hembesök', 'Insulin'],
      ['home-care-04', '13:00', 30, 'Hembesök', 'Omläggning höft'],
      ['home-care-05', '13:45', 20, 'Hembesök', 'Kateterspolning'],
      ['home-care-06', '14:30', 30, 'Hembesök', 'Läkemedelsdosett'],
    ],
  },
  {
    unit: castUnits.maternity,
    staff: 'ingela-brodin',
    rows: [
      ['maternity-01', '08:30', 30, visit, 'Inskrivning'],
      ['amanda-lind', '09:10', 30, visit, 'Kontroll vecka 28'],
      ['maternity-02', '10:00', 30, visit, 'Kontroll vecka 34'],
      ['maternity-03', '10:40', 45, visit, 'Hälsosamtal'],
      ['maternity-04', '13:00', 30, visit, 'Efterkontroll'],
      ['maternity-05', '13:40', 30, visit, 'Kontroll vecka 38'],
    ],
  },
  {
    unit: castUnits.rehabilitation,
    staff: 'oskar-lund',
    rows: [
      ['rehabilitation-01', '08:00', 45, visit, 'Nybesök, axel'],
      ['yusuf-karimi', '09:00', 30, visit, 'Återbesök ländrygg'],
      ['rehabilitation-02', '10:00', 60, visit, 'Artrosskola'],
      ['rehabilitation-03', '13:00', 30, visit, 'Återbesök knä'],
      ['rehabilitation-04', '13:45', 30, visit, 'Balansträning'],
    ],
  },
  {
    unit: castUnits.schoolHealth,
    staff: 'petra-nyman',
    rows: [
      ['elsa-nilsson-karimi', '09:00', 40, 'Hälsobesök', 'Hälsobesök förskoleklass och årskurs 1'],
      ['school-01', '09:50', 40, 'Hälsobesök', 'Hälsobesök årskurs 1'],
      ['school-02', '10:40', 30, 'Hälsobesök', 'HPV-vaccination dos 2'],
      ['leo-andersson', '13:00', 30, 'Hälsobesök', 'Uppföljning sömn och medicin'],
      ['school-03', '13:40', 30, 'Hälsobesök', 'Önskar samtal'],
    ],
  },
  {
    unit: castUnits.privateClinic,
    staff: 'henrik-akesson',
    rows: [
      ['private-01', '08:30', 30, visit, 'Kontroll förmaksflimmer'],
      ['ulf-ramstrom', '09:10', 30, visit, 'Kontroll förmaksflimmer, läkemedel'],
      ['private-02', '10:00', 30, visit, 'Nybesök hjärtklappning'],
      ['private-03', '10:40', 30, visit, 'Blodtryck'],
      ['private-04', '13:00', 30, visit, 'Återbesök svimning'],
    ],
  },
  {
    unit: castUnits.privateHealthCentre,
    staff: 'stefan-wiklund',
    rows: [
      ['privately-listed-01', '08:40', 20, visit, 'Knäsmärta sedan ett halvår'],
      ['privately-listed-02', '09:20', 30, visit, 'Trötthet, prover'],
      ['privately-listed-03', '10:20', 20, visit, 'Blodtryckskontroll'],
      ['privately-listed-04', '13:10', 30, visit, 'Höftsmärta vid gång'],
    ],
  },
];

/** What the resident has booked on the day. Clinics are closed on no day in a demo: somebody is always at work. */
export function bookedOn(_day: Day, resident: string, tree: RegionTree): Slot[] {
  return lists.flatMap(({ unit: unitId, staff: staffId, rows }) =>
    rows
      .filter(([who]) => who === resident)
      .map(([, time, length, kind, reason]) => {
        const unit = tree.unit(unitId);
        const staff = unit.staff.find((s) => s.id === staffId) ?? staffOf(unit, ['doctor', 'nurse']);
        const [hours, minutes] = time.split(':').map(Number) as [number, number];
        return { unit, staff, minutes: hours * 60 + minutes, length, kind, reason };
      }),
  );
}
