import assert from 'node:assert/strict';
import { atWork, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'Somebody nobody knows has a number in one tap; who it is is said later on both records, and can be taken back',
  async (scene) => {
    const maria = await scene.staff('maria');
    const { page } = maria;
    await atWork(page);
    await page.keyboard.press('f');
    await page.getByRole('region', { name: 'Okänd person' }).getByRole('button', { name: 'Okänd man' }).click();
    await summaryIsPainted(page);
    assert.match(await strip(page).innerText(), /Okänd man M\d{3}[\s\S]*-M\d{3}[\s\S]*På akuten/);
    const unknown = new URL(page.url()).pathname;

    await strip(page).getByRole('button', { name: 'Personuppgifter' }).click();
    const dialog = page.getByRole('dialog', { name: /^Okänd man/ });
    await dialog.getByLabel('Ungefärlig ålder').fill('femtio');
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await dialog.getByText('Skriv ett antal år mellan 0 och 129.').waitFor();
    await dialog.getByLabel('Ungefärlig ålder').fill('50');
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await strip(page).getByText('omkring 50 år').waitFor();
    await dialog.getByLabel('Personnummer eller samordningsnummer').fill('19511123-2079');
    await dialog.getByText('Lennart Karlsson').waitFor();
    await maria.looksRight('who an unknown person is');
    await dialog.getByRole('button', { name: 'Koppla' }).click();
    const linked = strip(page).locator('.strip-linked');
    await linked.getByText('Lennart Karlsson 19511123-2079').waitFor();
    await dialog.getByRole('button', { name: 'Stäng' }).click();
    await maria.looksRight('a record under a reserve number whose bearer is known');

    await linked.getByRole('link', { name: 'Öppna den journalen' }).click();
    await strip(page).getByRole('heading', { name: 'Lennart Karlsson' }).waitFor();
    await linked.getByText('Har även journal under reservnummer').waitFor();
    await linked.getByText(/^Okänd man M\d{3}/).waitFor();
    await linked.getByText('Det som står där visas här').waitFor();
    await page
      .locator('.fact')
      .getByText(/^Reservnr .*M\d{3}/)
      .first()
      .waitFor();
    await maria.looksRight('what was written under a reserve number in the person’s own record');
    await strip(page).getByRole('link', { name: 'Öppna den journalen' }).click();
    await linked.getByRole('button', { name: 'Ta tillbaka' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ta tillbaka' }).click();
    await linked.waitFor({ state: 'detached' });
    assert.equal(new URL(page.url()).pathname, unknown);
  },
);
