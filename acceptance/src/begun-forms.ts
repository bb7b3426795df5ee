/** Forms that are begun and not sent, as the journeys handle them: how each is opened, what is typed in it, and what the server has of it. */
import type { Bundle, DocumentReference } from '@medplum/fhirtypes';
import { formDraftSystem, heldForm } from '@vardkedjan/care/record-keeping/form-draft.ts';
import type { Locator, Page } from 'playwright-core';
import { Api } from './api.ts';
import { dock, recordAddress, summaryIsPainted } from './clinician-app.ts';
import type { Person } from './person.ts';
import type { Scene } from './scene.ts';

export interface BegunForm {
  /** The workspace. */
  name: string;
  /** As it stands under "my work". */
  title: string;
  keys: string;
  /** What is done before one types. */
  before?: (person: Person) => Promise<void>;
  field: (page: Page) => Locator;
  /** What is kept of the field, from the JSON of each. */
  kept: (fields: Readonly<Record<string, string>>) => string;
}

const field = (name: string) => (page: Page) => dock(page).getByLabel(name, { exact: true });
const textIn = (json: string | undefined): string => (json === undefined ? '' : (JSON.parse(json) as string));

export const begunForms: readonly BegunForm[] = [
  {
    name: 'medications/prescribe',
    title: 'Ordinera läkemedel',
    keys: 'l',
    before: async ({ page }) => {
      await dock(page).getByLabel('Läkemedel', { exact: true }).fill('para 500');
      await dock(page).getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
    },
    field: field('Dosering'),
    kept: ({ dose }) => textIn(dose),
  },
  {
    name: 'orders/laboratory',
    title: 'Beställ prover',
    keys: 'b l',
    field: field('Frågeställning'),
    kept: ({ question }) => textIn(question),
  },
  {
    name: 'orders/imaging',
    title: 'Beställ undersökning',
    keys: 'b r',
    field: field('Frågeställning'),
    kept: ({ question }) => textIn(question),
  },
  {
    name: 'orders/referral',
    title: 'Remiss',
    keys: 'b m',
    field: field('Frågeställning'),
    kept: ({ question }) => textIn(question),
  },
  {
    name: 'waiting-list/ask',
    title: 'Återbesök',
    keys: 'b v',
    field: field('Orsak, som den ska stå i kallelsen och på listan'),
    kept: ({ reason }) => textIn(reason),
  },
  {
    name: 'documents/write',
    title: 'Brev',
    keys: 'b b',
    field: field('Rubrik'),
    kept: ({ written }) => (written === undefined ? '' : (JSON.parse(written) as { title: string }).title),
  },
];

export async function open(person: Person, { keys, before, field }: BegunForm, patientId: string): Promise<void> {
  const { page, base } = person;
  await page.goto(base + recordAddress(patientId));
  await summaryIsPainted(page);
  for (const key of keys.split(' ')) await page.keyboard.press(key);
  await before?.(person);
  await field(page).waitFor();
}

/** What the server has of somebody's begun form; undefined: nothing. */
export async function keptOnServer(
  { product }: Scene,
  who: string,
  patientId: string,
  name: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const found = await new Api(product, '--as', who).get<Bundle>(
    `DocumentReference?patient=${patientId}&status=current&identifier=${encodeURIComponent(`${formDraftSystem}|`)}`,
  );
  const drafts = (found.body.entry ?? []).map(({ resource }) => heldForm(resource as DocumentReference));
  return drafts.find((held) => held?.form === name)?.texts;
}
