/** What a doctor in training has signed and asked Sara to countersign; and what Lennart holds against a note of his. */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { askToCounterSign, counterSigningId } from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import { withDissent } from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { castUnits } from '../staff.ts';
import { dateTimeText } from '../../calendar.ts';
import { type NoteText, writeNote } from '../../chart/write-note.ts';
import type { Life } from '../../courses/life.ts';
import { castAt } from './scene.ts';

const visits: readonly { reason: string; hoursAgo: number; note: NoteText }[] = [
  {
    reason: 'Ryggont',
    hoursAgo: 28,
    note: {
      reason: 'Ryggont sedan två veckor.',
      current:
        'Ont i ländryggen efter en flytt. Ingen utstrålning, inga domningar, ingen påverkan på blåsa eller tarm.',
      assessment: 'Akut lumbago utan tecken på nervpåverkan.',
      plan: 'Fortsatt rörelse, egenvård. Åter vid försämring.',
    },
  },
  {
    reason: 'Blodtryckskontroll',
    hoursAgo: 5,
    note: {
      reason: 'Blodtryckskontroll.',
      current: 'Mår bra. Inga biverkningar av behandlingen.',
      assessment: 'Välreglerat blodtryck.',
      plan: 'Ny kontroll om ett år.',
    },
  },
];

export function inTraining(life: Life): void {
  const { chart } = life;
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  const trainee = sara.unit.staff.find(({ title }) => title.startsWith('ST-läkare'));
  if (!trainee) return;
  for (const { reason, hoursAgo, note: text } of visits) {
    const start = chart.now - hoursAgo * 3_600_000;
    const contact = chart.contact({ unit: sara.unit, staff: trainee, start, minutes: 20, kind: 'visit', reason });
    const note = writeNote(chart, contact, 'gp-visit', text);
    const { id = '' } = note;
    const at = dateTimeText(start + 30 * 60_000);
    const request = askToCounterSign({
      note: { ...note, id },
      by: trainee.reference,
      of: sara.staff.reference,
      at,
    });
    if (typeof request === 'string') throw new RangeError(`a note that is signed is asked for: ${request}`);
    chart.add(sara.unit, request).id = counterSigningId(id);
  }
}

/** The latest note that Sara has signed. */
export function dissents(life: Life): void {
  const sara = castAt(life, castUnits.healthCentre, 'sara-lindqvist');
  const { resources } = life.chart;
  const index = resources.findLastIndex(
    (one) =>
      one.resourceType === 'QuestionnaireResponse' &&
      one.status === 'completed' &&
      one.author?.reference === sara.staff.reference.reference,
  );
  const note = resources[index] as QuestionnaireResponse | undefined;
  if (!note?.authored) return;
  const opinion =
    'Jag har inte slutat ta mina tabletter på egen hand. Det var sjuksköterskan som sade att jag skulle vänta.';
  const at = new Date(Date.parse(note.authored) + 2 * 86_400_000).toISOString();
  resources[index] = withDissent(note, { opinion, at, by: sara.staff.reference }, undefined);
}
