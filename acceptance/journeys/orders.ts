import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { Api } from '../src/api.ts';
import { dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { answerLine, answersImaging, askImaging, orderSent, pick } from '../src/ordering.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

journey('Sara orders a lab test in five interactions and acknowledges its answer in two', async (scene) => {
  const sara = await scene.staff('sara', recordAddress('emma-nilsson'));
  const { page, hands } = sara;
  await summaryIsPainted(page);
  await hands.press('b l', 'order tests');
  await pick(hands, 'Prov eller provpaket', 'sköldk');
  await sara.looksRight('ordering tests');
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  assert.ok(hands.interactions <= 5, `${hands.interactions} interactions`);
  await sara.looksRight('an order that was just sent');

  await page.goto(`${sara.base}${recordAddress('emma-nilsson', 'orders')}`);
  const row = page.locator('.record-list tr', { hasText: 'P-TSH' }).first();
  await row.waitFor();
  await sara.looksRight('the orders of a record');
  // The district nurse takes it; then the laboratory answers.
  const maria = await scene.staff('maria', '/unit/sampling');
  await maria.page.locator('.pick-list-name', { hasText: 'Nilsson, Emma' }).click();
  await maria.page.locator('.sampling-who').getByRole('heading', { name: 'Emma Nilsson' }).waitFor();
  await maria.page.getByRole('checkbox', { name: 'Litiumheparinrör, grönt är taget' }).check();
  await maria.page.keyboard.press('Enter');
  await maria.page.getByText('Taget: Litiumheparinrör, grönt.').waitFor();
  await page.goto(`${sara.base}/answers`);
  await answerLine(page, 'Nilsson, Emma', 'P-TSH').waitFor({ timeout: 90_000 });
  const line = page.locator(`#${await answerLine(page, 'Nilsson, Emma', 'P-TSH').getAttribute('id')}`);
  await line.click();
  await heading(page, /P-TSH/).waitFor();
  await sara.looksRight('the inbox of answers');
  const before = hands.interactions;
  await hands.click(page.getByRole('button', { name: 'Kvittera', exact: true }), 'acknowledge');
  await page.getByText(/^Kvitterat: .*P-TSH/).waitFor();
  await line.waitFor({ state: 'detached' });
  assert.ok(hands.interactions - before <= 2);
  scene.figure(`${before} interactions to order, ${hands.interactions - before} to acknowledge`);

  await page.getByRole('button', { name: 'Ångra' }).click();
  await line.waitFor();
});

journey(
  'A referral is returned with a reason, sent again, accepted and booked, and the asker sees each',
  async (scene) => {
    const question = `Hjärtsvikt? Ingen <5 & | ${new Date().toISOString()}`;
    const sara = await scene.staff('sara', recordAddress('hodan-warsame'));
    await summaryIsPainted(sara.page);
    await sara.hands.press('b m', 'refer');
    await pick(sara.hands, 'Till enhet', 'medicinavd 3');
    await dock(sara.page).getByLabel('Frågeställning').fill(question);
    await sara.hands.press('Control+Enter', 'sign and send');
    await orderSent(sara.page);
    assert.ok(sara.hands.interactions + 1 <= 8);

    const amir = await scene.staff('amir', '/orders');
    const waiting = amir.page.locator('.unit-orders tr', { hasText: question });
    const incoming = waiting.filter({ hasText: 'Skickad' }).getByRole('button', { name: 'Warsame, Hodan' });
    await incoming.first().click();
    await amir.page.getByRole('heading', { name: question }).waitFor();
    await amir.looksRight('a referral that has come');
    await amir.page.getByRole('button', { name: 'Returnera' }).click();
    await amir.page.getByLabel('Skäl').fill('EKG saknas.');
    await amir.page.getByRole('button', { name: 'Returnera' }).click();
    await incoming.first().waitFor({ state: 'detached' });

    await sara.page.goto(`${sara.base}${recordAddress('hodan-warsame', 'orders')}`);
    const row = sara.page.locator('.record-list tr', { hasText: question }).first();
    await row.getByText('Returnerad').waitFor();
    await row.getByText('EKG saknas.').waitFor();
    await row.getByRole('button', { name: 'Skicka igen' }).click();
    await row.getByText('Skickad', { exact: true }).waitFor();

    await amir.page.reload();
    await incoming.first().click();
    await amir.page.getByRole('button', { name: 'Acceptera' }).click();
    await amir.page.getByRole('button', { name: 'Ångra accepterad' }).waitFor();
    await amir.page.getByRole('button', { name: 'Markera bokad' }).click();
    await amir.page.getByRole('button', { name: 'Ångra bokad' }).waitFor();
    await sara.page.reload();
    await row.getByText('Bokad', { exact: true }).waitFor();
  },
);

journey('An answer that matches nobody lies on the unit’s list until somebody takes care of it', async (scene) => {
  const what = `Odling utan beställning ${new Date().toISOString()}`;
  const text = 'Ingen växt.  <5 & | ^ åäö';
  const laboratory = new Api(scene.product, '--client', 'bench');
  const sent = await laboratory.post('DiagnosticReport', {
    resourceType: 'DiagnosticReport',
    meta: {
      extension: [{ url: careUnitUrl, valueReference: { reference: 'Organization/hospital-boras-laboratory' } }],
    },
    status: 'final',
    code: { text: what },
    subject: { reference: 'Patient/yusuf-karimi' },
    issued: new Date().toISOString(),
    conclusion: text,
  });
  assert.equal(sent.status, 201);
  const maria = await scene.staff('maria', '/answers');
  const { page } = maria;
  await answerLine(page, 'Karimi, Yusuf', what).click();
  await page.getByText('Ingen beställning hör till svaret. Det ligger på enhetens lista.').waitFor();
  assert.equal(await page.locator('.answer-text > p').first().innerText(), text);
  await maria.looksRight('an answer that matches nobody');
  await page.getByRole('button', { name: 'Kvittera', exact: true }).click();
  await page.getByText(`Kvitterat: ${what}`).waitFor();
});

journey(
  'A critical answer is confirmed where it was asked for; corrected, it says what it was and is',
  async (scene) => {
    const what = `Röntgen lungor ${new Date().toISOString()}`;
    const text = 'Ingen pneumothorax.  CRP <5 & | ^ åäö\noförändrat.';
    await askImaging(scene, what);
    const amir = await scene.staff('amir', '/answers');
    const ylva = await scene.staff('ylva', '/orders');
    const visible = await answersImaging(ylva, amir, { what, text });
    scene.figure(
      `${ylva.hands.interactions} interactions to answer, on the asker’s page after ${Math.round(visible)} ms`,
    );
    await ylva.page.getByText(`Signerat och skickat: ${what}`).waitFor();
    await ylva.looksRight('what a department is asked');
    await ylva.page.getByText('Besvarade', { exact: true }).click();
    const answered = ylva.page.locator('.unit-orders tbody tr', { hasText: what });
    await answered.getByText(/^Ingen har bekräftat/).waitFor();

    const line = answerLine(amir.page, '', what);
    await line.click();
    await heading(amir.page, what).waitFor();
    await amir.page.getByText(/Kvittera senast/).waitFor();
    await amir.page.getByText('Texten är den som skrevs.').waitFor();
    assert.equal(await amir.page.locator('.answer-text > p').first().textContent(), text);
    await amir.looksRight('a critical answer');
    await amir.page.getByRole('button', { name: 'Kvittera', exact: true }).click();
    await line.waitFor({ state: 'detached' });
    await answered.getByText(/^Amir Rezai/).waitFor();

    await answered.getByRole('button').click();
    await ylva.page.getByRole('button', { name: 'Rätta svaret' }).click();
    await ylva.page.getByRole('textbox', { name: 'Rättat svar' }).fill('Pneumothorax höger.');
    await ylva.page.keyboard.press('Control+Enter');
    await ylva.page.getByRole('button', { name: 'Rätta svaret' }).waitFor();
    await ylva.looksRight('what a department has answered');
    await line.filter({ hasText: 'Rättat' }).click();
    await heading(amir.page, what).waitFor();
    const was = amir.page.getByRole('region', { name: 'Löd tidigare:' });
    assert.equal(await was.locator('p').textContent(), text);
    assert.equal(await amir.page.locator('.answer-text > p').first().textContent(), 'Pneumothorax höger.');
    await amir.looksRight('a corrected answer');
  },
);

journey(
  'A spirometry goes to the department of physiology, an X-ray to imaging; Margareta has it on her list',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('listed-12'));
    const { page, hands } = sara;
    await summaryIsPainted(page);
    await hands.press('b r', 'order an examination');
    await pick(hands, 'Undersökning', 'röntgen lungor');
    await dock(page).getByText('Röntgenavdelningen, Sjukhuset i Borås').first().waitFor();
    await dock(page).getByRole('combobox', { name: 'Undersökning' }).fill('');
    await pick(hands, 'Undersökning', 'spirometri');
    await dock(page).getByText('Klinisk fysiologi, Sjukhuset i Borås').first().waitFor();
    const question = `KOL? ${new Date().toISOString()}`;
    await dock(page).getByLabel('Frågeställning').fill(question);
    await sara.looksRight('an order of physiology');
    await hands.press('Control+Enter', 'sign and send');
    await orderSent(page);
    const margareta = await scene.staff('margareta', '/orders');
    const row = margareta.page.locator('.unit-orders tbody tr', { hasText: 'Spirometri' }).first();
    await row.waitFor();
    assert.ok((await margareta.page.locator('.unit-orders tbody tr').count()) >= 3, 'with what the ward has asked');
    await margareta.looksRight('what a department of physiology is asked');
  },
);
