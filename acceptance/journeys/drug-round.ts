import assert from 'node:assert/strict';
import { scan } from '../src/clinician-app.ts';
import { dueNow, onRound, patientShown, signing, sven } from '../src/drug-round.ts';
import { journey } from '../src/journey.ts';

/** Warfarin 2,5 mg, which Sven does not have. */
const warfarin = '0109520010002319';

journey(
  'A ward nurse scans the band and the package and signs; the wrong package and the wrong band are refused with words; a mistake is undone and stays to be seen',
  async (scene) => {
    const { gtin, name } = await dueNow(scene, 'R05CB01', {
      against: 'Går inte ihop med ett annat.',
      reason: 'Följs med prov',
    });
    const elin = await scene.staff('elin', '/unit/drug-round');
    const { page } = elin;
    await onRound(elin);
    await elin.looksRight('the drug round');
    const others = await page.locator('.pick-list-name').filter({ hasNotText: 'Lundgren, Sven' }).first().innerText();
    const another = /\d{8}-\d{4}/.exec(others)?.[0] ?? '';
    const told = page.locator('.round-problems').first();
    await scan(elin, warfarin);
    await told.getByText('Skanna patientens armband först.').waitFor();
    await scan(elin, sven.number);
    await patientShown(page, sven.name).waitFor();
    await page
      .locator('.round-shown .ordered-despite')
      .filter({ hasText: /Ordinerat trots: Går inte ihop med ett annat\. Skäl: Följs med prov\. Amir Rezai/ })
      .waitFor();
    await scan(elin, warfarin);
    await told.getByText('Warfarin 2,5 mg tablett är inte ordinerat till patienten. Ge inte.').waitFor();
    await scan(elin, `01${gtin}17200131`);
    await told.getByText('Förpackningen gick ut 2020-01-31. Ge inte ur den.').waitFor();
    await scan(elin, `01${gtin}1730123110AB7`);
    await signing(page).getByText(`Skannad: ${name}, sats AB7`).waitFor();
    await elin.looksRight('signing a dose');
    await scan(elin, another);
    await told.getByText(/Armbandet är .+ Inget är signerat\./).waitFor();
    await patientShown(page, sven.name).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`Signerat: ${name}.`).waitFor();
    const given = page.getByRole('row', { name: new RegExp(`${name}.*Given .*Elin Sandberg`) });
    await given.waitFor();

    await given.getByRole('button', { name: /^Ångra/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Togs inte' }).click();
    await dialog.getByRole('button', { name: 'Ångra', exact: true }).click();
    await page.getByRole('row', { name: new RegExp(`${name}.*Ångrad: Togs inte, Elin Sandberg`) }).waitFor();

    elin.expects(422);
    await page.getByRole('button', { name: new RegExp(`^Ge ${name}`) }).click();
    await signing(page).getByLabel('Mängd').fill('2');
    await page.keyboard.press('Enter');
    await signing(page).getByText('Mängden är större än den ordinerade, eller i en annan enhet.').waitFor();
    await signing(page).getByRole('button', { name: 'Ej given' }).first().click();
    await signing(page).getByRole('button', { name: 'Illamående' }).click();
    await signing(page).getByRole('button', { name: 'Ej given' }).last().click();
    const not = page.getByRole('row', { name: new RegExp(`${name}.*Ej given: Illamående, Elin Sandberg`) });
    await not.waitFor();
    assert.equal(await page.getByRole('row', { name: new RegExp(`${name}.*Ångrad`) }).count(), 1, 'the mistake stays');
  },
);
