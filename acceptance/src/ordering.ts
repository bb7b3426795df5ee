/** Ordering and answers as the journeys handle them. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Bundle } from '@medplum/fhirtypes';
import type { Locator, Page } from 'playwright-core';
import { type Asked, handlingOf, type OrderKind, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { Api } from './api.ts';
import { dock } from './clinician-app.ts';
import type { Hands } from './hands.ts';
import type { Person } from './person.ts';
import type { Scene } from './scene.ts';

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

/** Asks the imaging department of the cast for an X-ray of somebody on the ward, as Amir; its name is its own. */
export async function askImaging(scene: Scene, what: string): Promise<void> {
  await asks(scene, 'imaging', 'ward-03', {
    items: [{ code: 'xr-chest', display: what }],
    question: 'Pneumothorax?',
    history: 'Försämrad sedan i natt.',
    priority: 'stat',
    performer: { reference: 'Organization/hospital-boras-imaging', display: 'Röntgenavdelningen, Sjukhuset i Borås' },
  });
}

const amir = { key: 'amir', reference: 'Practitioner/amir-rezai', display: 'Amir Rezai, överläkare, internmedicin' };
export const erik = { key: 'erik', reference: 'Practitioner/erik-norberg', display: 'Erik Norberg, specialistläkare' };

/** Tests of somebody, as a doctor of the hospital orders them; answers the order's id. */
export const askLaboratory = (scene: Scene, patientId: string, items: Asked['items'], by = amir): Promise<string> =>
  asks(scene, 'laboratory', patientId, {
    by,
    items,
    question: '',
    history: '',
    priority: 'routine',
    performer: { reference: 'Organization/hospital-boras-laboratory', display: 'Laboratoriemedicin' },
  });

type What = Pick<Asked, 'items' | 'question' | 'history' | 'priority' | 'performer'> & { by?: typeof amir };

async function asks(scene: Scene, kind: OrderKind, patientId: string, { by = amir, ...what }: What): Promise<string> {
  const now = new Date();
  const request = requestOf({
    ...what,
    id: randomUUID(),
    kind,
    patientId,
    requester: { reference: by.reference, display: by.display },
    now,
  });
  const entry = [request, handlingOf(request, now)].map((resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  const bundle: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  assert.equal((await new Api(scene.product, '--as', by.key).post('', bundle)).status, 200);
  return request.id;
}

/**
 * Ylva answers it, and it is critical; Amir has his inbox open the whole time. Until his page shows it: milliseconds from her signature, which
 * nothing but being told brings to his page so soon.
 */
export async function answersImaging(ylva: Person, amir: Person, { what, text }: { what: string; text: string }) {
  const { page, hands } = ylva;
  const row = page.locator('.unit-orders tbody tr', { hasText: what });
  await row.waitFor();
  await amir.page.getByRole('heading', { name: /^Svar att bevaka \d/ }).waitFor();
  await hands.click(row.getByRole('button'), 'the order');
  const field = page.getByRole('textbox', { name: 'Svar', exact: true });
  await field.waitFor();
  await hands.write(field, text);
  await hands.click(page.getByLabel(/^Kritiskt svar/), 'critical');
  const signed = performance.now();
  await hands.press('Control+Enter', 'sign and send');
  await answerLine(amir.page, '', what).waitFor();
  return performance.now() - signed;
}
