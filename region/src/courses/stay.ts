/**
 * A stay in hospital: triage and the emergency doctor, the ward with its rounds, vital signs and samples, and the discharge
 * letter. A stay that reaches past today is going on now: no discharge, and the resident lies on the ward.
 */
import { type LabKey, panels } from '../catalogue/laboratory.ts';
import type { DrugKey } from '../catalogue/drugs.ts';
import type { DiagnosisKey } from '../catalogue/diagnoses.ts';
import { at, type Day, type Moment } from '../calendar.ts';
import type { Contact, Problem } from '../chart/chart.ts';
import { decimal, measureBloodPressure, measureVital } from '../chart/measure.ts';
import { type Dose, listed, prescribe, stop, type Treatment } from '../chart/prescribe.ts';
import { writeNote } from '../chart/write-note.ts';
import { staffOf } from '../units/tree.ts';
import type { Specialty, Staff, Unit } from '../units/unit.ts';
import type { Vitals } from './body.ts';
import { givings } from './givings.ts';
import type { Life } from './life.ts';
import { roundHours, watch } from './watched.ts';

export interface Illness {
  diagnosis: DiagnosisKey;
  specialty: Specialty;
  reason: string;
  current: readonly string[];
  status: readonly string[];
  assessment: string;
  plan: string;
  /** How ill on the first day; heals toward normal. */
  vitals: Partial<Vitals>;
  levels: Partial<Record<LabKey, number>>;
  drugs: readonly { key: DrugKey; dose: Dose }[];
  days: readonly [number, number];
  /** What the rounds say, day by day. */
  rounds: readonly string[];
  course: string;
}

export interface StayOptions {
  /** Days in hospital; drawn from the illness otherwise. */
  days?: number;
  ward?: Unit;
  /** Vital signs are taken in rounds, with NEWS2. */
  watched?: true;
  /** Comes in by appointment: no emergency department. */
  planned?: boolean;
  /** Run on the ward when the first day is done. */
  onWard?: (ward: Contact, problem: Problem) => void;
  onDischarge?: (ward: Contact, problem: Problem, day: Day) => void;
}

interface Stay {
  life: Life;
  illness: Illness;
  ward: Contact;
  problem: Problem;
  days: number;
  watched: boolean;
  inpatient: Treatment[];
}

export function stay(life: Life, illness: Illness, day: Day, options: StayOptions = {}): void {
  if (life.isAdmitted(day)) return;
  const days = options.days ?? life.random.int(...illness.days);
  if (life.person.deceased !== undefined && day + days >= life.person.deceased) return;
  const wardUnit = options.ward ?? life.hospital('ward', illness.specialty);
  const arrival = at(day, options.planned ? 7 * 60 + 30 : 60 * life.random.int(7, 14) + life.random.int(0, 55));
  if (arrival > life.chart.now) return;
  life.admitUntil(day + days);
  const emergency = options.planned ? undefined : emergencyContact(life, illness, arrival);
  const start = emergency ? arrival + life.random.int(180, 420) * 60_000 : arrival;
  if (start > life.chart.now) return;
  const contact = openWard(life, illness, wardUnit, start, day + days);
  const problem = life.chart.diagnose(contact, illness.diagnosis);
  const inpatient = illness.drugs
    .filter((d) => !life.mustAvoid(d.key) && !life.alreadyHas(d.key))
    .map((d) => prescribe(life.chart, contact, d.key, d.dose, { problem, ward: true }));
  const going: Stay = { life, illness, ward: contact, problem, days, watched: options.watched === true, inpatient };
  admissionNote(going, emergency);
  options.onWard?.(contact, problem);
  for (let n = 0; n <= days; n++) wardDay(going, n);
  const last = day + days;
  const leaves = at(last, 14 * 60);
  if (leaves > life.chart.now || last >= life.end) {
    life.atLast(() => givings(life, wardUnit, contact.start));
    return;
  }
  discharge(going, leaves);
  options.onDischarge?.(contact, problem, last);
}

