import assert from 'node:assert/strict';
import type { Parameters } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { atWork, recordAddress, strip } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

const of: Parameters = {
  resourceType: 'Parameters',
  parameter: [{ name: 'of', valueReference: { reference: 'Organization/hospital-boras-medicine-3' } }],
};
const reason = 'Doktor Lindqvist behöver epikrisen, Sven har sagt ja.';

journey(
  'Who may not lift a block asks the unit to: it is told on every page there until somebody answers, with the head when it is late, and who asked sees the answer',
  async (scene) => {
    const patient = new Api(scene.product, '--as', 'sven');
    assert.equal((await patient.post('Patient/sven-lundgren/$block', of)).status, 201);
    const birgitta = await scene.staff('birgitta', recordAddress('sven-lundgren'), { screen: 'ward' });
    await strip(birgitta.page).getByRole('button', { name: 'Spärrade uppgifter finns' }).click();
    const dialog = birgitta.page.getByRole('dialog', { name: 'Öppna spärrade uppgifter' });
    await dialog.getByRole('button', { name: 'Be enheten häva spärren' }).click();
    await dialog.getByText('Skriv varför uppgifterna behövs.').waitFor();
    await dialog.getByLabel('Patienten samtycker').check();
    await dialog.getByLabel('Skäl').fill(reason);
    await dialog.getByRole('button', { name: 'Be enheten häva spärren' }).click();
    await dialog.getByRole('status').getByText('Begäran är skickad till dem som har spärrat.').waitFor();
    await birgitta.looksRight('blocked data: the unit is asked');
    await birgitta.page.goto(scene.product.base);
    await atWork(birgitta.page);
    await birgitta.page.getByText(/begär att spärren hävs.*svar före \d\d:\d\d/).waitFor();

    const elin = await scene.staff('elin', recordAddress('sven-lundgren'), { screen: 'ward' });
    const bar = elin.page.locator('.top-bar');
    await bar.getByRole('button', { name: /^Begäran att häva spärr · \d min$/ }).waitFor();
    await elin.page.clock.install({ time: Date.now() + 31 * 60_000 });
    await elin.page.reload();
    await bar.getByRole('button', { name: /^Obesvarad begäran att häva spärr · 31 min$/ }).click();
    const answer = elin.page.getByRole('dialog', { name: 'Begäran att häva en spärr' });
    await answer.getByText(reason).waitFor();
    await answer.getByLabel('Skäl').fill('Epikrisen är inte klar, den kommer i morgon.');
    await elin.looksRight('a request to lift a block, late');
    await answer.getByRole('button', { name: 'Avslå' }).click();
    await answer.waitFor({ state: 'detached' });
    await bar.getByRole('button', { name: /begäran att häva spärr/i }).waitFor({ state: 'detached' });

    await birgitta.page.reload();
    const told = birgitta.page.getByText(/Begäran att häva spärren har avslagits: Epikrisen är inte klar/);
    const markedRead = birgitta.page.waitForResponse(
      (response) => response.request().method() === 'PUT' && /\/fhir\/Task\//.test(response.url()),
    );
    await told.click();
    await birgitta.page.waitForURL(/sven-lundgren/);
    assert.equal((await markedRead).status(), 200);
    await birgitta.page.goto(scene.product.base);
    await atWork(birgitta.page);
    await told.waitFor({ state: 'detached' });
    assert.equal((await patient.post('Patient/sven-lundgren/$lift-block', of)).status, 200);
  },
);
