import assert from 'node:assert/strict';
import { Api } from '../src/api.ts';
import { beginNote, isSaved, noteField } from '../src/clinician-app.ts';
import { everythingIsFetched } from '../src/browser.ts';
import { journey } from '../src/journey.ts';
import { goToPart, whoHasRead } from '../src/resident-app.ts';

journey(
  'A resident reads the record on the phone: what is new, labs with pictures, drugs, and who has read',
  async (scene) => {
    const lennart = await scene.resident('lennart');
    const { page } = lennart;
    await page.getByRole('heading', { name: /^Hej Lennart/ }).waitFor();
    await page.getByRole('heading', { name: 'Nästa besök' }).waitFor();
    await lennart.looksRight('resident: start');

    await goToPart(lennart, 'Journal');
    await page.getByRole('heading', { name: 'Åren i vården' }).waitFor();
    await lennart.looksRight('resident: record');
    for (const part of [
      'Anteckningar',
      'Diagnoser',
      'Allergier och varningar',
      'Vaccinationer',
      'Besök och vårdtider',
      'Planer',
      'Remisser och svar',
    ]) {
      await page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(`^${part}`) })
        .click();
      await page.getByRole('heading', { level: 1, name: part }).waitFor();
      await lennart.looksRight(`resident: ${part}`);
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Min journal' }).waitFor();
    }

    await goToPart(lennart, 'Prover');
    const longSugar = page.getByRole('link', { name: /HbA1c|[Ll]ångtidssocker/ });
    await longSugar.locator('svg').first().waitFor();
    await lennart.looksRight('resident: labs');
    await longSugar.click();
    await page.locator('.trend-plot canvas').waitFor();
    assert.ok((await page.getByRole('row').count()) > 3, 'the values stand as a table as well');
    await lennart.looksRight('resident: one lab');

    await goToPart(lennart, 'Läkemedel');
    const metformin = page.getByRole('listitem').filter({ hasText: 'Metformin' }).first();
    assert.match(await metformin.innerText(), /\d+ tablett/, 'how it is taken is said');
    assert.match(await metformin.innerText(), /Ordinerat \d{4}-\d\d-\d\d/);
    await lennart.looksRight('resident: drugs');
    await whoHasRead(lennart, 'Sara Lindqvist');
  },
);

journey('A resident sees no draft, neither on screen nor by API', async (scene) => {
  const secret = 'Utkast: frågeställning som ännu inte är genomtänkt.';
  const sara = await scene.staff('sara');
  await beginNote(sara, 'emma-nilsson');
  await noteField(sara.page, 'Bedömning').fill(secret);
  await isSaved(sara.page);

  const emma = await scene.resident('emma', '/resident/journal/notes');
  await emma.page.getByRole('heading', { level: 1, name: 'Anteckningar' }).waitFor();
  await everythingIsFetched(emma.page);
  assert.ok(!(await emma.page.locator('body').innerText()).includes('Utkast:'));
  const api = new Api(scene.product, '--as', 'emma');
  for (const path of [
    'QuestionnaireResponse?subject=Patient/emma-nilsson',
    'Patient/emma-nilsson/$chart',
    'Patient/emma-nilsson/$everything',
    'Patient/emma-nilsson/$text-search?text=genomt%C3%A4nkt',
    'QuestionnaireResponse/_history',
  ]) {
    const answer = await api.get(path);
    assert.ok(!JSON.stringify(answer.body).includes('genomtänkt'), path);
  }
});

journey('A resident reaches nobody else’s record, by no address', async (scene) => {
  const emma = await scene.resident('emma');
  emma.expects(403, 404);
  await emma.page.getByRole('heading', { name: /^Hej Emma/ }).waitFor();
  const answers = await emma.page.evaluate(async () => {
    const paths = [
      'Patient/lennart-karlsson',
      'Patient/lennart-karlsson/$chart',
      'Patient/lennart-karlsson/$everything',
      'Patient/lennart-karlsson/$access-log',
      'Observation?patient=lennart-karlsson',
    ];
    return Promise.all(
      paths.map(async (path) => {
        const response = await fetch(`/fhir/${path}`);
        return { path, status: response.status, text: await response.text() };
      }),
    );
  });
  for (const { path, status, text } of answers) {
    assert.ok([403, 404].includes(status), `${path} answers ${status}`);
    assert.doesNotMatch(text, /Karlsson|19511123/, path);
  }
  await emma.page.goto(`${emma.base}/patient/lennart-karlsson`);
  await emma.page.getByRole('heading', { name: 'Du är inloggad som invånare' }).waitFor();
  await emma.looksRight('a resident in the app for staff');

  const sara = await scene.staff('sara', '/resident/');
  await sara.page.getByRole('heading', { name: 'Du är inloggad som medarbetare' }).waitFor();
  await sara.looksRight('staff in the app for residents');

  const api = new Api(scene.product, '--as', 'emma');
  assert.ok([403, 404].includes((await api.get('Patient/lennart-karlsson/$chart')).status));
});