function emergencyContact(life: Life, illness: Illness, start: Moment): Contact {
  const unit = life.hospital('emergency');
  const nurse = staffOf(unit, ['nurse'], life.random);
  const doctor = staffOf(unit, ['doctor'], life.random);
  const contact = life.chart.contact({
    unit,
    staff: doctor,
    others: [nurse],
    start,
    minutes: life.random.int(150, 175),
    kind: 'emergency',
    reason: illness.reason,
  });
  const vitals = record(life, contact, start + 5 * 60_000, illness.vitals, 1);
  const results = ill(life, illness, 1, () =>
    life.labs(contact, new Set<LabKey>([...panels.emergency, ...keysOf(illness.levels)]), {
      moment: start + 20 * 60_000,
      answerHours: 1,
    }),
  );
  writeNote(
    life.chart,
    contact,
    'triage',
    {
      reason: illness.reason,
      triage: life.random.pick(['Orange. Till akutrum.', 'Gul. Väntar på läkare.', 'Orange, övervakning.']),
      vitals,
      allergy: allergyText(life),
      action: 'Provtagning och EKG enligt rutin. Id-band på.',
    },
    { author: nurse, moment: start + 10 * 60_000 },
  );
  writeNote(
    life.chart,
    contact,
    'emergency',
    {
      reason: illness.reason,
      history: life.history(),
      allergy: allergyText(life),
      ...(life.treatments.size > 0 && { drugs: `${listed(life.drugLines())}.` }),
      current: life.say(illness.current),
      status: life.random.pick(illness.status),
      tests: results.abnormal.length > 0 ? `${results.abnormal.join(', ')}.` : 'Prover utan anmärkning.',
      assessment: illness.assessment,
      plan: `Läggs in. ${illness.plan}`,
    },
    { moment: Math.min(life.chart.now, start + 150 * 60_000) },
  );
  return contact;
}

function openWard(life: Life, illness: Illness, unit: Unit, start: Moment, lastDay: Day): Contact {
  const doctor = staffOf(unit, ['doctor'], life.random);
  const nurse = staffOf(unit, ['nurse', 'midwife'], life.random);
  const leaves = at(lastDay, 14 * 60);
  const minutes = lastDay < life.end ? Math.round((leaves - start) / 60_000) : undefined;
  const contact = life.chart.contact({
    unit,
    staff: doctor,
    others: [nurse],
    start,
    kind: 'inpatient',
    reason: illness.reason,
    ...(minutes !== undefined && { minutes }),
  });
  const bed = `Sal ${1 + (life.person.birth % 12)}, plats ${1 + (life.person.height % 2)}`;
  contact.resource.location = [
    {
      location: { ...unit.locationReference, display: `${unit.name}, ${bed.toLowerCase()}` },
      status: contact.end === undefined ? 'active' : 'completed',
    },
  ];
  return contact;
}

function keysOf(levels: Partial<Record<LabKey, number>>): LabKey[] {
  return Object.keys(levels) as LabKey[];
}

/** Runs with the body's levels moved toward the illness by `share` (1 = as ill as it gets). */
function ill<T>(life: Life, illness: Illness, share: number, run: () => T): T {
  const before = { ...life.body.levels };
  for (const [name, value] of Object.entries(illness.levels)) {
    const key = name as LabKey;
    life.body.levels[key] = before[key] + (value - before[key]) * share;
  }
  try {
    return run();
  } finally {
    Object.assign(life.body.levels, before);
  }
}

/** From rest toward the worst, by `share`. */
function moved({ body }: Life, worst: Partial<Vitals>, share: number): Partial<Vitals> {
  const found: Partial<Vitals> = {};
  for (const [name, value] of Object.entries(worst)) {
    const key = name as keyof Vitals;
    found[key] = body.resting[key] + (value - body.resting[key]) * share;
  }
  return found;
}

/** On a ward nobody is as ill as at the door. */
const treated = 0.8;

/** Whoever retains carbon dioxide is measured against a lower target. */
const scaleOf = ({ diagnosis }: Illness) => (diagnosis.startsWith('copd') ? { scale: 2 as const } : {});

