/**
 * A resident with more than screens are drawn for, put in beside the cast: the longest names, forty drugs of the longest in the catalogue, eight
 * warnings, and a bed on the cast's ward. What there may be most of otherwise, Gösta has: 3,000 laboratory values and 500 notes.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Location } from '@medplum/fhirtypes';
import { withResponsible } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { physicalTypeSystem } from '@vardkedjan/care/coordination/stays/stay.ts';
import { at, dateTimeText, dayOf, dayOfParts } from '@vardkedjan/region/calendar.ts';
import { defaultSeed } from '@vardkedjan/region/cast.ts';
import { personOf } from '@vardkedjan/region/cast/people.ts';
import { castResidents } from '@vardkedjan/region/cast/residents.ts';
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { saidToBeTaken } from '@vardkedjan/region/cast/stories/said-to-be-taken.ts';
import { castAt } from '@vardkedjan/region/cast/stories/scene.ts';
import { type DrugKey, drugs, drugText } from '@vardkedjan/region/catalogue/drugs.ts';
import { panels } from '@vardkedjan/region/catalogue/laboratory.ts';
import type { Contact } from '@vardkedjan/region/chart/chart.ts';
import { allergy, assign, book, flag } from '@vardkedjan/region/chart/order.ts';
import { type Dose, prescribe } from '@vardkedjan/region/chart/prescribe.ts';
import { writeNote } from '@vardkedjan/region/chart/write-note.ts';
import { list } from '@vardkedjan/region/courses/destiny.ts';
import { Life } from '@vardkedjan/region/courses/life.ts';
import { numberOf } from '@vardkedjan/region/people/personal-number.ts';
import { patientOf } from '@vardkedjan/region/people/patient.ts';
import { Random } from '@vardkedjan/region/random.ts';
import { bedsOf } from '@vardkedjan/region/units/beds.ts';
import { regionTree } from '@vardkedjan/region/units/tree.ts';
import type { Product } from './running-product.ts';

export const largestId = 'largest-record';

const largest = {
  id: largestId,
  given: 'Ann-Kristin Margareta Elisabeth',
  family: 'Lindströmer-Söderbergh af Västanåkersstierna',
  sex: 'female',
  personalNumber: numberOf(dayOfParts(1946, 11, 17), 338),
} as const;

const forty = 40;
const minute = 60_000;
const longTask =
  'Sonen ringer från Västanåker: medicinlistan som följde med hem stämmer inte med dosetten, undrar vem som ska ändra och när nästa utdelning är.';

function lifeOf(now: Date): Life {
  const tree = regionTree(defaultSeed);
  const [model] = castResidents.filter(({ key }) => key === 'gosta');
  if (model === undefined) throw new RangeError('Gösta is not in the cast');
  const address = {
    line: 'Norra Kyrkogårdsvägen 114 B, c/o Bostadsstiftelsen Västanåkershemmet lgh 1402',
    postalCode: '50760',
    city: 'Västra Frölunda-Österplana',
  };
  const person = personOf({ ...model, ...largest, address }, tree, dayOf(now.getTime()));
  const life = new Life({ person, tree, random: new Random(largestId), now: now.getTime(), years: 15 });
  list(life);
  life.run();
  life.labs(life.meet(life.today - 2, 'Provtagning'), panels.emergency);
  return life;
}

/** A bed more on the ward: who lies in the others has come and gone before her. */
const ownBed = { reference: `Location/${largestId}-bed`, display: 'Sal 14, extraplats vid fönstret' };

function bedOfHerOwn({ tree }: Life): Location {
  const like = bedsOf(tree.unit(castUnits.ward)).find(({ physicalType }) =>
    physicalType?.coding?.some(({ code }) => code === 'bd'),
  );
  if (like === undefined) throw new RangeError('the cast’s ward has no beds');
  return { ...like, id: `${largestId}-bed`, name: ownBed.display };
}

/** She came in last night. */
function liesOnTheWard({ chart, tree }: Life): Contact {
  const unit = tree.unit(castUnits.ward);
  const [doctor, nurse] = ['amir-rezai', 'elin-sandberg'].map((id) => unit.staff.find((each) => each.id === id));
  if (!doctor || !nurse) throw new RangeError('the cast does not work on its ward');
  const start = at(chart.today - 1, 19 * 60);
  const reason = 'Försämrad hjärtsvikt med pleuravätska, misstänkt kateterrelaterad infektion';
  const ward = chart.contact({ unit, staff: doctor, start, kind: 'inpatient', reason });
  const stay = withResponsible(
    withResponsible(ward.resource, 'doctor', doctor.reference, dateTimeText(start)),
    'nurse',
    nurse.reference,
    dateTimeText(start),
  );
  const physicalType = { coding: [{ system: physicalTypeSystem, code: 'bd', display: 'Bed' }] };
  Object.assign(ward.resource, stay, {
    location: [{ location: ownBed, status: 'active', physicalType, period: { start: dateTimeText(start) } }],
  });
  return ward;
}

