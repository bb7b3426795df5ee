/** Ordering and answers as the journeys handle them. */
import type { Locator, Page } from 'playwright-core';
import { dock } from './clinician-app.ts';
import type { Hands } from './hands.ts';

/** Finds by some letters and takes the first hit. */
export async function pick(hands: Hands, field: string, letters: string): Promise<void> {
  const panel = dock(hands.page);
  await hands.fill(panel.getByRole('combobox', { name: field }), letters, field);
  await panel.getByRole('option').first().waitFor();
  await hands.press('Enter', 'take the first');
}

export async function orderSent(page: Page): Promise<void> {
  await dock(page).getByRole('heading', { name: 'Skickad', exact: true }).waitFor();
}

export const answerLine = (page: Page, patient: string, what: string): Locator =>
  page.getByRole('option').filter({ hasText: patient }).filter({ hasText: what }).first();
