import assert from 'node:assert/strict';
import type { AllergyIntolerance, Bundle, MedicationRequest, ServiceRequest } from '@medplum/fhirtypes';
import type { Page } from 'playwright-core';
import { Api } from '../src/api.ts';
import { dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { ordersField, ordersTold } from '../src/ward-story.ts';

const row = (page: Page, words: string) => page.locator('.ward .data-table tbody tr', { hasText: words });
const who = 'Karlsson, Lennart';

async function chosenFromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Ändra för ${who}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  await page.getByRole('dialog').getByRole('heading', { name: entry }).waitFor();
}

journey(
  'Elin admits Lennart to a free bed and takes his vital signs; Amir’s board shows each as it happens, until he goes home',
  async (scene) => {
    const amir = await scene.staff('amir', '/unit/ward');
    const board = amir.page;
    await row(board, 'Sal 4, plats 1').getByText('Ledig').waitFor();
    await amir.looksRight('the board of a ward');

    const elin = await scene.staff('elin', '/unit/ward');
    const { page, hands } = elin;
    elin.expects(403);
    await page.getByRole('button', { name: 'Skriv in på Sal 4, plats 1' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Personnummer eller namn').fill('19511123-2079');
    await dialog.getByRole('button', { name: who }).click();
    await dialog.getByLabel('Orsak').fill('Försämrad hjärtsvikt');
    await elin.looksRight('admitting to a bed');
    await dialog.getByRole('button', { name: 'Skriv in', exact: true }).click();
    // She has no relation to him yet: the law offers to say why.
    await dialog.getByRole('button', { name: 'Ange orsaken som skäl och skriv in' }).click();
    await page.getByText('Lennart Karlsson är inskriven på Sal 4, plats 1.').waitFor();
    await row(board, who).getByText('Inget NEWS2').waitFor();

    await row(page, who).locator('.data-table-opener').click();
    await page.getByRole('heading', { name: 'Kontroller senaste dygnet' }).waitFor();
    await hands.press('v', 'vital signs');
    await dock(page).getByLabel('Andningsfrekvens, /min').waitFor();
    for (const value of ['24', '90', '2', '98/60', '115', 'A', '38,2']) {
      await page.keyboard.type(value);
      await page.keyboard.press('Tab');
    }
    // 2 + 3 + 2 + 2 + 2 + 0 + 1, by the chart of the Royal College of Physicians.
    await dock(page).getByText('NEWS2 12').waitFor();
    await elin.looksRight('entering vital signs');
    await hands.press('Control+Enter', 'save');
    await dock(page).getByText('Kontrollerna är sparade.').waitFor();
    await row(board, who).locator('.ward-score[data-risk="high"]', { hasText: '12' }).waitFor();
    await page.locator('.ward-rounds-score').getByText('12').first().waitFor();
    await elin.looksRight('a patient of the round');

    await page.goto(`${elin.base}/unit/ward`);
    await row(page, who).waitFor();
    await chosenFromMenu(page, 'Flytta till annan plats');
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Lennart Karlsson ligger nu på Sal 11, plats 2.').waitFor();
    await row(board, 'Sal 11, plats 2').getByText(who).waitFor();
    await row(board, 'Sal 4, plats 1').getByText('Ledig').waitFor();

    await chosenFromMenu(page, 'Skriv ut');
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await row(board, 'Sal 11, plats 2').getByText('Ledig').waitFor();
    await page.getByRole('button', { name: 'Ångra' }).click();
    await row(board, 'Sal 11, plats 2').getByText(who).waitFor();
    await row(page, who).waitFor();
    await chosenFromMenu(page, 'Skriv ut');
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await row(board, 'Sal 11, plats 2').getByText('Ledig').waitFor();

    await page.goto(`${elin.base}/unit/ward?show=round`);
    await page.getByRole('group', { name: 'Larsson, Siv' }).waitFor();
    await elin.looksRight('vital signs of a whole ward');
    const own = page.getByRole('group', { name: 'Larsson, Siv' });
    await own.getByLabel('Puls, /min, Larsson, Siv').fill('720');
    await page.keyboard.press('Enter');
    await own.getByText('Ovanligt: Puls 720. Stämmer det?').waitFor();
    await own.getByLabel('Puls, /min, Larsson, Siv').fill('72');
    await page.keyboard.press('Enter');
    await own.getByText(/^Sparad /).waitFor();
  },
);

journey(
  'A bed is asked for with the admission orders; the ward sees why, gives one, and whoever asked sees that',
  async (scene) => {
    const elin = await scene.staff('elin', '/unit/ward');
    await elin.page.getByRole('heading', { name: /^Avdelningen/ }).waitFor();
    const erik = await scene.staff('erik', recordAddress('emergency-01'));
    await summaryIsPainted(erik.page);
    await erik.hands.press('b p', 'order by a set');
    await dock(erik.page)
      .getByRole('option', { name: /^Inläggning med vårdplats/ })
      .waitFor();
    await erik.hands.press('Enter', 'the unit’s own set');
    await dock(erik.page).getByText('Vätskelista').waitFor();
    // No drug this time: what is asked of the ward is enough.
    await dock(erik.page)
      .getByRole('checkbox', { name: /^Paracetamol/ })
      .uncheck();
    await erik.hands.press('Control+Enter', 'sign without saying why');
    await dock(erik.page).getByText('Skriv varför patienten behöver vårdplatsen.').waitFor();
    await dock(erik.page).getByLabel('Orsak').fill('Feber och frossa, inj antibiotika');
    await erik.looksRight('ordering admission and a bed');
    await erik.hands.press('Control+Enter', 'sign');
    await dock(erik.page)
      .getByText(/^4 rader signerade\./)
      .waitFor();

    const { page } = elin;
    await page.bringToFront();
    await page.reload();
    const asked = page.locator('.ward-requests li', { hasText: 'Feber och frossa' });
    await asked.getByRole('button', { name: 'Kvittera' }).click();
    await asked.getByRole('button', { name: 'Kvittera' }).waitFor({ state: 'detached' });
    await elin.looksRight('a bed asked for');
    await asked.getByRole('button', { name: 'Ge plats' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Skriv in', exact: true }).click();
    await page.getByText(/ är inskriven på /).waitFor();
    await asked.waitFor({ state: 'detached' });
    await erik.page.bringToFront();
    await erik.page.goto(`${scene.product.base}${recordAddress('emergency-01', 'orders')}`);
    await erik.page
      .getByRole('row', { name: /Vårdplats: Feber och frossa/ })
      .getByText('Klar')
      .waitFor();
  },
);

journey(
  'On the round Amir writes a changed dose, tests and a drug that ends in one field; what is not understood or not answered is not signed, and the rest is in one',
  async (scene) => {
    const patient = 'ward-04';
    const amir = await scene.staff('amir', '/unit/ward');
    const { page, hands } = amir;
    await row(page, 'Svensson, Leif').locator('.data-table-opener').click();
    await page.getByRole('button', { name: /^Dagens ordinationer/ }).click();
    const field = ordersField(page);
    const told = ordersTold(page);
    await dock(page)
      .getByRole('button', { name: /^Amlodipin 5 mg tablett/ })
      .click();
    assert.equal(await field.inputValue(), 'Amlodipin 5 mg tablett 1 tablett på morgonen');
    await field.fill(
      'losartan 100 mg 1x1 pga högt blodtryck\ntroponin, k akut\nsätt ut spironolakton\nbensylpenicillin 1x3',
    );
    await told.getByText('Losartan 100 mg tablett').waitFor();
    await told.getByText('i stället för Losartan 50 mg tablett, 1 tablett på morgonen').waitFor();
    await told.getByText('P-Troponin T, P-Kalium').waitFor();
    await told.getByText('Bensylpenicillin 3 g pulver till injektionsvätska').waitFor();
    await dock(page)
      .getByText(/överkänslighet/i)
      .first()
      .waitFor();
    await hands.press('Control+Enter', 'sign with a reason missing and an alert unanswered');
    await told.getByText('Skriv varför, sist på raden för Spironolakton 25 mg tablett: pga …').waitFor();
    await dock(page).getByText('Ange skälet, eller välj ett annat läkemedel.').first().waitFor();
    await amir.looksRight('the day’s orders in one field');
    await field.fill('losartan 1x2 pga högt blodtryck\nsätt ut losartan pga yrsel');
    await hands.press('Control+Enter', 'sign the same drug twice');
    await dock(page).getByRole('alert').getByText('Losartan 50 mg tablett står på två rader.').waitFor();
    await field.fill('losartan 100 mg 1x1 pga högt blodtryck\ntroponin, k akut\nsätt ut spironolakton pga högt kalium');
    await hands.press('Control+Enter', 'sign');
    await dock(page).getByRole('heading', { name: '3 rader signerade' }).waitFor();
    const drugs = page.locator('.ward-round-beside [data-slot="medications"]');
    await drugs.getByText('Losartan 100 mg tablett').waitFor();
    await drugs.getByText('Spironolakton').waitFor({ state: 'detached' });

    const api = new Api(scene.product, '--as', 'amir');
    const { body } = await api.get<Bundle<MedicationRequest>>(`MedicationRequest?patient=${patient}&_count=100`);
    const orders = (body.entry ?? []).flatMap(({ resource }) => resource ?? []);
    const named = (name: string) => orders.find(({ medicationCodeableConcept: drug }) => drug?.text === name);
    const before = named('Losartan 50 mg tablett');
    assert.deepEqual([before?.status, before?.statusReason?.text], ['stopped', 'högt blodtryck']);
    const after = named('Losartan 100 mg tablett');
    assert.equal(after?.priorPrescription?.reference, `MedicationRequest/${before?.id}`);
    assert.equal(after?.dosageInstruction?.[0]?.text, '1 tablett 1 gång dagligen');
    assert.equal(named('Spironolakton 25 mg tablett')?.statusReason?.text, 'högt kalium');

    // On to the next: nothing of the last is left to be closed.
    await hands.press('j', 'the next patient');
    await page
      .getByRole('heading', { name: 'Håkansson' })
      .or(page.locator('.strip-name', { hasText: 'Håkansson' }))
      .first()
      .waitFor();
    await dock(page).waitFor({ state: 'detached' });

    const elin = await scene.staff('elin', `${recordAddress(patient)}/orders`);
    await elin.page
      .getByRole('row', { name: /P-Troponin T, P-Kalium/ })
      .first()
      .waitFor();
    await elin.page.keyboard.press('d');
    await dock(elin.page).getByText('Läkemedel ordineras av läkare. Du kan beställa prover här.').waitFor();
    await ordersField(elin.page).fill('losartan 1x1 pga huvudvärk');
    await ordersTold(elin.page).getByText('Losartan 100 mg tablett').first().waitFor();
    await elin.hands.press('Control+Enter', 'sign');
    await dock(elin.page).getByRole('alert').getByText('Läkemedel ordineras av läkare.').waitFor();
  },
);

journey(
  'Where nobody has said anything of hypersensitivity, signing does not pass it over: Amir answers that he has asked and none is known with the key that signs, within the round’s five, and the next is not asked',
  async (scene) => {
    const patient = 'ward-08';
    const amir = await scene.staff('amir', recordAddress(patient));
    const { page, hands } = amir;
    await summaryIsPainted(page);
    await hands.press('d', 'the day’s orders');
    await ordersField(page).waitFor();
    await hands.line(ordersField(page), 'amlodipin 2x1 pga högt blodtryck', 'a changed drug');
    await hands.line(ordersField(page), 'hb, crp imorgon kl 06', 'tests');
    await ordersTold(page).getByText('2 tabletter 1 gång dagligen').waitFor();
    await ordersTold(page)
      .getByText(/\d{4}-\d\d-\d\d 06:00 · till Laboratoriemedicin/)
      .waitFor();
    const before = hands.interactions;
    await hands.press('Control+Enter', 'sign without an answer');
    await dock(page).getByText('Ange skälet, eller välj ett annat läkemedel.').waitFor();
    await amir.looksRight('orders that ask about hypersensitivity');
    await hands.press('Control+Shift+Enter', 'asked, none known, sign');
    await dock(page).getByRole('heading', { name: '2 rader signerade' }).waitFor();
    assert.equal(before + 2, 5, 'with the step to the patient, and without the key that did not sign');
    const api = new Api(scene.product, '--as', 'amir');
    const asked = await api.get<Bundle<ServiceRequest>>(
      `ServiceRequest?patient=${patient}&_sort=-_lastUpdated&_count=1`,
    );
    assert.match(asked.body.entry?.[0]?.resource?.occurrenceDateTime ?? '', /T06:00:00\+0[12]:00$/);
    const { body } = await api.get<Bundle<AllergyIntolerance>>(`AllergyIntolerance?patient=${patient}`);
    assert.deepEqual(
      (body.entry ?? []).map(({ resource }) => [resource?.code?.text, resource?.recorder?.reference]),
      [['Inga kända överkänsligheter', 'Practitioner/amir-rezai']],
    );
    await page.locator('.strip').getByText('Överkänslighet: uppgift saknas').waitFor({ state: 'detached' });
    await dock(page).getByRole('button', { name: 'Stäng' }).click();
    await hands.press('d', 'the day’s orders again');
    await ordersField(page).fill('paracetamol 500 mg 1x1');
    await ordersTold(page).getByText('Paracetamol 500 mg tablett').waitFor();
    assert.equal(
      await dock(page)
        .getByText(/Uppgift om överkänslighet/)
        .count(),
      0,
    );
  },
);
