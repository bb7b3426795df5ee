import assert from 'node:assert/strict';
import { atWork, dock, recordAddress, strip } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import type { Person } from '../src/person.ts';

const lennart = { id: 'lennart-karlsson', name: 'Lennart Karlsson' };

async function beginLetter({ page }: Person, template: string) {
  await page.keyboard.press('b');
  await page.keyboard.press('b');
  const form = page.getByRole('form', { name: 'Skriv brev till patienten' });
  await form.getByLabel('Brevets text').waitFor();
  await form.getByRole('button', { name: /Mall/ }).click();
  await page.getByRole('option', { name: template, exact: false }).first().click();
  return form;
}

journey(
  'A letter that the post brings back waits at home at its unit until it is sent to another address, and what was said of it is undone',
  async (scene) => {
    const birgitta = await scene.staff('birgitta', recordAddress(lennart.id));
    const { page } = birgitta;
    await strip(page).getByRole('heading', { name: lennart.name }).waitFor();
    const form = await beginLetter(birgitta, 'Brev');
    await form.getByLabel('Rubrik').fill('Om din tid');
    await form.getByLabel('Brevets text').fill('Hej! Ring oss, ej före kl. 8.');
    await form.getByText('Med post').click();
    await form.getByLabel('Adress på brevet').waitFor();
    await birgitta.looksRight('a letter by post');
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('Brevet är skickat och arkiverat').waitFor();
    await page.goto(`${birgitta.base}${recordAddress(lennart.id, 'letters')}`);
    await page.getByRole('button', { name: 'Om din tid' }).click();
    const acts = page.getByRole('region', { name: 'Hantera brevet' });
    await acts.getByText('Skriv ut brevet', { exact: false }).waitFor();
    await birgitta.looksRight('a letter to print and post');
    await acts.getByRole('button', { name: 'Lämnat till posten' }).click();
    await acts.getByRole('button', { name: 'Kom i retur med posten' }).click();
    await acts.getByText('Adressaten har flyttat').click();
    await acts.getByRole('button', { name: 'Spara' }).click();
    await acts.getByText('Brevet har kommit i retur.', { exact: false }).waitFor();
    await birgitta.looksRight('a letter that has come back');

    await page.goto(birgitta.base);
    await atWork(page);
    const waits = page.getByRole('table', { name: 'Brev att göra något åt' });
    await waits.getByRole('button', { name: /Karlsson, Lennart/ }).click();
    await acts.getByRole('button', { name: 'Skicka igen' }).click();
    const again = page.getByRole('form', { name: 'Skriv brev till patienten' });
    assert.equal(await again.getByLabel('Brevets text').inputValue(), 'Hej! Ring oss, ej före kl. 8.');
    await again.getByLabel('Adress på brevet').fill('Nygatan 1\n503 30 Borås');
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('Brevet är skickat och arkiverat').waitFor();
    await page.getByRole('row', { name: /Nådd på annat sätt.*Adressaten har flyttat → Skickat igen/ }).waitFor();
    await acts.getByRole('button', { name: 'Ångra', exact: true }).click();
    await acts.getByRole('button', { name: 'Har ringt patienten' }).click();
    await acts.getByRole('textbox', { name: 'Vad sades i samtalet?' }).fill('Hämtar brevet i dag');
    await acts.getByRole('button', { name: 'Spara' }).click();
    await page.getByRole('row', { name: /Uppringd: Hämtar brevet i dag/ }).waitFor();
    await page.goto(birgitta.base);
    await atWork(page);
    await waits
      .getByRole('row', { name: /Ska skrivas ut/ })
      .getByRole('button', { name: /Karlsson, Lennart/ })
      .click();
    await acts.getByRole('button', { name: 'Lämnat till posten' }).click();
    await acts.getByRole('button', { name: 'Inte lämnat till posten' }).waitFor();
    await page.goto(birgitta.base);
    await atWork(page);
    await page.getByRole('heading', { name: 'Svar och beställningar' }).waitFor();
    assert.equal(await waits.count(), 0);
  },
);

journey(
  'What a patient is told at discharge is taken from the record, completed with a quick text, and not sent while something is to be filled in',
  async (scene) => {
    const amir = await scene.staff('amir', '/unit/quick-texts');
    const { page } = amir;
    const mine = page.getByRole('region', { name: 'Mina' });
    await mine.getByRole('button', { name: 'Ny snabbtext' }).click();
    await mine.getByLabel('Kortord').last().fill('sok');
    await mine.getByLabel('Text').last().fill('Feber > 38,5,  ej < 2 dygn.');
    await mine.getByRole('button', { name: 'Spara' }).click();
    await mine.getByText('Sparat.').waitFor();
    await page.goto(`${amir.base}${recordAddress('sven-lundgren')}`);
    await strip(page).getByRole('heading', { name: 'Sven Lundgren' }).waitFor();
    const form = await beginLetter(amir, 'Utskrivningsinformation');
    await form.getByText('Texten är hämtad ur journalen.', { exact: false }).waitFor();
    const field = form.getByLabel('Brevets text');
    const text = await field.inputValue();
    assert.match(text, /Hej Sven Lundgren!\n\nDu vårdades på .* \d{4}-\d\d-\d\d/);
    assert.match(text, /Dina läkemedel nu:\n– /);
    assert.doesNotMatch(text, /\{(namn|läkemedel|ändringar|uppföljning|enhet)\}/);
    await field.fill(text.replaceAll(/\{\p{L}+\}/gu, 'Uppgift saknas').replace('{telefon}', ''));
    await field.press('Control+End');
    await field.pressSequentially(' ;sok');
    await form.locator('.quick-texts-offered').getByText('Tab').waitFor();
    await amir.looksRight('information at discharge');
    await page.keyboard.press('Tab');
    const written = await field.inputValue();
    assert.ok(written.endsWith(' Feber > 38,5,  ej < 2 dygn.'));
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('Brevet är skickat och arkiverat').waitFor();
    await page.goto(`${amir.base}${recordAddress('sven-lundgren', 'letters')}`);
    await page.getByRole('button', { name: 'Utskrivningsinformation' }).first().click();
    assert.equal(await page.locator('.letters-one').locator('.letter-text').innerText(), written);
  },
);
