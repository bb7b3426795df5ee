import assert from 'node:assert/strict';
import type { Parameters } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { recordAddress, strip } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { visits } from '../src/resident-app.ts';

const ward = 'Medicinavdelning 3, Sjukhuset i Borås';
const of: Parameters = {
  resourceType: 'Parameters',
  parameter: [{ name: 'of', valueReference: { reference: 'Organization/hospital-boras-medicine-3' } }],
};
const reason = 'Bröstsmärta och svår att väcka, behöver veta vad avdelningen såg.';

journey(
  'What a ward has written is blocked: the doctor sees that something is, opens it on one of the law’s grounds for a time, and closes it again',
  async (scene) => {
    const sven = new Api(scene.product, '--as', 'sven');
    const sara = await scene.staff('sara', recordAddress('sven-lundgren', 'contacts'), { screen: 'ward' });
    const { page } = sara;
    const contacts = page.locator('#record-page').getByText(ward);
    await contacts.first().waitFor();
    assert.equal(await strip(page).getByText('Spärr').count(), 0, 'nothing is said of blocks when there are none');

    assert.equal((await sven.post('Patient/sven-lundgren/$block', of)).status, 201);
    await page.reload();
    const lock = strip(page).getByRole('button', { name: 'Spärrade uppgifter finns' });
    await lock.waitFor();
    assert.equal(await contacts.count(), 0, 'what is blocked is hidden');
    assert.equal(await page.getByText('Medicinavdelning').count(), 0, 'and so is whose it is');

    await lock.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Öppna spärrade uppgifter' });
    await dialog.getByRole('button', { name: 'Visa vårdenheter' }).click();
    await dialog.getByText('Välj på vilken grund du öppnar.').waitFor();
    await dialog.getByText('Skriv varför uppgifterna behövs.').waitFor();
    await sara.looksRight('blocked data: ground and reason, not given');
    await dialog.getByLabel(/^Patienten kan inte samtycka/).check();
    await dialog.getByLabel('Skäl').fill(reason);
    await page.keyboard.press('Enter');
    const unit = dialog.getByLabel(ward);
    await unit.waitFor();
    assert.equal(await unit.isChecked(), false, 'without consent each unit is chosen');
    assert.ok(await unit.evaluate((one) => one === document.activeElement), 'the focus is where one goes on');
    assert.equal(await contacts.count(), 0, 'which unit, not what');
    await page.keyboard.press('Enter');
    await dialog.getByText('Välj minst en vårdenhet.').waitFor();
    await sara.looksRight('blocked data: which units');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await strip(page)
      .getByText(/^Spärr öppnad till \d\d:\d\d, (8 tim 0|7 tim 59) min kvar$/)
      .waitFor();
    await strip(page).getByRole('status').getByText('Spärrade uppgifter är öppna för dig till').waitFor();
    await contacts.first().waitFor();
    await sara.looksRight('blocked data, open');

    await strip(page).getByRole('button', { name: 'Stäng spärren' }).click();
    await contacts.first().waitFor({ state: 'detached' });
    await lock.waitFor();
    assert.equal(await contacts.count(), 0);

    const who = await scene.resident('sven', '/resident/who');
    const told = (await visits(who.page, 'Sara Lindqvist')).join('\n');
    assert.match(told, /Såg vilka vårdenheter som har spärrade uppgifter. Öppnade spärrade uppgifter/);
    assert.ok(told.includes(`Angav: ”${reason}”`), told);
    await who.page.getByRole('link', { name: /^Spärra uppgifter i journalen/ }).click();
    await who.page.getByText('Du kunde inte tillfrågas, och uppgifterna behövdes för din vård.').waitFor();
    await who.page.getByText(/Öppet \d{4}-\d\d-\d\d \d\d:\d\d till \d\d:\d\d/).waitFor();
    assert.match(told, /Stängde spärrade uppgifter igen/);
    assert.equal((await sven.post('Patient/sven-lundgren/$lift-block', of)).status, 200);
    await page.reload();
    await contacts.first().waitFor();
  },
);

journey(
  'A resident blocks a ward in five interactions on the phone, and lifts the block when he has thought again',
  async (scene) => {
    const sven = await scene.resident('sven');
    const { page, hands } = sven;
    await page.getByRole('heading', { name: /^Hej / }).waitFor();
    await hands.click(page.getByRole('link', { name: 'Vem har läst' }).first(), 'who has read');
    await hands.click(page.getByRole('link', { name: /^Spärra uppgifter i journalen/ }), 'blocks');
    const block = page.getByRole('button', { name: `Spärra ${ward}` });
    await block.waitFor();
    await sven.looksRight('resident: blocks');
    await hands.click(block, 'the ward');
    const dialog = page.getByRole('dialog', { name: `Spärra ${ward}?` });
    await dialog.getByText(/kan då inte läsa det som Medicinavdelning 3/).waitFor();
    await sven.looksRight('resident: what a block means');
    await hands.click(dialog.getByRole('button', { name: 'Spärra', exact: true }), 'block');
    await page.getByRole('status').getByText(`${ward} är spärrat.`).waitFor();
    await page.getByRole('button', { name: `Häv spärren för ${ward}` }).waitFor();
    assert.ok(hands.interactions <= 5, `${hands.interactions} interactions`);
    await sven.looksRight('resident: a block that is set');
    await page.getByRole('button', { name: `Häv spärren för ${ward}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Häv spärren' }).click();
    await page.getByText('Du har inte spärrat något.').waitFor();
  },
);

journey(
  'What a resident blocks leaves two doctors’ open pages by itself, and is there again when he lifts it',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('sven-lundgren', 'contacts'), { screen: 'ward' });
    const johan = await scene.staff('johan', recordAddress('sven-lundgren'), { screen: 'ward' });
    const { page } = sara;
    const contacts = page.locator('#record-page').getByText(ward);
    const alsoThere = johan.page.locator('.summary').getByText(ward);
    await contacts.first().waitFor();
    await alsoThere.first().waitFor();
    const before = [sara, johan].map(({ fhirRequests }) => fhirRequests.length);

    const sven = await scene.resident('sven', '/resident/who/blocks');
    await sven.page.getByRole('button', { name: `Spärra ${ward}` }).click();
    await sven.page.getByRole('dialog').getByRole('button', { name: 'Spärra', exact: true }).click();
    const pressed = performance.now();
    await contacts.first().waitFor({ state: 'detached' });
    await alsoThere.first().waitFor({ state: 'detached' });
    scene.figure(`gone from two open pages ${Math.round(performance.now() - pressed)} ms after the press`);
    for (const someone of [sara, johan]) {
      await strip(someone.page).getByRole('button', { name: 'Spärrade uppgifter finns' }).waitFor();
      assert.equal(await someone.page.getByText('Medicinavdelning').count(), 0);
    }
    assert.ok([sara, johan].every(({ fhirRequests }, index) => fhirRequests.length > (before[index] ?? 0)));
    await sara.looksRight('blocked while it was open');

    await sven.page.getByRole('button', { name: `Häv spärren för ${ward}` }).click();
    await sven.page.getByRole('dialog').getByRole('button', { name: 'Häv spärren' }).click();
    await contacts.first().waitFor();
    await alsoThere.first().waitFor();
  },
);
