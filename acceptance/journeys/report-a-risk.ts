import assert from 'node:assert/strict';
import { atWork, dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'A risk is reported from a record in two clicks; the head reads it, says what was done, and nobody else reads it',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('viktor-eriksson'));
    const { page } = sara;
    await summaryIsPainted(page);
    await page.keyboard.press('b');
    await page.keyboard.press('b');
    await dock(page).getByRole('form', { name: 'Skriv brev till patienten' }).waitFor();
    await page.getByRole('button', { name: 'Rapportera risk' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rapportera en risk' });
    await dialog.getByRole('button', { name: 'Skicka' }).click();
    await dialog.getByText('Skriv vad som hände.').waitFor();
    await dialog.getByLabel('Vad hände, eller kunde ha hänt?').fill('Provsvaret låg under fel dag i listan.');
    await sara.looksRight('reporting a risk');
    await dialog.getByRole('button', { name: 'Skicka' }).click();
    await dialog.getByText('Tack. Rapporten har skickats till enhetens verksamhetschef.').waitFor();
    await dialog.getByRole('button', { name: 'Stäng' }).click();

    const johan = await scene.staff('johan');
    await atWork(johan.page);
    const waiting = johan.page.getByRole('region', { name: /^Riskrapporter att ta om hand/ });
    await waiting.getByRole('button', { name: 'Annat' }).first().click();
    await johan.page.getByRole('heading', { name: /^Riskrapport: Annat/ }).waitFor();
    await johan.page.getByText('Provsvaret låg under fel dag i listan.').waitFor();
    assert.match(
      await johan.page.getByRole('region', { name: 'På skärmen' }).innerText(),
      /viktor-eriksson[\s\S]*Viktor[\s\S]*Brevets text/,
    );
    await johan.looksRight('a risk report');
    const viktor = await scene.resident('viktor');
    await viktor.page.getByRole('link', { name: 'Risker som personalen har rapporterat' }).click();
    await viktor.page.getByRole('heading', { name: 'Öppna riskrapporter' }).waitFor();
    await viktor.page.getByText('Annat').first().waitFor();
    assert.equal(await viktor.page.getByText('Provsvaret låg').count(), 0);
    await viktor.looksRight('resident: the open reports of risks');
    await johan.page.getByRole('button', { name: 'Ta om hand' }).click();
    await johan.page.getByRole('button', { name: 'Ta om hand' }).waitFor({ state: 'detached' });
    await johan.page.getByLabel('Vad har gjorts?').fill('Listan sorteras om i nästa version.');
    await johan.page.getByRole('button', { name: 'Avsluta' }).click();
    await johan.page.getByLabel('Vad har gjorts?').waitFor({ state: 'detached' });

    await page.goto(sara.base + new URL(johan.page.url()).pathname + new URL(johan.page.url()).search);
    await page.getByText('Listan sorteras om i nästa version.').waitFor();

    const maria = await scene.staff('maria', '/unit/risks');
    maria.expects(403);
    await maria.page
      .getByRole('button', { name: /^Annat/ })
      .first()
      .click();
    await maria.page
      .getByText(/En riskrapport läses av den som har skrivit den och av verksamhetschefen på enheten/)
      .waitFor();
    assert.equal(await maria.page.getByText('Provsvaret låg').count(), 0);
  },
);
