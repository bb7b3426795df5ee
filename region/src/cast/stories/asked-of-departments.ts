/**
 * What the departments of imaging and physiology of the cast have been asked, today and the last days, by the health centre and the ward: what waits, most urgent
 * first, what is booked, and what they have answered, confirmed or not.
 */
import { createHash } from 'node:crypto';
import { answerToSee, seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { answerOf } from '@vardkedjan/care/coordination/orders/answering/answer-of.ts';
import { type Asked, handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import type { DiagnosticReport, Organization, Practitioner, Reference, ServiceRequest, Task } from '@medplum/fhirtypes';
import type { Life } from '../../courses/life.ts';
import type { Staff, Unit } from '../../units/unit.ts';
import { castUnits } from '../staff.ts';
import { castAt } from './scene.ts';

interface Examination {
  by: readonly [unit: string, staff: string];
  /** Else of imaging. */
  of?: 'physiology';
  item: readonly [code: string, display: string];
  question: string;
  history: string;
  priority: Asked['priority'];
  minutesAgo: number;
  booked?: true;
  answer?: { text: string; minutesAgo: number; critical?: true; confirmed?: number };
}

const sara = [castUnits.healthCentre, 'sara-lindqvist'] as const;
const amir = [castUnits.ward, 'amir-rezai'] as const;
const departments = {
  imaging: [castUnits.imaging, 'ylva-hellman'],
  physiology: [castUnits.physiology, 'margareta-hagberg'],
} as const;

const asked: Readonly<Record<string, Examination>> = {
  'ward-03': {
    by: amir,
    item: ['xr-chest', 'Röntgen lungor'],
    question: 'Pneumoni? Stas? Pneumothorax?',
    history: 'Tilltagande andnöd och syrgasbehov sedan i natt. CVK inlagd i går.',
    priority: 'stat',
    minutesAgo: 25,
  },
  'ward-10': {
    by: amir,
    item: ['ct-brain', 'DT hjärna'],
    question: 'Blödning?',
    history: 'Föll i natt, slog i bakhuvudet. Står på apixaban. Orienterad, ingen pares.',
    priority: 'urgent',
    minutesAgo: 70,
  },
  'ward-06': {
    by: amir,
    item: ['us-leg', 'Ultraljud vener ben'],
    question: 'DVT vänster ben?',
    history: 'Svullen vänster vad sedan i går. Wells 3.',
    priority: 'urgent',
    minutesAgo: 200,
  },
  'listed-01': {
    by: sara,
    item: ['xr-chest', 'Röntgen lungor'],
    question: 'Infiltrat? Tumör?',
    history: 'Hosta i tre veckor, slutade röka för två år sedan. Inte feber.',
    priority: 'routine',
    minutesAgo: 90,
  },
  'listed-02': {
    by: sara,
    item: ['xr-shoulder-right', 'Röntgen höger axel'],
    question: 'Artros? Kalk?',
    history: 'Axelsmärta sedan i våras, sämre på natten.',
    priority: 'routine',
    minutesAgo: 26 * 60,
  },
  'hodan-warsame': {
    by: sara,
    item: ['xr-knee-right', 'Röntgen höger knä'],
    question: 'Artros?',
    history: 'Knäsmärta vid belastning. Tolk somaliska.',
    priority: 'routine',
    minutesAgo: 50 * 60,
    booked: true,
  },
  'listed-04': {
    by: sara,
    of: 'physiology',
    item: ['spirometry', 'Spirometri'],
    question: 'KOL? Reversibilitet?',
    history: 'Andfådd i backar sedan ett år, rökt i trettio år.',
    priority: 'routine',
    minutesAgo: 3 * 60,
  },
  'ward-11': {
    by: amir,
    of: 'physiology',
    item: ['echo', 'Ekokardiografi'],
    question: 'Vänsterkammarfunktion? Klaffel?',
    history: 'Bensvullnad och andnöd i liggande, NT-proBNP förhöjt.',
    priority: 'urgent',
    minutesAgo: 45,
  },
  'listed-05': {
    by: sara,
    of: 'physiology',
    item: ['bp-24h', '24-timmars blodtryck'],
    question: 'Hypertoni dygnet runt?',
    history: 'Höga värden på mottagningen, normala hemma.',
    priority: 'routine',
    minutesAgo: 6 * 24 * 60,
    answer: {
      text: 'Medelblodtryck dagtid 128/79, nattetid 112/66. Normal nattlig sänkning. Ingen hypertoni.',
      minutesAgo: 4 * 24 * 60,
      confirmed: 3 * 24 * 60,
    },
  },
  'ward-08': {
    by: amir,
    item: ['ct-chest', 'DT thorax'],
    question: 'Lungemboli?',
    history: 'Plötslig andnöd i morse, saturation 89 % utan syrgas.',
    priority: 'stat',
    minutesAgo: 75,
    answer: {
      text: 'Central lungemboli bilateralt. Ingen säker högerkammarbelastning. Ingen pleuravätska.',
      minutesAgo: 12,
      critical: true,
    },
  },
  'listed-03': {
    by: sara,
    item: ['us-abdomen', 'Ultraljud buk'],
    question: 'Gallsten?',
    history: 'Återkommande smärta under höger arcus efter fet mat.',
    priority: 'routine',
    minutesAgo: 5 * 24 * 60,
    answer: {
      text: 'Enstaka konkrement i gallblåsan. Ingen väggförtjockning, inga vidgade gallvägar.',
      minutesAgo: 4 * 24 * 60,
      confirmed: 3 * 24 * 60,
    },
  },
};

interface Place {
  unit: Unit;
  staff: Staff;
}

/** Told last, when the rest of the life has been lived. */
export function isAskedOfDepartments(life: Life): void {
  const given = asked[life.person.id];
  if (given === undefined) return;
  const [unit, staff] = departments[given.of ?? 'imaging'];
  const department = castAt(life, unit, staff);
  const asker = castAt(life, ...given.by);
  const request = ask(life, given, asker, department);
  const sent = new Date(life.chart.now - given.minutesAgo * 60_000);
  const handling = handlingOf(request, sent);
  const to = given.answer ? 'done' : given.booked ? 'booked' : undefined;
  const moment = given.answer ? given.answer.minutesAgo : given.minutesAgo / 2;
  const now = new Date(life.chart.now - moment * 60_000);
  life.chart.add<Task>(asker.unit, to === undefined ? handling : moved(handling, { to, now }));
  if (given.answer) isAnswered(life, given.answer, { request, asker, department, now });
}

function ask(life: Life, given: Examination, asker: Place, department: Place): ServiceRequest & { id: string } {
  const [code, display] = given.item;
  const { id: _id, ...request } = requestOf({
    id: 'given-by-the-chart',
    kind: given.of ?? 'imaging',
    items: [{ code, display }],
    question: given.question,
    history: given.history,
    priority: given.priority,
    patientId: life.person.id,
    requester: asker.staff.reference as Reference<Practitioner>,
    performer: department.unit.reference as Reference<Organization>,
    now: new Date(life.chart.now - given.minutesAgo * 60_000),
  });
  const kept = life.chart.add<ServiceRequest>(asker.unit, request);
  return { ...kept, id: kept.id ?? '' };
}

interface Done {
  request: ServiceRequest & { id: string };
  asker: Place;
  department: Place;
  now: Date;
}

function isAnswered(life: Life, answer: NonNullable<Examination['answer']>, done: Done): void {
  const { request, asker, department, now } = done;
  const { id: _id, ...signed } = answerOf({
    id: 'given-by-the-chart',
    request,
    text: answer.text,
    data: Buffer.from(answer.text, 'utf8').toString('base64'),
    hash: createHash('sha1').update(answer.text, 'utf8').digest('base64'),
    status: 'final',
    isCritical: answer.critical === true,
    signer: department.staff.reference as Reference<Practitioner>,
    unit: department.unit.reference as Reference<Organization>,
    now,
  });
  const report = life.chart.add<DiagnosticReport>(department.unit, signed);
  const focus = `DiagnosticReport/${report.id}`;
  const open = answerToSee({
    report,
    focus,
    answer: { owner: asker.staff.reference.reference ?? '', as: 'asker' },
    unit: asker.unit.reference.reference ?? '',
    answeredBy: department.unit.reference.reference ?? '',
    deviation: answer.critical ? 'critical' : 'unmarked',
    now: now.toISOString(),
  });
  const seen = answer.confirmed && new Date(life.chart.now - answer.confirmed * 60_000).toISOString();
  const { meta: _meta, ...task } = seen
    ? seenBy(open, asker.staff.reference as { reference: string }, focus, seen)
    : open;
  // The id that the store gives what is to be seen of the answer, so that a correction opens this one.
  const id = createHash('sha256')
    .update(report.id ?? '')
    .digest('hex')
    .slice(0, 32);
  life.chart.add<Task>(asker.unit, { ...task, id: `answer-${id}` });
}
