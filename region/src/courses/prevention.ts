/** Vaccinations of grown-ups, and warnings that stand from early on: allergies and the like. */
import { dayOfParts, type Day, workday, yearOf } from '../calendar.ts';
import { allergy, type AllergyGiven, flag, immunise } from '../chart/order.ts';
import type { Life } from './life.ts';

/** Influenza each autumn from 65, covid-19 each autumn from 75, tick-borne encephalitis for some. */
export function vaccinations(life: Life): void {
  const { random } = life;
  const keen = random.chance(0.68);
  for (let year = yearOf(life.from); year <= yearOf(life.today); year++) {
    const day = workday(dayOfParts(year, 11, 3) + random.int(0, 25));
    const age = life.age(day);
    if (!keen || age < 65 || random.chance(0.12)) continue;
    life.on(day, (when) => {
      if (life.isAdmitted(when)) return;
      const contact = life.meet(when, 'Vaccination', { staff: life.ownNurse(), minutes: 10 });
      life.chart.diagnose(contact, 'influenzaVaccination');
      immunise(life.chart, contact, 'influenza');
      if (year >= 2023 && age >= 75) immunise(life.chart, contact, 'covid');
    });
  }
  if (random.chance(0.12)) tickVaccination(life);
}

function tickVaccination(life: Life): void {
  const start = life.from + life.random.int(100, 1500);
  for (const [n, days] of [0, 40, 330].entries()) {
    life.on(workday(start + days), (when) => {
      const contact = life.meet(when, 'Vaccination TBE', { staff: life.ownNurse(), minutes: 10 });
      immunise(life.chart, contact, 'tbe', n + 1);
    });
  }
}

const allergies: readonly (AllergyGiven & { share: number })[] = [
  {
    text: 'Penicillin',
    atc: 'J01C',
    category: 'medication',
    criticality: 'high',
    reaction: 'Nässelutslag',
    severity: 'moderate',
    share: 0.035,
  },
  {
    text: 'Penicillin',
    atc: 'J01C',
    category: 'medication',
    criticality: 'low',
    reaction: 'Hudutslag som barn',
    severity: 'mild',
    verified: 'unconfirmed',
    share: 0.03,
  },
  {
    text: 'Acetylsalicylsyra',
    atc: 'N02BA01',
    category: 'medication',
    criticality: 'high',
    reaction: 'Andnöd',
    severity: 'severe',
    share: 0.006,
  },
  {
    text: 'Trimetoprim',
    atc: 'J01EA01',
    category: 'medication',
    criticality: 'low',
    reaction: 'Klåda',
    severity: 'mild',
    share: 0.01,
  },
  {
    text: 'ACE-hämmare',
    atc: 'C09A',
    category: 'medication',
    criticality: 'low',
    type: 'intolerance',
    reaction: 'Torrhosta',
    severity: 'mild',
    share: 0.015,
  },
  {
    text: 'Kodein',
    atc: 'R05DA04',
    category: 'medication',
    criticality: 'low',
    type: 'intolerance',
    reaction: 'Illamående',
    severity: 'mild',
    share: 0.012,
  },
  {
    text: 'Björkpollen',
    category: 'environment',
    criticality: 'low',
    reaction: 'Rinit och ögonklåda',
    severity: 'mild',
    share: 0.1,
  },
  { text: 'Jordnöt', category: 'food', criticality: 'high', reaction: 'Anafylaxi', severity: 'severe', share: 0.012 },
  { text: 'Komjölksprotein', category: 'food', criticality: 'low', reaction: 'Eksem', severity: 'mild', share: 0.008 },
  { text: 'Katt', category: 'environment', criticality: 'low', reaction: 'Astma', severity: 'moderate', share: 0.04 },
  {
    text: 'Nickel',
    category: 'environment',
    criticality: 'low',
    reaction: 'Kontakteksem',
    severity: 'mild',
    share: 0.05,
  },
];

/** Drawn once for a resident, and written down at a contact early in the record. */
export function warnings(life: Life, extra: readonly AllergyGiven[] = []): void {
  const { random } = life;
  const drawn = extra.length > 0 ? [] : allergies.filter((a) => random.chance(a.share));
  const all = [...extra, ...drawn.filter((a, i) => drawn.findIndex((b) => b.text === a.text) === i)];
  for (const given of all) if (given.category === 'medication' && given.atc) life.avoid.add(given.atc);
  if (all.length === 0) return;
  const day: Day = workday(life.from + random.int(1, 12));
  life.on(day, (when) => {
    const contact = life.meet(when, 'Hälsoformulär vid listning', { staff: life.ownNurse(), minutes: 15 });
    for (const given of all) allergy(life.chart, contact, { ...given });
    if (random.chance(0.03)) flag(life.chart, contact, 'infection', 'MRSA, bärarskap');
  });
}
