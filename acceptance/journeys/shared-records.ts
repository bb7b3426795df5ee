import assert from 'node:assert/strict';
import type { Parameters } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { recordAddress, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { goToPart, visits } from '../src/resident-app.ts';

const astrid = 'astrid-bergstrom';
const clinic = 'Viskans Läkargrupp';
const reason = 'Svarar inte på tilltal, behöver veta vilka läkemedel hon har.';

journey(
  'At a home visit the nurse asks and registers consent: what the hospital and the private clinic have written is there, until the patient ends it',
  async (scene) => {
    const lena = await scene.staff('lena', recordAddress(astrid, 'contacts'), { screen: 'ward' });
    const { page } = lena;
    const theirs = page.locator('#record-page').getByText(clinic);
    const line = strip(page).getByRole('button', { name: 'Uppgifter finns hos andra vårdgivare' });
    await line.waitFor();
    assert.equal(await theirs.count(), 0, 'that there is something, not whose and not what');
    await lena.looksRight('data at other care providers');

    await line.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Samtycke till sammanhållen dokumentation' });
    await dialog.getByText('Det finns uppgifter om dig hos andra vårdgivare.').waitFor();
    await dialog.getByRole('button', { name: 'Registrera samtycke' }).click();
    await dialog.getByText('Välj vad patienten svarar.').waitFor();
    await lena.looksRight('consent to shared records, not answered');
    const until = dialog.getByLabel('Till och med');
    const day = await until.inputValue();
    await dialog.getByLabel('har fått informationen och säger ja').check();
    await until.fill('2031-13-99');
    await page.keyboard.press('Enter');
    await dialog.getByText(`Skriv ett datum från i dag till och med ${day}.`).waitFor();
    await until.fill(day);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await strip(page)
      .getByText(/^Andra vårdgivares uppgifter visas, samtycke till \d{4}-\d\d-\d\d$/)
      .waitFor();
    await theirs.first().waitFor();
    await lena.looksRight('other care providers’ data, shown by consent');

    const who = await scene.resident('astrid', '/resident/who/consents');
    await who.page.getByText('Får läsa uppgifter hos alla andra vårdgivare.').waitFor();
    await who.looksRight('consents of one’s own');
    await who.page.getByRole('button', { name: /^Avsluta för / }).click();
    await who.looksRight('a consent to be ended');
    await who.page.getByRole('dialog').getByRole('button', { name: 'Avsluta' }).click();
    await who.page.getByText('Ingen får läsa vad andra vårdgivare har skrivit.').waitFor();
    await page.reload();
    await line.waitFor();
    assert.equal(await theirs.count(), 0);
    await goToPart(who, 'Vem har läst');
    assert.match(
      (await visits(who.page, 'Lena Forsberg')).join('\n'),
      /Registrerade samtycke till sammanhållen dokumentation/,
    );
  },
);

journey(
  'A patient who cannot be asked is in danger: the nurse says so and why, sees who has data, opens what is needed for a time and ends it; the patient is told',
  async (scene) => {
    const lena = await scene.staff('lena', recordAddress(astrid, 'contacts'), { screen: 'ward' });
    const { page } = lena;
    const theirs = page.locator('#record-page').getByText(clinic);
    await strip(page).getByRole('button', { name: 'Uppgifter finns hos andra vårdgivare' }).click();
    await page.getByRole('button', { name: 'Nödöppning…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Nödöppning' });
    await dialog.getByRole('button', { name: /^Visa vilka vårdgivare/ }).click();
    await dialog.getByText('Utan detta får du inte öppna.').waitFor();
    await dialog.getByText('Skriv varför uppgifterna behövs.').waitFor();
    await lena.looksRight('emergency: ground and reason, not given');
    await dialog.getByLabel(/^Det är fara för patientens liv/).check();
    await dialog.getByLabel('Skäl').fill(reason);
    await page.keyboard.press('Enter');
    const provider = dialog.getByLabel(/Viskan/);
    await provider.waitFor();
    assert.equal(await provider.isChecked(), false, 'each care provider is chosen');
    await dialog.getByRole('button', { name: 'Öppna i 8 timmar' }).click();
    await dialog.getByText('Välj minst en vårdgivare.').waitFor();
    assert.equal(await theirs.count(), 0, 'who, not what');
    await lena.looksRight('emergency: which care providers');
    await provider.check();
    await dialog.getByRole('button', { name: 'Öppna i 8 timmar' }).click();
    await dialog.waitFor({ state: 'detached' });
    await strip(page)
      .getByText(/^Nödöppnat till \d\d:\d\d, (8 tim 0|7 tim 59) min kvar$/)
      .waitFor();
    await theirs.first().waitFor();
    await lena.looksRight('emergency, open');

    await strip(page).getByRole('button', { name: 'Avsluta nödöppningen' }).click();
    await theirs.first().waitFor({ state: 'detached' });
    const who = await scene.resident('astrid', '/resident/');
    const notice = who.page.getByRole('listitem').filter({ hasText: `Angivet skäl: ${reason}` });
    await notice.waitFor();
    assert.match(await notice.innerText(), /Lena Forsberg, .*fara för ditt liv/s);
    await who.looksRight('told of an emergency opening');
    await notice.getByRole('button', { name: 'Jag har läst det här' }).click();
    await notice.waitFor({ state: 'detached' });
    await goToPart(who, 'Vem har läst');
    await notice.getByText(/^Läst /).waitFor();
    const visit = (await visits(who.page, 'Lena Forsberg')).join('\n');
    assert.match(visit, /Såg vilka andra vårdgivare som har uppgifter/);
    assert.match(visit, /Nödöppnade andra vårdgivares uppgifter/);
    assert.ok(visit.includes(`Angav: ”${reason}”`), visit);

    const levels = (await new Api(scene.product, '--as', 'lena').get<Parameters>(`Patient/${astrid}/$shared-records`))
      .body;
    assert.deepEqual(
      levels.parameter?.map(({ name }) => name),
      ['exists'],
    );
    await page.goto(lena.base + recordAddress(astrid));
    await summaryIsPainted(page);
  },
);

journey(
  'All that the region has written is blocked: that looks like nothing, in danger the nurse asks the region to lift it, the doctor there does, and it is read',
  async (scene) => {
    const of: Parameters = {
      resourceType: 'Parameters',
      parameter: ['region', 'private-viskan', 'social-care-1490'].map((id) => ({
        name: 'of',
        valueReference: { reference: `Organization/${id}` },
      })),
    };
    const own = new Api(scene.product, '--as', 'astrid');
    for (const one of of.parameter ?? []) {
      const blocked = await own.post(`Patient/${astrid}/$block`, { resourceType: 'Parameters', parameter: [one] });
      assert.equal(blocked.status, 201);
    }
    const lena = await scene.staff('lena', recordAddress(astrid, 'contacts'), { screen: 'ward' });
    const { page } = lena;
    const theirs = page.locator('#record-page').getByText('Kvarnbackens vårdcentral');
    await page.locator('#record-page').getByText('Hemsjukvården').first().waitFor();
    assert.equal(await strip(page).getByText('andra vårdgivare').count(), 0, 'as if there were nothing');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Nödöppning');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Det är fara för patientens liv/).check();
    await dialog.getByLabel('Skäl').fill(reason);
    await page.keyboard.press('Enter');
    await dialog.getByText('Ingen annan vårdgivare har ospärrade uppgifter.').waitFor();
    await dialog.getByRole('button', { name: 'Spärrade uppgifter…' }).click();
    await dialog.getByRole('button', { name: 'Visa vilka vårdgivare som har spärrat' }).click();
    await dialog.getByLabel('Region Västerhavet').check();
    await lena.looksRight('blocked at other care providers: whom to ask');
    await dialog.getByRole('button', { name: 'Begär att spärren hävs' }).click();
    await dialog.getByText(/^Begäran är skickad till Region Västerhavet. Svar ska komma före \d\d:\d\d/).waitFor();
    await dialog.getByRole('button', { name: 'Stäng' }).click();
    assert.equal(await theirs.count(), 0);

    const sara = await scene.staff('sara', '/', { screen: 'ward' });
    await sara.page.getByText(/begär att spärren hävs: .* svar före/).waitFor();
    await sara.page
      .getByRole('row', { name: /begär att spärren hävs/ })
      .getByRole('button')
      .first()
      .click();
    const answer = sara.page.getByRole('dialog', { name: 'Begäran att häva en spärr' });
    await answer.getByLabel('Skäl').fill('Ringde tillbaka: medvetslös, behöver läkemedelslistan.');
    await sara.looksRight('a request to lift a block');
    await sara.page.keyboard.press('Enter');
    await answer.waitFor({ state: 'detached' });

    await page.reload();
    await strip(page)
      .getByText(/^Nödöppnat till/)
      .waitFor();
    await theirs.first().waitFor();
    await strip(page).getByRole('button', { name: 'Avsluta nödöppningen' }).click();
    await theirs.first().waitFor({ state: 'detached' });
    for (const one of of.parameter ?? []) {
      const lifted = await own.post(`Patient/${astrid}/$lift-block`, { resourceType: 'Parameters', parameter: [one] });
      assert.equal(lifted.status, 200);
    }
  },
);
