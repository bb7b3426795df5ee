import assert from 'node:assert/strict';
import { dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { answerLine, orderSent, pick } from '../src/ordering.ts';

journey(
  'A private doctor refers to orthopaedics at the region’s hospital: it is accepted, answered, and acknowledged where it was asked',
  async (scene) => {
    const question = `Artros? Ingen <5 & | ${new Date().toISOString()}`;
    const text = 'Konservativ behandling.  <5 & | ^ åäö';
    const stefan = await scene.staff('stefan', recordAddress('privately-listed-01'));
    await summaryIsPainted(stefan.page);
    await stefan.hands.press('b m', 'refer');
    await stefan.hands.fill(
      dock(stefan.page).getByRole('combobox', { name: 'Till enhet' }),
      'ortopedmott borås',
      'unit',
    );
    await dock(stefan.page).getByRole('option').first().getByText('Borås · annan vårdgivare').waitFor();
    await stefan.looksRight('choosing among the units of other care providers');
    await stefan.hands.press('Enter', 'take the first');
    await dock(stefan.page).getByLabel('Frågeställning').fill(question);
    await stefan.hands.press('Control+Enter', 'sign and send');
    await orderSent(stefan.page);

    const camilla = await scene.staff('camilla', '/orders');
    await camilla.page.locator('.unit-orders tr', { hasText: question }).getByRole('button').first().click();
    await camilla.page.getByRole('heading', { name: question }).waitFor();
    await camilla.looksRight('a referral from another care provider');
    await camilla.page.getByRole('button', { name: 'Acceptera' }).click();
    await camilla.page.getByRole('button', { name: 'Ångra accepterad' }).waitFor();
    await stefan.page.goto(`${stefan.base}${recordAddress('privately-listed-01', 'orders')}`);
    const row = stefan.page.locator('.record-list tr', { hasText: question }).first();
    await row.getByText('Accepterad', { exact: true }).waitFor();

    await camilla.page.getByRole('button', { name: 'Skriv svar' }).click();
    await camilla.page.getByRole('textbox', { name: 'Svar', exact: true }).fill(text);
    await camilla.page.keyboard.press('Control+Enter');
    await camilla.page.getByText(`Signerat och skickat: ${question}`).waitFor();

    await stefan.page.goto(`${stefan.base}/answers`);
    const line = answerLine(stefan.page, '', question);
    await line.click();
    await stefan.page.getByRole('heading', { name: question }).waitFor();
    assert.equal(await stefan.page.locator('.answer-text > p').first().textContent(), text);
    await stefan.looksRight('an answer from another care provider');
    await stefan.page.getByRole('button', { name: 'Kvittera', exact: true }).click();
    await line.waitFor({ state: 'detached' });
  },
);

journey('A private doctor orders blood tests of the region’s laboratory, and has the answer', async (scene) => {
  const stefan = await scene.staff('stefan', recordAddress('privately-listed-02'));
  const { page, hands } = stefan;
  await summaryIsPainted(page);
  await hands.press('b l', 'order tests');
  await pick(hands, 'Prov eller provpaket', 'sköldk');
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  await dock(page).getByText('Laboratoriemedicin, Sjukhuset i Borås').first().waitFor();
  // The laboratory has had it; then he takes the sample himself.
  await page.goto(`${stefan.base}${recordAddress('privately-listed-02', 'orders')}`);
  await page.locator('.record-list tr', { hasText: 'P-TSH' }).first().getByText('Mottagen', { exact: true }).waitFor();
  await page.goto(`${stefan.base}/unit/sampling`);
  await page.locator('.pick-list-name').first().click();
  await page.locator('.sampling-who').waitFor();
  await page.getByRole('checkbox', { name: 'Litiumheparinrör, grönt är taget' }).check();
  await page.keyboard.press('Enter');
  await page.getByText('Taget: Litiumheparinrör, grönt.').waitFor();
  await page.goto(`${stefan.base}/answers`);
  const line = answerLine(page, '', 'P-TSH');
  await line.waitFor({ timeout: 90_000 });
  await line.click();
  await page.getByRole('heading', { name: /P-TSH/ }).waitFor();
  await stefan.looksRight('a laboratory’s answer from another care provider');
  await page.getByRole('button', { name: 'Kvittera', exact: true }).click();
  await page.getByText(/^Kvitterat: .*P-TSH/).waitFor();
});

journey('The municipality’s nurse refers to the health centre, which reads it and accepts', async (scene) => {
  const question = `Bensår? ${new Date().toISOString()}`;
  const lena = await scene.staff('lena', recordAddress('astrid-bergstrom'));
  await summaryIsPainted(lena.page);
  await lena.hands.press('b m', 'refer');
  await pick(lena.hands, 'Till enhet', 'kvarnb');
  await dock(lena.page).getByLabel('Frågeställning').fill(question);
  await lena.hands.press('Control+Enter', 'sign and send');
  await orderSent(lena.page);
  const maria = await scene.staff('maria', '/orders');
  await maria.page.locator('.unit-orders tr', { hasText: question }).getByRole('button').first().click();
  await maria.page.getByRole('heading', { name: question }).waitFor();
  await maria.page.getByRole('button', { name: 'Acceptera' }).click();
  await maria.page.getByRole('button', { name: 'Ångra accepterad' }).waitFor();
  await lena.page.goto(`${lena.base}${recordAddress('astrid-bergstrom', 'orders')}`);
  await lena.page.locator('.record-list tr', { hasText: question }).getByText('Accepterad', { exact: true }).waitFor();
});
