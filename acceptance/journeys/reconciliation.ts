import assert from 'node:assert/strict';
import { recordAddress } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

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

    await page.getByRole('button', { name: 'Ibuprofen 400 mg tablett tas inte' }).click();
    await page.getByRole('button', { name: 'Ska inte ges nu' }).click();
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
  },
);
