/** Notes: answers to a unit's template under its search words, as plain text. */
import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes';
import { dateTimeText, type Moment } from '../calendar.ts';
import { displayUrl, questionnaireUrl } from '../systems.ts';
import { type SearchWord, searchWords, type TemplateKey, templates } from '../notes/templates.ts';
import type { Staff } from '../units/unit.ts';
import type { Chart, Contact } from './chart.ts';

export type NoteText = Partial<Record<SearchWord, string>>;

export interface NoteOptions {
  status?: 'in-progress' | 'completed' | 'amended';
  author?: Staff;
  moment?: Moment;
}

/** Signed unless said otherwise. Throws when the text has a search word that the template does not have. */
export function writeNote(
  chart: Chart,
  contact: Contact,
  key: TemplateKey,
  text: NoteText,
  options: NoteOptions = {},
): QuestionnaireResponse {
  const template = templates[key];
  const known: readonly SearchWord[] = template.words;
  for (const word of Object.keys(text)) {
    if (!known.includes(word as SearchWord)) throw new RangeError(`${key} has no search word ${word}`);
  }
  const item: QuestionnaireResponseItem[] = known.flatMap((word) => {
    const answer = text[word]?.trim();
    return answer ? [{ linkId: word, text: searchWords[word], answer: [{ valueString: answer }] }] : [];
  });
  const moment = options.moment ?? Math.min(chart.now, contact.start + 15 * 60_000);
  return chart.add<QuestionnaireResponse>(contact.unit, {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${questionnaireUrl}/${key}`,
    _questionnaire: { extension: [{ url: displayUrl, valueString: template.title }] },
    status: options.status ?? 'completed',
    subject: chart.subject,
    encounter: contact.reference,
    authored: dateTimeText(moment),
    author: (options.author ?? contact.staff).reference,
    item,
  } as QuestionnaireResponse);
}