/** A full set of vital signs at a moment, in the words of the note. */
function record(life: Life, contact: Contact, moment: Moment, worst: Partial<Vitals>, share: number): string {
  const { body, chart } = life;
  const v = body.vitals(moved(life, worst, share));
  const pressure = measureBloodPressure(chart, contact, v.systolic, v.diastolic, moment);
  const pulse = measureVital(chart, contact, 'pulse', v.pulse, moment);
  const respiration = measureVital(chart, contact, 'respiration', v.respiration, moment);
  const saturation = measureVital(chart, contact, 'saturation', v.saturation, moment);
  const temperature = measureVital(chart, contact, 'temperature', v.temperature, moment);
  return `AF ${respiration}, saturation ${saturation} %, puls ${pulse}, blodtryck ${pressure}, temp ${decimal(temperature)}. Vaken och klar.`;
}

function allergyText(life: Life): string {
  return life.avoid.size > 0 ? 'Läkemedelsöverkänslighet finns, se varning.' : 'Ingen känd överkänslighet.';
}

function admissionNote(going: Stay, emergency: Contact | undefined): void {
  const { life, illness, ward } = going;
  writeNote(
    life.chart,
    ward,
    'admission',
    {
      reason: illness.reason,
      history: life.history(),
      social: socialText(life),
      allergy: allergyText(life),
      ...(life.treatments.size > 0 && {
        drugs: `Enligt läkemedelslistan, avstämd med patienten: ${listed(life.drugLines())}.`,
      }),
      current: emergency ? 'Se akutanteckning. Oförändrad vid ankomst till avdelningen.' : life.say(illness.current),
      status: life.random.pick(illness.status),
      assessment: illness.assessment,
      plan: illness.plan,
    },
    { moment: Math.min(life.chart.now, ward.start + 50 * 60_000) },
  );
}

function socialText(life: Life): string {
  const { person } = life;
  const living = person.maritalStatus === 'married' ? 'Bor med maka eller make' : 'Bor ensam';
  return `${living}. ${person.occupation.charAt(0).toUpperCase()}${person.occupation.slice(1)}. ${person.smoker === 'current' ? 'Röker.' : 'Röker inte.'}`;
}

function wardDay(going: Stay, n: number): void {
  const { life, illness, ward, days, watched } = going;
  const day = ward.day + n;
  const share = Math.max(0, 1 - n / Math.max(1, days * 0.8));
  const hours = watched ? roundHours : n === 0 ? [20] : n === days ? [6, 12] : [6, 13, 20];
  let vitals = '';
  for (const hour of hours) {
    const moment = at(day, hour * 60 + life.random.int(0, 40));
    if (moment < ward.start || moment > life.chart.now) continue;
    vitals = watched
      ? watch(
          life,
          ward,
          moment,
          { ...life.body.resting, ...moved(life, illness.vitals, share * treated) },
          scaleOf(illness),
        )
      : record(life, ward, moment, illness.vitals, share);
  }
  const morning = at(day, 6 * 60 + 20);
  const tested = n > 0 && n % 2 === 1 && morning > ward.start && morning < life.chart.now;
  const results = tested
    ? ill(life, illness, share, () =>
        life.labs(ward, new Set<LabKey>([...panels.ward, ...keysOf(illness.levels)]), {
          moment: morning,
          answerHours: 3,
        }),
      )
    : undefined;
  const round = at(day, 9 * 60 + life.random.int(0, 110));
  if (n > 0 && n < days && round < life.chart.now) {
    writeNote(
      life.chart,
      ward,
      'ward-round',
      {
        current: illness.rounds[n - 1] ?? life.random.pick(steadyDays),
        status: vitals,
        ...(results && {
          tests: results.abnormal.length > 0 ? `${results.abnormal.join(', ')}.` : 'Normaliserade prover.',
        }),
        assessment: life.random.pick(share > 0.5 ? slowDays : betterDays),
        action: life.random.pick(share > 0.4 ? stayActions : leaveActions),
      },
      { moment: round, author: roundDoctor(going) },
    );
  }
  const evening = at(day, 21 * 60 + life.random.int(0, 40));
  if (evening > ward.start && evening < life.chart.now && n < days) nursingNote(going, share, evening);
}

