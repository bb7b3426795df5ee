import assert from 'node:assert/strict';
import type { Dosage, MedicationStatement } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { Api } from '../src/api.ts';
import { recordAddress } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

function dosages(text: string): Dosage[] {
  const typed = readTypedDose(text, { unit: 'tablett' });
  assert.ok('dosages' in typed);
  return typed.dosages;
}

journey(
  'A doctor reconciles every source at admission: what the wife says and an old list had stands beside the orders, each is confirmed or rejected with a tap, and the counts add up',
  async (scene) => {
    const amir = await scene.staff('amir', recordAddress('sven-lundgren', 'reconciliation'));
    const { page } = amir;
    const table = page.locator('.reconciling-table');
    await table.waitFor();
    await amir.looksRight('reconciling drugs');
    const counts = async () =>
      page
        .locator('.reconciling-counts tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))),
        );
    const before = await counts();
    for (const [confirmed, changed, rejected, undecided, all] of before)
      assert.deepEqual([confirmed, changed, rejected, undecided], [0, 0, 0, all]);
    assert.equal(before[2]?.at(-1), 2, 'what the wife says');
    assert.equal(before[3]?.at(-1), 1, 'the old list');

    // Kept as it is tapped: the browser is reloaded in the middle.
    await page.getByRole('button', { name: 'Ibuprofen 400 mg tablett tas inte' }).click();
    await page.getByRole('button', { name: 'Ska inte ges nu' }).click();
    await page.getByText(/^Sparat/).waitFor();
    await page.reload();
    await table.getByText('Tas inte: Ska inte ges nu').or(table.getByText('Ska inte ges nu')).first().waitFor();
    await page.getByRole('button', { name: 'Zopiklon 5 mg tablett tas inte' }).click();
    await page.getByRole('button', { name: 'Har slutat' }).click();
    const right = page.getByRole('button', { name: / stämmer(:|$)/ });
    for (let left = await right.count(); left > 0; left = await right.count()) await right.first().click();
    const after = await counts();
    assert.deepEqual(
      after.map((row) => row.at(-1)),
      before.map((row) => row.at(-1)),
      'none is lost',
    );
    assert.equal(
      after.flatMap((row) => row[3] ?? 0).reduce((sum, each) => sum + each, 0),
      0,
    );
    await page.getByRole('button', { name: 'Signera avstämningen' }).click();
    const all = after.reduce((sum, row) => sum + (row.at(-1) ?? 0), 0);
    await page.getByText(`Avstämt: ${all} uppgifter.`).waitFor();
    await page.getByText(/Senast avstämt .* av Amir Rezai/).waitFor();

    // What is not taken is on the list no more, and what is taken has somebody who has confirmed it.
    await page.goto(amir.base + recordAddress('sven-lundgren', 'medications'));
    const list = page.locator('.drug-table');
    await list.waitFor();
    assert.equal(await list.getByRole('row', { name: /Ibuprofen|Zopiklon/ }).count(), 0);
    assert.equal(await list.getByText('Ej verifierad').count(), 0);
    await amir.looksRight('a drug list that has been reconciled');

    // The wife is right about a dose: the order is changed into it as the reconciliation is signed, and the drug is still on the list.
    const api = new Api(scene.product, '--as', 'amir');
    const losartan: MedicationStatement = {
      resourceType: 'MedicationStatement',
      status: 'active',
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.whocc.no/atc', code: 'C09CA01' }],
        text: 'Losartan 50 mg tablett',
      },
      subject: { reference: 'Patient/sven-lundgren' },
      informationSource: { reference: 'Patient/sven-lundgren', display: 'Patienten, genom hustrun' },
      dosage: dosages('1 på kvällen'),
    };
    assert.equal((await api.post('MedicationStatement', losartan)).status, 201);
    await page.goto(amir.base + recordAddress('sven-lundgren', 'reconciliation'));
    const line = page.locator('.reconciling-table tbody tr').filter({ hasText: 'Losartan' });
    await line.getByRole('button', { name: /stämmer:.*kväll/ }).click();
    await line.getByText('Ordinationen ändras till detta när du signerar.').waitFor();
    for (const why of await page.getByLabel('Skäl att ordinera ändå').all()) await why.fill('Tas så hemma');
    await amir.looksRight('an order that the reconciliation changes');
    await page.getByRole('button', { name: 'Signera avstämningen' }).click();
    await page.getByText(/^Avstämt: /).waitFor();
    await page.goto(amir.base + recordAddress('sven-lundgren', 'medications'));
    await list.getByRole('row', { name: /Losartan.*kväll/ }).waitFor();
    assert.equal(await list.getByRole('row', { name: /Losartan/ }).count(), 1);
  },
);
