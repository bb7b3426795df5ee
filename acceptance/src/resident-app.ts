/** The residents' app as the journeys handle it. */
import type { Page } from 'playwright-core';
import { everythingIsFetched } from './browser.ts';
import type { Person } from './person.ts';

export async function goToPart(
  { page }: Person,
  part: 'Start' | 'Journal' | 'Prover' | 'Läkemedel' | 'Vem har läst',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Delar' }).getByRole('link', { name: part }).click();
  await everythingIsFetched(page);
}

/** From the start: the record, its notes, and the latest note of that title. */
export async function noteInResidentsJournal(person: Person, title: string): Promise<void> {
  const { page } = person;
  await goToPart(person, 'Journal');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Anteckningar/ })
    .click();
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click();
  await page.locator('.own-note').waitFor();
}

/** What is said of each of somebody's visits to the record, the latest first. */
export async function visits(page: Page, name: string): Promise<string[]> {
  const found = page.locator('.who-visit').filter({ hasText: name });
  await found.first().waitFor();
  return found.allInnerTexts();
}

/** What is said of somebody's latest visit to the record. */
export async function whoHasRead(person: Person, name: string): Promise<string> {
  await goToPart(person, 'Vem har läst');
  const [latest = ''] = await visits(person.page, name);
  return latest;
}
