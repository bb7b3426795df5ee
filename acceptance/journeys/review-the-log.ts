import assert from 'node:assert/strict';
import type { ParametersParameter } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { journey } from '../src/journey.ts';
import type { Locator } from 'playwright-core';
import type { Person } from '../src/person.ts';

const reason = 'Undrar hur det går för grannen.';
const gosta = 'gosta-pettersson';

/** The odd opening is above all that are not; others of the same day may be as odd. */
async function stands(rows: Locator, odd: RegExp): Promise<void> {
  await rows.filter({ hasText: odd }).first().waitFor();
  const texts = await rows.allInnerTexts();
  const usual = texts.findIndex((text) => text.includes('Inget som avviker'));
  const at = texts.findIndex((text) => odd.test(text));
  assert.ok(at >= 0 && (usual === -1 || at < usual), `the odd one is number ${at}, the first usual one ${usual}`);
}

journey(
  'A log reviewer’s day: the odd opening stands first and says why, is decided on, and the resident sees that it was reviewed',
  async (scene) => {
    const tomas = new Api(scene.product, '--as', 'tomas');
    await tomas.post('Patient/$state-relation', {
      resourceType: 'Parameters',
      parameter: [
        { name: 'patient', valueReference: { reference: `Patient/${gosta}` } },
        { name: 'reason', valueString: reason },
      ] satisfies ParametersParameter[],
    });
    await tomas.get(`Patient/${gosta}/$chart`);
    const sara = new Api(scene.product, '--as', 'sara');
    for (const id of [gosta, 'lennart-karlsson', 'emma-nilsson']) await sara.get(`Patient/${id}/$chart`);

    const gunnar = await scene.staff('gunnar');
    const { page } = gunnar;
    await page.getByRole('heading', { name: 'Loggranskning' }).waitFor();
    await page.getByRole('button', { name: 'Dra stickprov ur dagens logg' }).click();
    await page.getByText(/öppningar drogs/).waitFor();
    const rows = page.locator('.log-review-list tbody tr');
    await stands(rows, /Ingen vårdkontakt[\s\S]*Tomas Berglund[\s\S]*Gösta Pettersson/);
    await gunnar.looksRight('log review: what waits');

    await page.getByRole('button', { name: 'Fråga loggen' }).click();
    await page.getByLabel('Patientens personnummer').fill('19471024-2811');
    await page.keyboard.press('Enter');
    await rows.first().waitFor();
    await stands(rows, /Ingen vårdkontakt[\s\S]*Tomas Berglund/);
    await gunnar.looksRight('log review: the log of a patient');
    await rows.getByRole('button', { name: 'Tomas Berglund' }).first().click();
    assert.equal(
      await page.getByRole('button', { name: /Personnummer eller namn/ }).count(),
      0,
      'no patients to look for',
    );
    const detail = page.getByRole('complementary', { name: 'Beslut' });
    await detail.getByText('Enheten hade ingen planerad eller given vård för patienten då.').waitFor();
    await detail.getByText(`”${reason}”`).first().waitFor();
    await detail
      .getByText(/Angav varför journalen behövdes/)
      .first()
      .waitFor();
    await detail.locator('.log-review-hours').waitFor();
    await gunnar.looksRight('log review: an opening');

    await decide(gunnar, 'Oklar – utreds vidare', ['Grannskap är inget skäl.', 'Enhetschefen i Skövde frågar Tomas.']);
    await page.getByRole('button', { name: /^Att granska/ }).click();
    const waiting = rows.filter({ hasText: 'Tomas Berglund' }).filter({ hasText: 'Gösta Pettersson' });
    await waiting.first().waitFor();
    assert.equal(await waiting.count(), 1, 'what is looked into still waits');
    await waiting.getByRole('button', { name: 'Tomas Berglund' }).click();
    await detail.getByText('Grannskap är inget skäl.').waitFor();
    await decide(gunnar, 'Obefogad', ['Inget uppdrag för patienten.', 'Lämnat till verksamhetschefen.']);
    await page.getByRole('button', { name: 'Granskade' }).click();
    await waiting.first().waitFor();
    await waiting.getByRole('button', { name: 'Tomas Berglund' }).click();
    const earlier = await detail.locator('.log-review-earlier').innerText();
    assert.match(
      earlier,
      /Obefogad[\s\S]*Lämnat till verksamhetschefen[\s\S]*Oklar – utreds vidare[\s\S]*Enhetschefen i Skövde/,
    );

    await page.getByRole('button', { name: 'Fråga loggen' }).click();
    await page.getByLabel('Användarens namn eller HSA-id').fill('Lindqvist');
    await page.getByRole('button', { name: /^Sara Lindqvist/ }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Visa loggen' }).click();
    await rows.filter({ hasText: 'Lennart Karlsson' }).first().waitFor();
    await gunnar.looksRight('log review: the log of a user');

    const resident = await scene.resident('gosta', '/resident/who');
    await resident.page.getByText('Granskade vem som har läst journalen').first().waitFor();
  },
);

/** What is found of the opening in front. */
async function decide({ page }: Person, decision: string, [why = '', next = '']: readonly string[]): Promise<void> {
  const detail = page.getByRole('complementary', { name: 'Beslut' });
  await detail.getByLabel(decision).check();
  await detail.getByLabel('Varför').fill(why);
  await detail.getByLabel('Vad som görs nu').fill(next);
  await detail.getByRole('button', { name: 'Spara beslutet' }).click();
  await detail.getByText('Beslutet är sparat.').waitFor();
}

journey('The log is no place for one who gives care', async (scene) => {
  const api = new Api(scene.product, '--as', 'sara');
  for (const path of ['AuditEvent/$review-samples', `AuditEvent/$review-log?patient=${gosta}`])
    assert.equal((await api.get(path)).status, 403, path);
});
