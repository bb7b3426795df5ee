import assert from 'node:assert/strict';
import { dock, recordAddress } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'Elin assesses who may fall with the digits alone; the board shows the risk, and what was answered is in the record',
  async (scene) => {
    const elin = await scene.staff('elin', recordAddress('ward-04', 'nursing'));
    const { page, hands } = elin;
    const fall = page.getByRole('row', { name: /^Fall/ });
    await fall.getByText('Inte bedömd').waitFor();
    await hands.press('b o', 'assess the first that nobody has assessed');
    await dock(page).getByRole('group', { name: 'Har fallit det senaste halvåret' }).waitFor();
    for (const digit of ['2', '3', '1', '1', '2']) await hands.press(digit, 'an answer');
    await dock(page).getByText('1 fråga kvar').waitFor();
    await hands.press('Control+Enter', 'sign too early');
    await dock(page).getByText('Svara på frågorna som är kvar.').waitFor();
    await elin.looksRight('assessing a risk');
    // The last question has the focus still.
    await dock(page)
      .getByRole('radio', { name: /Ökad risk/ })
      .last()
      .focus();
    await hands.press('2', 'the overall judgement');
    await dock(page).locator('.risk-score').getByText('7 poäng').waitFor();
    await hands.press('Control+Enter', 'sign');
    await dock(page).getByText('Bedömningen är signerad: Fall, hög risk.').waitFor();
    await fall.getByText('Hög risk').waitFor();
    await elin.looksRight('the risks of a patient');
    await hands.press('Enter', 'the next that nobody has assessed');
    await dock(page).getByRole('group', { name: 'Ändrar läge i säng och stol' }).waitFor();

    await fall.getByRole('link', { name: 'Hög risk' }).click();
    await page
      .locator('.note-entry', { hasText: 'Har fallit det senaste halvåret' })
      .getByText('Ja, en gång')
      .first()
      .waitFor();

    await page.goto(`${elin.base}/unit/ward`);
    const row = page.locator('.ward .data-table tbody tr', { hasText: 'Svensson, Leif' });
    await row.getByRole('link', { name: /Risk för fall: hög risk/ }).waitFor();
  },
);

journey(
  'A risk begins a plan by the unit’s template; what is to be done stands on the board, is signed once, and the goal is evaluated',
  async (scene) => {
    const elin = await scene.staff('elin', recordAddress('ward-16', 'nursing'));
    const { page, hands } = elin;
    await page.getByRole('button', { name: 'Ny omvårdnadsplan: trycksår' }).click();
    await dock(page).getByLabel('Problem eller risk').waitFor();
    await dock(page).getByLabel('Mål').fill('Huden är hel vid utskrivning');
    await elin.looksRight('beginning a nursing plan');
    await hands.press('Control+Enter', 'begin it');
    await dock(page).getByText('Omvårdnadsplanen är sparad: Risk för trycksår.').waitFor();
    const plan = page.getByRole('article', { name: 'Risk för trycksår' });
    await plan.getByText('Huden är hel vid utskrivning').waitFor();
    await page
      .getByRole('row', { name: /^Trycksår/ })
      .getByText('Plan pågår')
      .waitFor();

    const amir = await scene.staff('amir', '/unit/ward?show=due&kind=measure');
    const due = amir.page.locator('.data-table tbody tr', { hasText: 'Tryckavlastande madrass' });
    const inBed = due.filter({ hasText: 'Viklund, Berit' });
    await inBed.waitFor();
    await amir.looksRight('what is to be done on the ward');
    await inBed.locator('.data-table-opener').click();
    const his = amir.page.getByRole('article', { name: 'Risk för trycksår' });
    await his.getByRole('button', { name: 'Utförd: Tryckavlastande madrass' }).waitFor();

    await plan.getByRole('button', { name: 'Utförd: Tryckavlastande madrass' }).click();
    await plan.getByText(/^Tryckavlastande madrass: utförd /).waitFor();
    // He has not seen it yet, presses too, and is told who was first.
    await his.getByRole('button', { name: 'Utförd: Tryckavlastande madrass' }).click();
    await his.getByText(/^Tryckavlastande madrass är redan signerad av Elin Sandberg/).waitFor();
    await plan.getByRole('button', { name: 'Ångra' }).click();
    await plan.getByText('Ångrat.').waitFor();

    await plan.getByRole('button', { name: /^Utvärdera/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
    await dialog.getByText('Välj hur det gick.').waitFor();
    await dialog.getByRole('radio', { name: 'Målet är nått' }).check();
    await dialog.getByLabel('Utvärdering', { exact: true }).fill('Ingen rodnad.');
    await elin.looksRight('evaluating a nursing plan');
    await dialog.getByRole('button', { name: 'Spara och avsluta planen' }).click();
    await plan.waitFor({ state: 'detached' });
    await page.getByText('1 avslutad plan').click();
    await page.locator('.plans-ended').getByText('Ingen rodnad.').waitFor();
    await elin.looksRight('the nursing of a patient');
  },
);

journey(
  'Elin corrects one value of the observation chart by keys; the score that stood on it does not hold',
  async (scene) => {
    const elin = await scene.staff('elin', recordAddress('ward-08', 'ward'));
    const { page } = elin;
    const chart = page.getByRole('group', { name: 'Kontroller senaste dygnet' });
    const first = chart.locator('.ward-value').first();
    await first.waitFor();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    const asked = page.locator('.ward-value:focus');
    assert.match((await asked.textContent()) ?? '', /Rätta Syremättnad/);
    const rounds = await chart.locator('.ward-rounds-score strong').count();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Rätta värde/ });
    await dialog.getByLabel(/^Rätt värde/).fill('89');
    await dialog.getByRole('button', { name: 'Spara rättelsen' }).click();
    await dialog.getByText('Skriv varför.').waitFor();
    await dialog.getByLabel('Varför').fill('Läste av fel');
    await dialog.getByRole('button', { name: 'Spara rättelsen' }).click();
    await dialog.waitFor({ state: 'detached' });
    await chart.locator('.ward-value', { hasText: 'Rättat' }).filter({ hasText: '89' }).waitFor();
    // Its score is struck, which comes with another answer than the value.
    await chart
      .locator('.ward-rounds-score strong')
      .nth(rounds - 1)
      .waitFor({ state: 'detached' });
    await elin.looksRight('an observation chart with a corrected value');
  },
);

