/**
 * Who is to come to the health centre of the cast and has no time yet: a table, and a return visit after every contact there whose diagnosis
 * the secretary has still to code.
 */
import type { Encounter, Reference, ServiceRequest, Task } from '@medplum/fhirtypes';
import { type AskedVisit, visitRequest } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { dateText, dayOf, type Moment } from '../calendar.ts';
import type { Life } from '../courses/life.ts';
import { castUnits } from './staff.ts';
import { castAt } from './stories/scene.ts';

type Row = readonly [resident: string, kind: AskedVisit, reason: string, daysAgo: number, inDays: number];

const rows: readonly Row[] = [
  ['listed-03', 'treatment', 'Borttagning av hudförändring på ryggen', 84, 0],
  ['listed-12', 'treatment', 'Kortisoninjektion i höger axel', 41, 0],
  ['listed-15', 'treatment', 'Borttagning av nageltrång, höger stortå', 97, 0],
  ['listed-05', 'assessment', 'Yrsel sedan tre dagar, har ringt', 2, 0],
  ['listed-16', 'assessment', 'Svullet knä, har ringt', 0, 0],
  ['hodan-warsame', 'return-visit', 'Blodtryck efter ändrad dos. Tolk somaliska.', 12, 28],
  ['gosta-pettersson', 'return-visit', 'Vikt och njurprover', 20, 14],
  ['linnea-sjogren', 'return-visit', 'Astmakontroll, spirometri', 9, 60],
  ['listed-08', 'return-visit', 'Blodtryck och kolesterol', 33, 30],
  ['listed-09', 'return-visit', 'Uppföljning bentäthet', 6, 40],
];

const aDay = 86_400_000;
/** So far back the secretary's list goes. */
const codedWithin = 90 * aDay;

export function askVisits(life: Life): void {
  const { chart, person } = life;
  for (const [resident, kind, reason, daysAgo, inDays] of rows)
    if (resident === person.id) ask(life, { kind, reason, at: chart.now - daysAgo * aDay, inDays });
  if (person.deceased !== undefined) return;
  const noted = new Set(
    chart.resources.flatMap((each) =>
      each.resourceType === 'QuestionnaireResponse' ? [each.encounter?.reference] : [],
    ),
  );
  for (const contact of chart.resources.filter((each) => each.resourceType === 'Encounter')) {
    if (!noted.has(`Encounter/${contact.id}`)) continue;
    const ended = Date.parse(contact.period?.end ?? '');
    const isAtCentre = contact.serviceProvider?.reference === `Organization/${castUnits.healthCentre}`;
    if (!isAtCentre || contact.status !== 'finished' || contact.diagnosis || !(ended > chart.now - codedWithin))
      continue;
    const encounter = { reference: `Encounter/${contact.id}` };
    ask(life, {
      kind: 'return-visit',
      reason: `Uppföljning. ${contact.reasonCode?.[0]?.text ?? ''}`.trim(),
      at: ended,
      inDays: 42,
      encounter,
      with: doctorOf(contact),
    });
  }
}

function doctorOf({ participant = [] }: Encounter): string {
  const who = participant[0]?.individual?.reference?.split('/').at(-1);
  return who === 'johan-ekdahl' || who === 'maria-holm' ? who : 'sara-lindqvist';
}

interface Asked {
  kind: AskedVisit;
  reason: string;
  at: Moment;
  inDays: number;
  encounter?: Reference<Encounter>;
  with?: string;
}

function ask(life: Life, { kind, reason, at, inDays, encounter, ...asked }: Asked): void {
  const { chart, person } = life;
  const { unit, staff } = castAt(life, castUnits.healthCentre, asked.with ?? 'sara-lindqvist');
  const first = Math.max(dayOf(at) + inDays, chart.today + 1);
  const [{ id: _id, ...request }, { id: _task, ...handling }] = visitRequest({
    id: '-',
    kind,
    reason,
    patientId: person.id,
    ...(encounter && { encounter }),
    requester: staff.reference,
    with: staff.reference,
    unit: unit.reference,
    from: dateText(first),
    until: dateText(first + 14),
    now: new Date(at),
  });
  const { id = '' }: ServiceRequest = chart.add<ServiceRequest>(unit, request);
  chart.add<Task>(unit, { ...handling, id, focus: { reference: `ServiceRequest/${id}` } });
}