const steadyDays = [
  'Sovit gott, inga nya besvär.',
  'Mår bättre för varje dag. Äter vid bordet.',
  'Inga nya symtom. Lite trött efter gårdagens träning.',
  'Bra natt. Frågar när det är dags att åka hem.',
  'Oförändrad sedan i går. Ingen smärta.',
  'Gått i korridoren två gånger. Inga besvär.',
] as const;
const slowDays = [
  'Förbättras långsamt.',
  'Går åt rätt håll.',
  'Fortfarande påverkad men stabilare än i går.',
  'Svarar på behandlingen.',
] as const;
const betterDays = [
  'Klart förbättrad.',
  'Stabil. Hemgång planeras.',
  'God effekt av behandlingen.',
  'Medicinskt färdigbehandlad inom ett par dagar.',
] as const;
const stayActions = [
  'Fortsatt behandling oförändrad.',
  'Samma ordinationer. Nya prover i morgon.',
  'Fortsätter enligt plan, fysioterapeut kopplas in.',
  'Ingen ändring i dag. Anhörig informerad per telefon.',
] as const;
const leaveActions = [
  'Mobilisering. Planerar hemgång.',
  'Läkemedelslistan gås igenom inför hemgång.',
  'Avstämning med kommunen om hjälp i hemmet.',
  'Trappar ned kontrollerna. Hem om ett par dagar.',
] as const;

/** Whoever has the round that day; most often the first on the ward's list. */
function roundDoctor(going: Stay): Staff {
  const doctors = going.ward.unit.staff.filter((s) => s.profession === 'doctor');
  return doctors[0] && going.life.random.chance(0.6) ? doctors[0] : going.life.random.pick(doctors);
}

function nursingNote(going: Stay, share: number, moment: Moment): void {
  const { life, ward } = going;
  const nurse: Staff = staffOf(ward.unit, ['nurse', 'midwife'], life.random);
  writeNote(
    life.chart,
    ward,
    'nursing',
    {
      breathing: share > 0.5 ? 'Lätt andfådd vid förflyttning.' : 'Obesvärad andning i vila.',
      nutrition: life.random.pick([
        'Äter halva portioner. Dricker själv.',
        'Äter och dricker bra.',
        'Dålig aptit, tar näringsdryck.',
      ]),
      elimination: life.random.pick([
        'Använder urinflaska nattetid.',
        'Kissar på toaletten. Avföring i dag.',
        'Ingen avföring på två dagar, får laxerande.',
      ]),
      activity:
        share > 0.5
          ? 'Uppe till stol med hjälp av en.'
          : life.random.pick(['Går i korridoren med rullator.', 'Självgående på avdelningen.', 'Duschat med stöd.']),
      sleep: life.random.pick(['Sovit i omgångar.', 'Sovit gott.', 'Orolig natt, vaknat flera gånger.']),
      pain: life.random.pick([
        'VAS 2 i vila.',
        'Smärtfri i vila.',
        'VAS 4 vid rörelse, fått vid behovsdos med god effekt.',
      ]),
    },
    { author: nurse, moment },
  );
}

function discharge(going: Stay, leaves: Moment): void {
  const { life, illness, ward, inpatient } = going;
  const day = ward.day + going.days;
  for (const treatment of inpatient) {
    if (treatment.resource.status === 'active') stop(treatment, day, 'Avslutad vid utskrivning');
  }
  ward.resource.hospitalization = {
    dischargeDisposition: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'home' }],
      text: 'Till hemmet',
    },
  };
  writeNote(
    life.chart,
    ward,
    'discharge',
    {
      reason: `${illness.reason} Vårdtid ${going.days} dygn.`,
      history: life.history(),
      course: illness.course,
      drugChanges:
        'Läkemedelslistan avstämd vid utskrivningen. Ordinationer på avdelningen är avslutade. Patienten har fått en aktuell lista och läkemedelsberättelse.',
      assessment: `Förbättrad. ${going.problem.diagnosis.title}.`,
      plan: `Återbesök hos ${life.centre.name} inom två veckor.`,
      information: 'Patienten har fått muntlig och skriftlig information och vet vart hen vänder sig vid försämring.',
    },
    { moment: leaves - 60 * 60_000 },
  );
}
