import assert from 'node:assert/strict';
import { dock, recordAddress, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

const notAsked = 'Överkänslighet: uppgift saknas';
const asked = 'Ingen känd överkänslighet (tillfrågad)';

journey(
  'An allergy that is recorded stands at once at the top of the record; none known is something else than nobody has asked',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('viktor-eriksson'));
    const { page } = sara;
    await summaryIsPainted(page);
    await strip(page).getByText(notAsked).waitFor();

    await page.goto(sara.base + recordAddress('viktor-eriksson', 'warnings'));
    await page.getByRole('button', { name: 'Inga kända' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dokumentera' }).waitFor();
    await sara.looksRight('recording that nothing is known');
    await page.getByRole('dialog').getByRole('button', { name: 'Dokumentera' }).click();
    await strip(page).getByText(asked).waitFor();
    assert.equal(await strip(page).getByText(notAsked).count(), 0);
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('o');
    await dock(page).getByLabel('Ämne').fill('Kåven');
    await dock(page)
      .getByText(/Kan inte jämföras med läkemedel/)
      .waitFor();
    await dock(page).getByLabel('Ämne').fill('Fenoximetyl');
    await dock(page).getByRole('button', { name: 'Fenoximetylpenicillin', exact: true }).click();
    await dock(page).getByText('Jämförs med läkemedel som hör till Fenoximetylpenicillin (J01CE02).').waitFor();
    await dock(page).getByLabel('Gäller hela gruppen: Penicilliner').check();
    await dock(page).getByText('Jämförs med läkemedel som hör till Penicilliner (J01C).').waitFor();
    await dock(page).getByLabel('Livshotande').check();
    await dock(page).getByLabel('Reaktion', { exact: true }).fill('Andnöd och urtikaria');
    await sara.looksRight('recording an allergy');
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('Sparat. Det syns nu överst i journalen.').waitFor();
    const warning = strip(page).getByRole('listitem').filter({ hasText: 'Fenoximetylpenicillin' });
    await warning.waitFor();
    assert.match(await warning.innerText(), /Andnöd och urtikaria/);
    assert.equal(
      await warning.getByRole('img', { name: 'Livshotande' }).count(),
      1,
      'its grade is told by shape and word, not by colour alone',
    );
    assert.equal(await strip(page).getByText(asked).count(), 0, 'that none were known is over');

    const johan = await scene.staff('johan', recordAddress('viktor-eriksson'));
    await strip(johan.page).getByText('Fenoximetylpenicillin').waitFor();
    await page.keyboard.press('l');
    await dock(page).getByLabel('Läkemedel', { exact: true }).fill('flukloxa');
    await dock(page).getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await dock(page)
      .getByText(/Överkänslighet: Fenoximetylpenicillin.*Flukloxacillin.*hör dit/)
      .waitFor();
  },
);

journey(
  'An allergy that was wrong is ended with a reason: it leaves the top of the record and stays to be read',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('emma-nilsson', 'warnings'));
    const { page } = sara;
    await page.getByRole('button', { name: 'Ny överkänslighet' }).click();
    await dock(page).getByLabel('Ämne').fill('Jordgubbar');
    await page.keyboard.press('Control+Enter');
    await strip(page).getByText('Jordgubbar').waitFor();
    await page.getByRole('button', { name: 'Avsluta Jordgubbar' }).click();
    const ending = page.getByRole('dialog', { name: 'Avsluta Jordgubbar' });
    await ending.getByLabel('Avfärdad efter utredning').check();
    await ending.getByLabel('Varför').fill('Provokation utan reaktion.');
    await sara.looksRight('ending a warning');
    await ending.getByRole('button', { name: 'Avsluta' }).click();
    await strip(page).getByText('Jordgubbar').waitFor({ state: 'detached' });
    const row = page.getByRole('row', { name: /Jordgubbar/ });
    await row.filter({ hasText: /Avfärdad.*Provokation utan reaktion\./s }).waitFor();
    await sara.looksRight('warnings');
  },
);
