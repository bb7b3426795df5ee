import { Api } from '../src/api.ts';
import { dock, recordAddress } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import assert from 'node:assert/strict';
import type { Bundle, MedicationAdministration } from '@medplum/fhirtypes';

journey(
  'A ward nurse writes down what the doctor orders by word of mouth, and that it is given; it waits on the doctor’s list, who signs it',
  async (scene) => {
    const patient = 'ward-04';
    const elin = await scene.staff('elin', recordAddress(patient));
    const { page } = elin;
    await page.locator('.strip').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Muntlig ordination');
    await page
      .getByRole('option', { name: /Muntlig ordination/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    const panel = dock(page);
    await panel.getByLabel('Läkemedel', { exact: true }).fill('furosemid 10 mg');
    await panel.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await panel.getByLabel('Dosering').fill('20 mg vb högst 40 mg/dygn');
    await panel.getByRole('button', { name: /Ordinerad av/ }).click();
    await page.getByRole('option', { name: /Amir Rezai/ }).click();
    await panel.getByLabel(/^Given vid samma tid/).check();
    await elin.looksRight('a verbal order');
    await page.keyboard.press('Control+Enter');
    for (const why of await panel.getByLabel(/^Skäl/).all()) await why.fill('Lungödem, ges akut');
    await page.keyboard.press('Control+Enter');
    await panel.getByText(/är ordinerat på muntlig ordination av Amir Rezai/).waitFor();
    const { body } = await new Api(scene.product, '--as', 'elin').get<Bundle<MedicationAdministration>>(
      `MedicationAdministration?patient=Patient/${patient}&_sort=-_lastUpdated&_count=1`,
    );
    assert.match(
      body.entry?.[0]?.resource?.medicationCodeableConcept?.text ?? '',
      /^Furosemid/,
      'it is signed as given',
    );
    const amir = await scene.staff('amir', '/');
    const row = amir.page.getByRole('row', { name: /Furosemid.*Elin Sandberg/ });
    await row.waitFor();
    await amir.looksRight('verbal orders to sign');
    await row.getByRole('button', { name: /^Signera/ }).click();
    await row.waitFor({ state: 'detached' });
  },
);
