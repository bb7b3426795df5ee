import assert from 'node:assert/strict';
import type { AuditEvent, Bundle, OperationOutcome } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { atWork, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { visits } from '../src/resident-app.ts';

const number = '19471024-2811';
const reason = 'Ringer och undrar om sina läkemedel inför en resa till Skövde.';

journey(
  'A nurse without a relation is refused and reads why, the refusal is in the log, and a stated reason lets her in',
  async (scene) => {
    const tomas = await scene.staff('tomas');
    const { page } = tomas;
    tomas.expects(403);

    await atWork(page);
    await page.keyboard.press('f');
    await page.getByRole('textbox', { name: 'Personnummer eller namn' }).fill(number);
    await page.getByRole('dialog').getByRole('button', { name: 'Pettersson, Gösta' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Du får inte läsa detta' }).waitFor();
    const refusal = await page.locator('.state-refused').innerText();
    assert.match(refusal, /Lagrum: .*\d kap\. \d+ §/, 'the provision is named');
    assert.equal(await strip(page).count(), 0, 'nothing of the record is shown');
    await tomas.looksRight('a refusal');

    const api = new Api(scene.product, '--as', 'tomas');
    const answer = await api.get<OperationOutcome>('Patient/gosta-pettersson/$chart');
    assert.equal(answer.status, 403);
    const [issue] = answer.body.issue;
    assert.equal(issue?.code, 'forbidden');
    assert.ok(refusal.includes(issue?.details?.text ?? '?'), 'the same answer by API as on screen');
    const provision = issue?.extension?.find(({ url }) => url.endsWith('/provision'))?.valueString ?? '';
    assert.match(provision, /\d kap\. \d+ §/);
    assert.ok(refusal.includes(provision), 'the same provision by API as on screen');

    const reviewer = new Api(scene.product, '--as', 'gunnar');
    const refused = (await reviewer.get<Bundle>('Patient/gosta-pettersson/$access-log')).body.entry?.flatMap(
      ({ resource }) => (resource?.resourceType === 'AuditEvent' && resource.outcome !== '0' ? [resource] : []),
    );
    assert.equal(refused?.filter(by('Tomas Berglund')).length, 2, 'the log reviewer sees both attempts');

    await page.getByRole('button', { name: 'Öppna journalen' }).click();
    await page.getByText('Skriv varför du behöver öppna journalen.').waitFor();
    await page.getByLabel('Skäl').fill(reason);
    await page.keyboard.press('Enter');
    await summaryIsPainted(page);
    assert.match(await strip(page).innerText(), /Gösta Pettersson/);

    const gosta = await scene.resident('gosta', '/resident/who');
    await gosta.page.getByText(`Angav: ”${reason}”`).first().waitFor();
    await gosta.page.getByRole('button', { name: 'Nekade försök' }).click();
    assert.match((await visits(gosta.page, 'Tomas Berglund')).join('\n'), /Nekades[\s\S]*Skövde/);
    await gosta.looksRight('resident: refused attempts');
  },
);

const by = (name: string) => (event: AuditEvent) => JSON.stringify(event.agent).includes(name);

journey('An address that names no patient says so, and tells nothing of who exists', async (scene) => {
  const sara = await scene.staff('sara', '/patient/finns-inte');
  sara.expects(404);
  await sara.page.getByRole('heading', { name: 'Journalen finns inte' }).waitFor();
  await sara.looksRight('no such record');
});
