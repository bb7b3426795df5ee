/** What must be put right before a template is published, each by the row that it is about. */
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { optionsOf, unitOf } from '../../draft/typed-answers.ts';
import { isHeading } from './template-kinds.ts';
import { allLinkIds, rowsOf } from './template-rows.ts';

export type Fault =
  | 'no-title'
  | 'no-words'
  | 'no-name'
  | 'same-name'
  | 'same-link'
  | 'empty-group'
  | 'empty-phrase'
  | 'no-options'
  | 'no-unit';

export interface TemplateFault {
  fault: Fault;
  /** Number of the row; absent when it is about the whole. */
  row?: number;
}

export function templateFaults({ title = '', item = [] }: Pick<Questionnaire, 'title' | 'item'>): TemplateFault[] {
  const faults: TemplateFault[] = [];
  if (title.trim() === '') faults.push({ fault: 'no-title' });
  const rows = rowsOf(item);
  if (!rows.some((row) => !isHeading(row.item) && row.item.type !== 'display')) faults.push({ fault: 'no-words' });
  let group = '';
  const names = new Set<string>();
  const links = new Set<string>();
  for (const [row, { item: each, level }] of rows.entries()) {
    if (level === 1) group = isHeading(each) ? each.linkId : '';
    const add = (fault: Fault) => faults.push({ fault, row });
    const name = (each.text ?? '').trim();
    if (name === '') add('no-name');
    else if (isTaken(names, `${level === 2 ? group : ''}/${name.toLocaleLowerCase('sv')}`)) add('same-name');
    if (allLinkIds(each).filter((link) => isTaken(links, link)).length > 0) add('same-link');
    if (isHeading(each) && level === 1 && rows[row + 1]?.level !== 2) add('empty-group');
    if (hasEmptyPhrase(each)) add('empty-phrase');
    if (each.type === 'choice' && !each.answerValueSet && optionsOf(each).length === 0) add('no-options');
    if (each.type === 'quantity' && !unitOf(each).display) add('no-unit');
  }
  return faults;
}

function isTaken(names: Set<string>, name: string): boolean {
  const taken = names.has(name);
  names.add(name);
  return taken;
}

const hasEmptyPhrase = ({ extension = [] }: QuestionnaireItem): boolean =>
  extension.some(({ valueString }) => valueString !== undefined && valueString.trim() === '');
