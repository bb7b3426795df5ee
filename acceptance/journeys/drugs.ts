import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { goToPart } from '../src/resident-app.ts';

const drugField = (page: Page): Locator => dock(page).getByLabel('Läkemedel', { exact: true });
const doseField = (page: Page): Locator => dock(page).getByLabel('Dosering');
const row = (page: Page, name: string): Locator => page.locator('.drug-table').getByRole('row', { name });

async function choose(page: Page, drug: string): Promise<void> {
  await page.keyboard.press('l');
  await drugField(page).fill(drug);
  await dock(page).getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await doseField(page).waitFor();
}

journey(
  'A doctor orders paracetamol in five acts: it stands in the list as it was told back, and can be paused and stopped with a reason',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson', 'medications'));
    const { page } = sara;
    await page.locator('.drug-table').waitFor();
    await sara.looksRight('the drug list');
    await choose(page, 'para 665');
    await doseField(page).fill('500 mg 1-2 vid behov');
    await dock(page).getByText('Läkemedlet har inte styrkan 500 mg.').waitFor();
    await doseField(page).fill('1-2 vid behov mot smärta högst 4/dygn');
    await dock(page).getByText('1–2 tabletter vid behov (mot smärta), högst 4 tabletter per dygn').waitFor();
    await sara.looksRight('ordering a drug');
    await page.keyboard.press('Control+Enter');
    await dock(page)
      .getByText(/^Ordinerat\./)
      .waitFor();
    await row(page, 'Paracetamol 665 mg')
      .filter({ hasText: '1–2 tabletter vid behov (mot smärta), högst 4 tabletter per dygn' })
      .waitFor();
    await dock(page).getByRole('button', { name: 'Stäng' }).click();

    await page.getByRole('button', { name: /^Sätt ut Paracetamol 665 mg/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Sätt ut' }).click();
    await dialog.getByText('Ange skälet.').waitFor();
    await dialog.getByRole('button', { name: 'Biverkan' }).click();
    await sara.looksRight('stopping a drug');
    await dialog.getByRole('button', { name: 'Sätt ut' }).click();
    await row(page, 'Paracetamol 665 mg').waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Paracetamol 665 mg.*Utsatt: Biverkan/ }).waitFor();
  },
);

journey(
  'A drug is paused with a reason and resumed through the same gate: what stops it is answered there; changed, what the order says besides goes along',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson', 'medications'));
    const { page } = sara;
    await page.locator('.drug-table').waitFor();
    await choose(page, 'naproxen');
    await doseField(page).fill('1x2');
    await dock(page).getByLabel('Utvärderas senast').fill('2027-03-01');
    await dock(page).getByLabel('Antal uttag').fill('3');
    await page.keyboard.press('Control+Enter');
    await dock(page)
      .getByText(/^Ordinerat\./)
      .waitFor();
    await dock(page).getByRole('button', { name: 'Stäng' }).click();

    await page.getByRole('button', { name: /^Pausa Naproxen/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Inför ingrepp' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pausa' }).click();
    await row(page, 'Naproxen').filter({ hasText: 'Pausad: Inför ingrepp' }).waitFor();
    await page.getByRole('button', { name: /^Återuppta Naproxen/ }).click();
    await dock(page).getByText('Pausad: Inför ingrepp.').waitFor();
    await sara.looksRight('resuming a drug');
    await page.keyboard.press('Control+Enter');
    await dock(page)
      .getByText(/^Återupptaget\./)
      .waitFor();
    await row(page, 'Naproxen').filter({ hasText: 'Pausad' }).waitFor({ state: 'detached' });
    await dock(page).getByRole('button', { name: 'Stäng' }).click();

    await page.getByRole('button', { name: /^Ändra Naproxen/ }).click();
    assert.equal(await dock(page).getByLabel('Utvärderas senast').inputValue(), '2027-03-01');
    assert.equal(await dock(page).getByLabel('Antal uttag').inputValue(), '3');
    await doseField(page).fill('1x1');
    await dock(page).getByLabel('Skäl till ändringen').fill('Mindre ont');
    await page.keyboard.press('Control+Enter');
    await dock(page)
      .getByText(/^Ordinerat\./)
      .waitFor();
    await row(page, 'Naproxen')
      .filter({ hasText: '1 tablett 1 gång dagligen' })
      .filter({ hasText: 'Utvärderas 2027-03-01' })
      .waitFor();
  },
);

journey(
  'A taper is shown day by day as it is typed, and one that does not come out even is no order',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson', 'medications'));
    const { page } = sara;
    await page.getByRole('heading', { name: /^Läkemedel/ }).waitFor();
    await choose(page, 'prednisolon');
    await doseField(page).fill('30 mg i 5 dagar sedan minska 7,5 mg var 5:e dag till 5 mg');
    await dock(page).getByText('Nedtrappningen går inte jämnt ut: sista steget blir mindre än de andra.').waitFor();
    await page.keyboard.press('Control+Enter');
    assert.equal(
      await dock(page)
        .getByText(/^Ordinerat\./)
        .count(),
      0,
    );
    await doseField(page).fill('30 mg i 5 dagar sedan minska 10 mg var 5:e dag');
    await dock(page)
      .getByText(/15 dagar, 60 tabletter \(300 mg\)\. Sista dagen är/)
      .waitFor();
    assert.equal(await dock(page).locator('.regimen tbody tr').count(), 3);
    await sara.looksRight('a taper');
  },
);