const doses: readonly Dose[] = [
  { amount: 1.5, times: ['MORN', 'NOON', 'EVE', 'NIGHT'] },
  { amount: 2, asNeeded: { most: 4, why: 'vid svår klåda, illamående eller sömnsvårigheter' } },
  { amount: 1, times: ['MORN', 'EVE'] },
  { amount: 1, every: 'week' },
];

/** The longest of the catalogue. */
function takesForty({ chart }: Life, ward: Contact): void {
  const keys = (Object.keys(drugs) as DrugKey[]).toSorted(
    (a, b) => drugText(drugs[b]).length - drugText(drugs[a]).length,
  );
  for (const [index, key] of keys.slice(0, forty).entries())
    prescribe(chart, ward, key, doses[index % doses.length] as Dose, {
      moment: ward.start + index * minute,
      ward: index % 3 !== 0,
    });
}

const warned = [
  ['Trimetoprim och sulfametoxazol', 'J01EE01', 'Toxisk epidermal nekrolys med slemhinneengagemang'],
  ['Jodkontrastmedel för intravenöst bruk', undefined, 'Anafylaktisk chock, krävde adrenalin'],
  ['Latex och naturgummi', undefined, 'Kontakturtikaria och andnöd'],
  ['Tetracyklin', 'J01AA07', 'Hudutslag'],
  ['Klorhexidinsprit', undefined, 'Brännskada'],
] as const;

function isWarnedOf({ chart }: Life, ward: Contact): void {
  for (const [index, [text, atc, reaction]] of warned.entries())
    allergy(chart, ward, {
      text,
      ...(atc !== undefined && { atc }),
      category: 'medication',
      criticality: index < 3 ? 'high' : 'low',
      severity: index < 3 ? 'severe' : 'mild',
      reaction,
    });
  flag(
    chart,
    ward,
    'infection',
    'Kontaktsmitta: ESBL-bildande tarmbakterier och MRSA. Eget rum, handskar och förkläde.',
  );
  flag(chart, ward, 'treatment', 'Dialysfistel vänster arm: inga stick, inga blodtrycksmanschetter');
  flag(chart, ward, 'risk', 'Fallrisk, har fallit två gånger på avdelningen');
}

function waitsFor(life: Life, ward: Contact): void {
  const { chart } = life;
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  const elin = castAt(life, castUnits.ward, 'elin-sandberg');
  const moment = chart.now - 3 * 86_400_000;
  for (const who of [sara, elin])
    assign(chart, 'prescription-renewal', { ...who, owner: who.staff, moment, text: longTask, urgent: true });
  book(chart, {
    ...sara,
    start: at(chart.today, 16 * 60 + 40),
    minutes: 40,
    reason:
      'Läkemedelsgenomgång efter sjukhusvård, njursvikt, hjärtsvikt och diabetes. Dottern ringer in från Västanåker.',
    kind: 'Mottagningsbesök',
    status: 'booked',
  });
  const text = `${longTask} `.repeat(6);
  writeNote(chart, ward, 'gp-visit', { reason: longTask, current: text, assessment: text, plan: text });
}

/** The whole record, the patient first. */
function largestRecord(now: Date): object[] {
  const life = lifeOf(now);
  const ward = liesOnTheWard(life);
  takesForty(life, ward);
  isWarnedOf(life, ward);
  saidToBeTaken(life.chart, ward);
  waitsFor(life, ward);
  return [patientOf(life.person, now.getTime()), bedOfHerOwn(life), ...life.chart.resources];
}

/** Takes her in as any record of another system is, while the product runs. */
export async function takeInTheLargest({ dataDir }: Pick<Product, 'dataDir'>): Promise<void> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-largest-'));
  try {
    const lines = largestRecord(new Date()).map((each) => JSON.stringify(each));
    writeFileSync(join(folder, 'largest.ndjson'), lines.join('\n'));
    await promisify(execFile)(process.execPath, [`${root}server/src/jobs/import.ts`, folder], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
