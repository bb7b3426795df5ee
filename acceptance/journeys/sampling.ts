import assert from 'node:assert/strict';
import type { Bundle, Specimen } from '@medplum/fhirtypes';
import { specimenNumber } from '@vardkedjan/care/coordination/orders/sampling/tubes.ts';
import { Api } from '../src/api.ts';
import { recordAddress, scan } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { askLaboratory, erik } from '../src/ordering.ts';
import { pdfText } from '../src/pdf-text.ts';

const sven = { id: 'sven-lundgren', number: '194111299055', name: 'Sven Lundgren' };

journey(
  'A ward nurse prints labels, scans the band and the tubes and signs; the wrong tube is refused in words, a mistake is undone, and the doctor sees that it is sampled',
  async (scene) => {
    const order = await askLaboratory(scene, sven.id, [
      { code: 'hb', display: 'B-Hb' },
      { code: 'k', display: 'P-Kalium' },
      { code: 'pk-inr', display: 'P-PK(INR)' },
    ]);
    const number = (container: string) => specimenNumber(order, { code: container });
    const elin = await scene.staff('elin', '/unit/sampling');
    const { page } = elin;
    await page.getByRole('heading', { name: 'Provtagning', level: 1 }).waitFor();
    await page.locator('.sampling-who').waitFor();
    await elin.looksRight('sampling');
    const told = page.locator('.sampling-problem');
    await page.locator('.pick-list-name', { hasText: 'Lundgren, Sven' }).click();
    await page.locator('.sampling-who').getByRole('heading', { name: sven.name }).waitFor();
    await scan(elin, number('edta'));
    await told.getByText('Skanna patientens armband först.').waitFor();
    await scan(elin, sven.number);
    await told.waitFor({ state: 'detached' });
    await scan(elin, '9000000000000001');
    await told.getByText('Etiketten hör inte till något prov på listan.').waitFor();
    await scan(elin, number('edta'));
    await page.getByRole('row', { name: /EDTA-rör.*Skannat/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Taget: EDTA-rör, lila.').waitFor();
    const taken = page.getByRole('row', { name: /EDTA-rör.*Taget \d\d:\d\d, Elin Sandberg/ });
    await taken.waitFor();
    await page.getByRole('button', { name: 'Ångra EDTA-rör, lila' }).click();
    await page.getByText('Ångrat: EDTA-rör, lila. Röret ska tas.').waitFor();
    await page.getByRole('row', { name: /EDTA-rör.*Ska tas/ }).waitFor();
    await scan(elin, number('edta'));
    await page.getByRole('row', { name: /EDTA-rör.*Skannat/ }).waitFor();
    await page.keyboard.press('Enter');
    await taken.waitFor();
    await elin.looksRight('some of the tubes taken');

    // On paper: the labels alone, each with whose it is.
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', document.documentElement.dataset.printing ?? '');
    });
    const logged = page.waitForResponse((answer) => answer.url().endsWith(`/fhir/Patient/${sven.id}/$print`));
    await page.getByRole('button', { name: 'Skriv ut 2 etiketter' }).click();
    assert.equal((await logged).status(), 200, 'the log is told that they were printed');
    await page.locator('body[data-printed="labels-printer"]').waitFor({ state: 'attached' });

    await scan(elin, number('heparin'));
    await scan(elin, number('citrate'));
    await page.getByRole('button', { name: 'Taget: 2 rör' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^Taget: Litiumheparinrör.*; Citratrör/).waitFor();
    const amir = await scene.staff('amir', recordAddress(sven.id, 'orders'));
    await amir.page
      .locator('.record-list tr', { hasText: 'B-Hb, P-Kalium, P-PK(INR)' })
      .first()
      .getByText(/Provtagen|Mottagen|Accepterad|Klar/)
      .waitFor();
    const { body } = await new Api(scene.product, '--as', 'elin').get<Bundle<Specimen>>(
      `Specimen?patient=Patient/${sven.id}`,
    );
    const own = (body.entry ?? []).filter(({ resource }) => resource?.id?.startsWith(order));
    assert.equal(own.length, 3, 'a sample for each tube');
    assert.ok(
      own.every(({ resource }) => resource?.extension?.[0]?.valueBoolean === true),
      'scanned at the patient',
    );
  },
);

journey(
  'A ward nurse takes the samples that the emergency doctor has ordered of somebody who lies on the ward, from the row of what is to be done',
  async (scene) => {
    const patient = 'ward-11';
    await new Api(scene.product, '--as', 'erik').post('Patient/$state-relation', {
      resourceType: 'Parameters',
      parameter: [
        { name: 'patient', valueReference: { reference: `Patient/${patient}` } },
        { name: 'reason', valueString: 'Bedömdes på akutmottagningen' },
      ],
    });
    await askLaboratory(scene, patient, [{ code: 'crp', display: 'P-CRP' }], erik);
    const elin = await scene.staff('elin', '/unit/ward?show=due&kind=sample');
    const { page } = elin;
    await page.getByRole('row', { name: /P-CRP/ }).first().click();
    await page.locator('.sampling-who').waitFor();
    await page.getByRole('row', { name: /P-CRP/ }).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Taget: 1 rör' }).click();
    await page.getByText(/^Taget: /).waitFor();
    await page.goto(`${elin.base}${recordAddress(patient, 'orders')}`);
    await page
      .locator('.record-list tr', { hasText: 'P-CRP' })
      .first()
      .getByText(/Provtagen|Accepterad|Klar/)
      .waitFor();
  },
);

journey(
  'A label on paper holds name, number, tests and a bar code; nothing else of the page is printed',
  async (scene) => {
    await askLaboratory(scene, 'ward-05', [{ code: 'hb', display: 'B-Hb' }]);
    const elin = await scene.staff('elin', '/unit/sampling');
    const { page } = elin;
    await page.locator('.sampling-who').waitFor();
    let release = (): void => undefined;
    // The paper waits for the server's decision: while it does, the page is as it will be printed.
    await page.route('**/$print', async (route) => {
      await new Promise<void>((go) => (release = go));
      await route.continue();
    });
    await page.evaluate(() => (window.print = () => undefined));
    await page.getByRole('button', { name: /^Skriv ut (\d+ etiketter|etiketten)$/ }).click();
    await page.locator('.labels').waitFor({ state: 'attached' });
    const name = await page.locator('.sampling-who h2').textContent();
    const pages = pdfText(await page.pdf({ preferCSSPageSize: true }));
    release();
    assert.ok(pages.length >= 1);
    for (const text of pages) {
      assert.ok(text.includes(name ?? '?'), text);
      assert.match(text, /\d{8}-\d{4}/);
      assert.doesNotMatch(text, /Provtagning|Patienter/);
    }
  },
);