journey('Lena delegates a drug to Hanna, who sees it as her own, and withdraws it with why', async (scene) => {
  const lena = await scene.staff('lena', '/unit/delegations');
  const { page } = lena;
  await page
    .getByRole('row', { name: /Hanna Aronsson/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Ny delegering' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ny delegering' });
  await dialog.getByRole('button', { name: 'Utfärda' }).click();
  await dialog.getByText('Välj vem delegeringen gäller.').waitFor();
  await dialog
    .getByRole('button', { name: /^Till/ })
    .or(dialog.getByRole('button', { name: /Välj medarbetare/ }))
    .first()
    .click();
  await page.getByRole('option', { name: 'Hanna Aronsson' }).click();
  await dialog.getByRole('textbox', { name: 'Läkemedel' }).fill('simvast');
  await dialog
    .getByRole('option', { name: /^Simvastatin/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: 'Ta bort Simvastatin' }).waitFor();
  await lena.looksRight('issuing a delegation');
  await dialog.getByRole('button', { name: 'Utfärda' }).click();
  await page.getByText('Delegeringen till Hanna Aronsson, undersköterska är utfärdad.').waitFor();
  const row = page.getByRole('row', { name: /Simvastatin/ });
  await row.waitFor();
  await lena.looksRight('the delegations of a unit');

  const hanna = await scene.staff('hanna', '/unit/delegations');
  await hanna.page
    .getByRole('row', { name: /Simvastatin/ })
    .getByText('Lena Forsberg')
    .waitFor();
  assert.equal(await hanna.page.getByRole('button', { name: 'Ny delegering' }).count(), 0);

  await row.getByRole('button', { name: /^Återkalla/ }).click();
  const why = page.getByRole('dialog', { name: /^Återkalla för Hanna/ });
  await why.getByLabel('Varför').fill('Byter enhet');
  await why.getByRole('button', { name: 'Återkalla', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Avslutade' }).click();
  await row.getByText(/Återkallad .* av Lena Forsberg, sjuksköterska: Byter enhet/).waitFor();
});

journey(
  'The head adapts a risk assessment and the plan that answers it; the next assessment is by the unit’s own',
  async (scene) => {
    const johan = await scene.staff('johan', '/unit/templates');
    const { page } = johan;
    await page.getByRole('button', { name: /^Risk för fall/ }).click();
    await page.getByRole('button', { name: 'Anpassa för enheten' }).click();
    await page.getByLabel('Hög risk vid, poäng (frivilligt)').fill('1');
    await page.getByText('Gränsen för hög risk ligger före gränsen för risk.').first().waitFor();
    assert.ok(await page.getByRole('button', { name: 'Ta i bruk' }).isDisabled(), 'limits in the wrong order');
    await page.getByLabel('Risk vid, poäng', { exact: true }).fill('1');
    await page.getByRole('button', { name: /^Alternativ .*Har fallit/ }).click();
    await page.getByLabel('Alternativ: Har fallit det senaste halvåret').fill('Nej | 0\nJa | 4');
    await johan.looksRight('changing a risk assessment');
    await page.getByRole('button', { name: 'Ta i bruk' }).click();
    await page.getByText('Version 1 används nu.').waitFor();

    await page.goto(`${johan.base}/unit/nursing-plans`);
    await page.getByRole('button', { name: /^Risk för fall/ }).click();
    await page.getByRole('button', { name: 'Anpassa för enheten' }).click();
    await page.getByRole('button', { name: 'Lägg till åtgärd' }).click();
    await page.keyboard.type('Balansträning hos fysioterapeut');
    await johan.looksRight('changing a template for nursing plans');
    await page.getByRole('button', { name: 'Ta i bruk' }).click();
    await page.getByText('Version 1 används nu.').waitFor();

    await page.goto(`${johan.base}${recordAddress('astrid-bergstrom', 'nursing')}`);
    await page.getByRole('button', { name: 'Bedöm risk: Fall' }).click();
    await dock(page).getByRole('radio', { name: /Ja/ }).first().check();
    for (const name of [/Säkert på egen hand/, /Ser och hör/, /Ingen ökad risk/])
      await dock(page).getByRole('radio', { name }).check();
    await dock(page).getByRole('group', { name: 'Känner till sin förmåga' }).getByRole('radio', { name: /Ja/ }).check();
    await dock(page)
      .getByRole('group', { name: /^Läkemedel som ger/ })
      .getByRole('radio', { name: /Nej/ })
      .check();
    await johan.hands.press('Control+Enter', 'sign');
    await dock(page).getByText('Bedömningen är signerad: Fall, hög risk.').waitFor();
    await dock(page).getByRole('button', { name: 'Ny omvårdnadsplan: fall' }).click();
    await dock(page).locator('.measures input').nth(8).waitFor();
    assert.ok(
      (
        await dock(page)
          .locator('.measures input')
          .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
      ).includes('Balansträning hos fysioterapeut'),
    );
  },
);
