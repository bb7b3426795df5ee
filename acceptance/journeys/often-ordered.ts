import assert from 'node:assert/strict';
import { dock, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { orderSent, pick } from '../src/ordering.ts';

journey('What Johan orders once is offered first the next time, for another patient', async (scene) => {
  const johan = await scene.staff('johan', recordAddress('listed-06'));
  const { page, hands } = johan;
  await summaryIsPainted(page);
  await hands.press('b l', 'order tests');
  await pick(hands, 'Prov eller provpaket', 'ferritin');
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  await page.goto(`${johan.base}${recordAddress('listed-07')}`);
  await summaryIsPainted(page);
  const before = hands.interactions;
  await hands.press('b l', 'order tests');
  const often = dock(page).getByRole('region', { name: 'Beställs ofta' });
  await hands.click(often.getByRole('button', { name: 'P-Ferritin' }), 'what is often ordered');
  await dock(page).getByRole('region', { name: 'Beställs' }).getByText('P-Ferritin').waitFor();
  await johan.looksRight('what is often ordered');
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  assert.ok(hands.interactions - before <= 3, `${hands.interactions - before} interactions`);
});

journey(
  'Johan keeps a drug with its dose as his favourite and the unit’s, and takes it with one press; what is taken away can be put back',
  async (scene) => {
    const johan = await scene.staff('johan', recordAddress('listed-08'));
    const { page, hands } = johan;
    await summaryIsPainted(page);
    await hands.press('l', 'order a drug');
    await dock(page).getByLabel('Läkemedel', { exact: true }).fill('omeprazol 20');
    await dock(page).getByRole('option').first().waitFor();
    await hands.press('Enter', 'the first');
    await hands.write(dock(page).getByLabel('Dosering'), '1x1');
    await hands.click(dock(page).getByRole('button', { name: /^Spara som favorit: Omeprazol/ }), 'a favourite');
    await dock(page)
      .getByText(/★ Favorit\./)
      .waitFor();
    await hands.click(dock(page).getByRole('button', { name: /^Spara för enheten: Omeprazol/ }), 'the unit’s');
    await dock(page)
      .getByText(/★ Enhetens favorit\./)
      .waitFor();
    await johan.looksRight('a drug that is a favourite');
    await hands.click(dock(page).getByRole('button', { name: 'Avbryt' }), 'not now');
    await dock(page).getByRole('button', { name: 'Ångra' }).waitFor();
    await page.goto(`${johan.base}${recordAddress('listed-09')}`);
    await summaryIsPainted(page);
    await hands.press('l', 'order a drug');
    const own = dock(page).getByRole('region', { name: 'Favoriter' });
    await hands.click(own.getByRole('button', { name: /^Ta bort favoriten Omeprazol/ }).first(), 'take it away');
    await own.getByText(/är inte längre favorit/).waitFor();
    await hands.click(own.getByRole('button', { name: 'Ångra' }), 'put it back');
    await own.getByRole('button', { name: 'Ångra' }).waitFor({ state: 'detached' });
    await johan.looksRight('favourites before one has searched');
    await hands.click(own.getByRole('button', { name: /^Omeprazol.* · 1x1$/ }).first(), 'the favourite');
    assert.equal(await dock(page).getByLabel('Dosering').inputValue(), '1x1');
  },
);
