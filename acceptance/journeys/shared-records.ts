import assert from 'node:assert/strict';
import type { Bundle, Communication, Parameters } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { recordAddress, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { visits } from '../src/resident-app.ts';

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
    await dialog.getByLabel('har fått informationen och säger ja').check();
    await dialog.getByRole('button', { name: 'Registrera samtycke' }).click();
    await dialog.waitFor({ state: 'detached' });
    await strip(page)
      .getByText(/^Andra vårdgivares uppgifter visas, samtycke till \d{4}-\d\d-\d\d$/)
      .waitFor();
    await theirs.first().waitFor();
    await lena.looksRight('other care providers’ data, shown by consent');

    const api = new Api(scene.product, '--as', 'astrid');
    assert.equal((await api.post(`Patient/${astrid}/$withdraw-consent`, { resourceType: 'Parameters' })).status, 200);
    await page.reload();
    await line.waitFor();
    assert.equal(await theirs.count(), 0);
    const who = await scene.resident('astrid', '/resident/who');
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
    const api = new Api(scene.product, '--as', 'astrid');
    const told = (await api.get<Bundle<Communication>>('Communication?_sort=-_lastUpdated')).body.entry ?? [];
    assert.ok(told.some(({ resource }) => resource?.payload?.[0]?.contentString?.includes(reason)));
    const who = await scene.resident('astrid', '/resident/who');
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
