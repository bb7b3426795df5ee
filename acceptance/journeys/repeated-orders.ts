import assert from 'node:assert/strict';
import { dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { orderSent, pick } from '../src/ordering.ts';

journey(
  'Amir orders CRP daily for four days; the list shows one series, a day is skipped and the rest is stopped',
  async (scene) => {
    const amir = await scene.staff('amir', recordAddress('ward-07'));
    const { page, hands } = amir;
    await summaryIsPainted(page);
    await hands.press('b l', 'order tests');
    await pick(hands, 'Prov eller provpaket', 'crp');
    await dock(page).getByText('När provet tas: i dag').click();
    await dock(page)
      .getByRole('button', { name: /Upprepas/ })
      .click();
    await page.getByRole('option', { name: 'Varje dag' }).click();
    await dock(page).getByLabel('Antal gånger, eller till och med dag').press('Control+Enter');
    await dock(page).getByText('Skriv hur många gånger, eller sista dag som ÅÅÅÅ-MM-DD.').waitFor();
    await dock(page).getByLabel('Antal gånger, eller till och med dag').fill('4');
    await dock(page)
      .getByText(/^4 gånger: /)
      .waitFor();
    await amir.looksRight('a test that is repeated');
    await hands.press('Control+Enter', 'sign and send');
    await orderSent(page);

    await page.goto(`${amir.base}${recordAddress('ward-07', 'orders')}`);
    const series = page.locator('.record-list tr', { hasText: /Varje dag till och med/ }).first();
    await series.getByText('0 av 4 klara').waitFor();
    const orders = page.locator('.record-list tr', { hasText: 'P-CRP' }).filter({ hasNotText: /Varje dag/ });
    assert.equal(await orders.count(), 1, 'today’s stands beside it');
    await series.getByText('3 planerade').click();
    await amir.looksRight('a series of orders');
    await series
      .getByRole('button', { name: /^Hoppa över / })
      .first()
      .click();
    await series.getByText('2 planerade').waitFor();
    await orders.filter({ hasText: 'Makulerad' }).waitFor();
    await series.getByRole('button', { name: 'Avsluta serien' }).click();
    await series.getByText('Avslutad').waitFor();
    await orders.filter({ hasText: 'Makulerad' }).nth(3).waitFor();
    assert.equal(await series.getByText('planerade').count(), 0);
  },
);

journey('A wound culture says from where it is taken, on the order and on its tube', async (scene) => {
  const maria = await scene.staff('maria', recordAddress('astrid-bergstrom'));
  const { page, hands } = maria;
  await summaryIsPainted(page);
  await hands.press('b l', 'order tests');
  await pick(hands, 'Prov eller provpaket', 'sårodling');
  await page.keyboard.press('Control+Enter');
  await dock(page).getByText('Skriv varifrån provet är taget.').waitFor();
  await dock(page).getByLabel('Varifrån provet är taget').fill('sår vänster underben');
  await maria.looksRight('a culture is ordered');
  await page.keyboard.press('Control+Enter');
  await orderSent(page);
  await page.goto(`${maria.base}/unit/sampling`);
  await page.getByText('Odling, sår, sår vänster underben').first().waitFor();
});