journey(
  'A patient asks to have drugs renewed: the doctor renews three, with the latest kidney value and blood pressure beside them, and declines one, which the patient reads',
  async (scene) => {
    const lennart = await scene.resident('lennart');
    await goToPart(lennart, 'Läkemedel');
    await lennart.page.getByRole('button', { name: 'Förnya recept' }).click();
    const asking = lennart.page.getByRole('dialog');
    for (const name of ['Felodipin', 'Furosemid', 'Losartan'])
      await asking.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
    await asking.getByLabel('Meddelande till mottagningen').fill(`Tar slut på fredag. Mår bra, <5 kvar.`);
    await lennart.looksRight('asking for renewals');
    await asking.getByRole('button', { name: 'Skicka begäran' }).click();
    await lennart.page.getByText('Begäran är skickad.').waitFor();

    const sara = await scene.staff('sara');
    const { page } = sara;
    await page
      .getByRole('table', { name: 'Begärda förnyelser' })
      .getByRole('row', { name: /Karlsson, Lennart.*Felodipin.*<5 kvar/ })
      .click();
    await dock(page).getByText('eGFR(krea)').waitFor();
    await dock(page).getByText('Blodtryck').waitFor();
    const box = (name: string): Locator => dock(page).getByRole('checkbox', { name: new RegExp(`^${name}`) });
    await dock(page)
      .getByRole('button', { name: /^Avslå förnyelsen av Furosemid/ })
      .click();
    await dock(page).getByLabel('Skäl, som patienten läser').fill('Boka en tid först.');
    await dock(page).getByRole('button', { name: 'Avslå', exact: true }).click();
    await dock(page).getByLabel('Skäl, som patienten läser').waitFor({ state: 'detached' });
    assert.equal(await box('Furosemid').isChecked(), false);
    await box('Atorvastatin').check();
    await box('Metformin').check();
    await dock(page)
      .getByText(/Metformin är kontraindicerat vid eGFR under 30/)
      .waitFor();
    await sara.looksRight('renewing drugs');
    await box('Metformin').uncheck();
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('3 läkemedel förnyade i ett år.').waitFor();
    await page.goto(sara.base + recordAddress('lennart-karlsson', 'medications'));
    const until = new Date(Date.now() + 360 * 86_400_000).getUTCFullYear();
    await row(page, 'Losartan')
      .filter({ hasText: String(until) })
      .waitFor();
    assert.equal(await row(page, 'Losartan').count(), 1, 'the one before has ended');

    await lennart.page.reload();
    const furosemid = lennart.page.getByRole('listitem').filter({ hasText: 'Furosemid' });
    await furosemid.getByText(/^Förnyas inte, svar/).waitFor();
    await furosemid.getByText('Boka en tid först.').waitFor();
  },
);

journey(
  'A patient allergic to penicillin is not given it by any path of the screens; with a reason it is kept why',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('hodan-warsame', 'medications'));
    const { page } = sara;
    await page.getByRole('heading', { name: /^Läkemedel/ }).waitFor();
    await choose(page, 'fenoxi 1 g');
    await doseField(page).fill('1x3 i 7 dagar');
    await dock(page)
      .getByText(/Överkänslighet: Penicillin.*hör dit/)
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('Ange skälet, eller välj ett annat läkemedel.').waitFor();
    await sara.looksRight('an alert that stops');
    await dock(page).getByRole('button', { name: 'Spara utkast' }).click();
    await dock(page).getByText('Utkastet är sparat.').waitFor();
    await dock(page).getByRole('button', { name: 'Stäng' }).click();

    await page.getByRole('button', { name: /^Signera Fenoximetylpenicillin/ }).click();
    await dock(page)
      .getByText(/Överkänslighet: Penicillin.*hör dit/)
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await dock(page).getByText('Ange skälet, eller välj ett annat läkemedel.').waitFor();
    assert.equal(
      await dock(page)
        .getByText(/^Ordinerat\./)
        .count(),
      0,
    );
    await dock(page).getByLabel('Skäl att ordinera ändå').fill('Provocerad utan reaktion');
    await page.keyboard.press('Control+Enter');
    await dock(page)
      .getByText(/^Ordinerat\./)
      .waitFor();
    await row(page, 'Fenoximetylpenicillin')
      .filter({ hasText: /Ordinerat trots: Överkänslighet: Penicillin.*Skäl: Provocerad utan reaktion\..*Lindqvist/ })
      .waitFor();
    await sara.looksRight('a drug ordered in spite of an allergy');
    await page.goto(sara.base + recordAddress('hodan-warsame'));
    await summaryIsPainted(page);
  },
);
