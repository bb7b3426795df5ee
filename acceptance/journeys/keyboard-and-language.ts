import assert from 'node:assert/strict';
import { atWork, chooseInUserMenu, dock, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'A whole visit to a record is made with the keyboard only, by command palette and two-key jumps',
  async (scene) => {
    const sara = await scene.staff('sara');
    const { page } = sara;
    const { keyboard } = page;
    const at = (path: RegExp) => page.waitForURL((url) => path.test(url.pathname));
    await atWork(page);

    await keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Vad vill du göra?' }).waitFor();
    await sara.looksRight('command palette');
    await keyboard.type('Lennart Karlsson');
    await page.getByRole('option', { name: 'Hitta patient: Lennart Karlsson' }).waitFor();
    await keyboard.press('Enter');
    await summaryIsPainted(page);

    for (const [keys, path] of [
      ['g l', /\/results$/],
      ['g n', /\/notes$/],
      ['g t', /\/timeline$/],
      ['g m', /\/medications$/],
      ['g d', /\/problems$/],
      ['g s', /\/patient\/lennart-karlsson$/],
    ] as const) {
      for (const key of keys.split(' ')) await keyboard.press(key);
      await at(path);
    }
    await keyboard.press('Control+k');
    await keyboard.type('tidsl');
    await keyboard.press('Enter');
    await at(/\/timeline$/);

    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'Kortkommandon' }).waitFor();
    await sara.looksRight('shortcuts');
    await keyboard.press('Escape');
    await keyboard.press('n');
    await dock(page).locator('textarea').first().waitFor();
    await keyboard.type('g l');
    assert.equal(await dock(page).locator('textarea').first().inputValue(), 'g l', 'keys are letters where one writes');
    await keyboard.press('Control+a');
    await keyboard.press('Delete');
    await keyboard.press('Escape');
    await keyboard.press('g');
    await keyboard.press('h');
    await atWork(page);
  },
);

journey('No two commands share a key', async (scene) => {
  const sara = await scene.staff('sara');
  const { page } = sara;
  await atWork(page);
  await page.locator('.work-day .data-table-opener').first().click();
  await summaryIsPainted(page);
  await page.keyboard.press('?');
  const keys = (await page.getByRole('dialog').locator('.shortcut dd').allInnerTexts()).map((text) =>
    text.replaceAll(/\s+/g, ' ').trim(),
  );
  assert.ok(keys.length > 10);
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});

/** Words that stand on the screens in Swedish only. */
const swedish =
  /\b(Mitt arbete|Dagens bokningar|Anteckningar|Läkemedel(?! )|Översikt|Varningar|Mätvärden|Vårdkontakter|Tidslinje|Väntar på dig|Personuppgifter|Hör till)\b/;

journey('The language is changed to English and back, and stays changed', async (scene) => {
  const sara = await scene.staff('sara');
  const { page } = sara;
  await atWork(page);
  await page.locator('.top-bar .menu-button').click();
  await page.getByRole('menuitem', { name: 'English' }).waitFor();
  await sara.looksRight('the menu of who is signed in');
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByRole('heading', { name: /^Appointments/ }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.locator('.work-day .data-table-opener').first().click();
  await summaryIsPainted(page);
  assert.doesNotMatch(
    await page
      .locator('nav, .panel-title, .strip')
      .allInnerTexts()
      .then((texts) => texts.join('\n')),
    swedish,
  );
  assert.match(await strip(page).innerText(), /In the care of/);
  await page.reload();
  await page.getByRole('link', { name: 'My work' }).waitFor();
  await chooseInUserMenu(page, 'Svenska');
  await page.getByRole('link', { name: 'Mitt arbete' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
});
