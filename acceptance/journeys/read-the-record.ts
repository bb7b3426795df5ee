import assert from 'node:assert/strict';
import { recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey('Laboratory values and vital signs are read as a table and as pictures', async (scene) => {
  const sara = await scene.staff('sara', recordAddress('lennart-karlsson', 'results'));
  const { page } = sara;
  const row = page.getByRole('row', { name: /HbA1c/ });
  await row.waitFor();
  assert.ok(
    (await row.getByRole('cell').allInnerTexts()).filter((text) => /^[<>≤≥]?\s*[\d ]+(,\d+)?$/.test(text.trim()))
      .length >= 3,
    'several values in a row',
  );
  await sara.looksRight('labs as a table');

  await page.getByRole('button', { name: 'Kurvor' }).click();
  await page.locator('.curves .trend-plot canvas').first().waitFor();
  await sara.looksRight('labs as pictures');
  await page.getByRole('button', { name: /HbA1c.*: visa kurva och tabell/ }).click();
  await page.locator('.curve-large .trend-plot canvas').waitFor();
  const words = await page.locator('.curve-large .trend-plot').getAttribute('aria-label');
  assert.match(words ?? '', /\d/, 'the picture is told in words as well');
  assert.ok((await page.locator('.curve-large').getByRole('row').count()) > 3, 'and as a table beside it');
  await sara.looksRight('one lab value, large');

  await page.getByRole('button', { name: 'Mätvärden' }).click();
  await page.getByRole('button', { name: 'Tabell' }).click();
  await page.getByRole('row', { name: /Blodtryck/ }).waitFor();
  assert.match(await page.getByRole('row', { name: /Blodtryck/ }).innerText(), /\d{2,3}\/\d{2,3}/);
  await sara.looksRight('vital signs as a table');
  await page.getByRole('row', { name: /Vikt/ }).getByRole('button').first().click();
  const dialog = page.getByRole('dialog', { name: /^Rätta värde/ });
  await dialog.getByLabel('Varför').waitFor();
  await sara.looksRight('correcting a value');
  await dialog.getByRole('button', { name: 'Avbryt' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Kurvor' }).click();
  await page.locator('.curves .trend-plot canvas').first().waitFor();
  await sara.looksRight('vital signs as pictures');
});

journey(
  'The record is seen as a timeline over years, moved and zoomed with the keyboard, and every event leads to its source',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson', 'timeline'));
    const { page } = sara;
    const picture = page.getByRole('application');
    await picture.locator('rect').first().waitFor();
    await page.getByText(/^\d+ händelser(, varav de \d+ senaste i listan)?\./).waitFor();
    const all = await page.locator('.timeline h2').innerText();
    await sara.looksRight('timeline');
    await picture.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowLeft');
    assert.notEqual(await page.locator('.timeline h2').innerText(), all, 'the window has moved');
    await page.keyboard.press('0');
    assert.equal(await page.locator('.timeline h2').innerText(), all);
    await page.getByLabel('Diagnoser').uncheck();
    assert.equal(await picture.locator('rect[data-kind="problem"]').count(), 0);
    await page
      .getByRole('row', { name: /Anteckningar/ })
      .getByRole('button')
      .first()
      .click();
    await page.locator('.note-entry').first().waitFor();
    assert.match(new URL(page.url()).pathname, /\/notes$/);
  },
);

journey(
  'Words are searched for in the whole record, found in any inflection, marked, and lead to their source',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson'));
    const { page } = sara;
    await summaryIsPainted(page);
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: 'Sök i journalen' }).fill('kontroller');
    const hits = page.locator('.hits .hit');
    await hits.locator('mark').first().waitFor();
    assert.match((await hits.locator('mark').first().innerText()).toLowerCase(), /^kontroll/);
    await sara.looksRight('hits in the record');
    await page.getByRole('searchbox', { name: 'Sök i journalen' }).fill('xylofonkonsert');
    await page.getByText('Inget i journalen innehåller ”xylofonkonsert”.').waitFor();
    await page.getByRole('searchbox', { name: 'Sök i journalen' }).fill('kontroller');
    await hits.getByRole('link').first().click();
    await page.locator('#record-page').locator('h1, h2').first().waitFor({ state: 'attached' });
    assert.doesNotMatch(new URL(page.url()).pathname, /\/search$/);
  },
);
