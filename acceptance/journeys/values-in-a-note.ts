import assert from 'node:assert/strict';
import type { Bundle, Observation, QuestionnaireResponse } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import {
  beginNote,
  dock,
  isSaved,
  noteField,
  recordAddress,
  signNote,
  summaryIsPainted,
} from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'A blood pressure that is written in a note is among the values, and is corrected with the note',
  async (scene) => {
    const johan = await scene.staff('johan', '/unit/templates');
    await johan.page.getByRole('button', { name: 'Ny mall' }).click();
    await johan.page.getByLabel('Mallens namn').fill('Blodtryckskontroll');
    const row = johan.page.locator('.templates-rows > li').first();
    await row.getByRole('button', { name: /^Fri text/ }).click();
    await johan.page.getByRole('option', { name: /^Blodtryck/ }).click();
    await row.getByRole('textbox', { name: 'Sökord' }).press('Enter');
    await johan.page.keyboard.type('Bedömning');
    await johan.looksRight('a template with a measure');
    await johan.page.getByRole('button', { name: 'Ta i bruk' }).click();
    await johan.page.getByText('Version 1 används nu.').waitFor();

    const sara = await scene.staff('sara');
    const { page } = sara;
    await page.goto(sara.base + recordAddress('emma-nilsson'));
    await summaryIsPainted(page);
    await beginNote(sara, 'emma-nilsson');
    await dock(page).getByRole('button', { name: /Mall$/ }).click();
    await page.getByRole('option', { name: 'Blodtryckskontroll' }).click();
    await noteField(page, 'Blodtryck, Systoliskt').click();
    await page.keyboard.type('13o/84');
    await dock(page).getByText('Skriv ett tal. Det som står är inte sparat.').waitFor();
    await page.keyboard.press('Control+Enter');
    await dock(page)
      .getByText(/Ett värde kan inte tolkas/)
      .waitFor();
    await noteField(page, 'Blodtryck, Systoliskt').fill('138');
    await noteField(page, 'Bedömning').fill('Trycket ligger som det ska på provmallen.');
    await isSaved(page);
    await sara.looksRight('a note with a value');
    await signNote(page);
    await page.locator('.summary').getByText('138/84').waitFor();

    const api = new Api(scene.product, '--as', 'sara');
    const found = await api.get<Bundle>(
      'Observation?subject=Patient/emma-nilsson&code=85354-9&_sort=-date&_count=1&_include=Observation:derived-from',
    );
    const [value, note] = (found.body.entry ?? []).map(({ resource }) => resource);
    assert.equal((value as Observation).derivedFrom?.[0]?.reference, `QuestionnaireResponse/${note?.id}`);
    assert.equal((note as QuestionnaireResponse).status, 'completed');

    await page.goto(sara.base + recordAddress('emma-nilsson', 'notes'));
    const entry = page
      .locator('#record-page .note-entry')
      .filter({ hasText: 'Trycket ligger som det ska på provmallen.' });
    await entry.getByText('Texten är den som signerades').waitFor();
    await entry.getByRole('button', { name: 'Rätta' }).click();
    const form = page.getByRole('form', { name: 'Rätta anteckning' });
    await form.getByLabel('Blodtryck, Systoliskt').fill('183');
    await form.getByLabel('Varför rättas anteckningen?').fill('Siffrorna omkastade.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^Signerad \d/ }).waitFor();
    await page.goto(sara.base + recordAddress('emma-nilsson'));
    await page.locator('.summary').getByText('183/84').waitFor();
    assert.equal(
      await page.locator('.summary').getByText('138/84').count(),
      0,
      'what was wrong is not shown as a value',
    );
  },
);
