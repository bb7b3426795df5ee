import assert from 'node:assert/strict';
import type { Bundle } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { beginNote, isSaved, noteField } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey('A doctor reads what waits for a signature and signs many at once, each in its own record', async (scene) => {
  const sara = await scene.staff('sara');
  const { page } = sara;
  for (const [patient, text] of [
    ['johanna-ek', 'Sover bättre. Fortsätter med samma dos.'],
    ['emma-nilsson', 'TSH i målområdet. Nytt prov om ett år.'],
  ] as const) {
    await beginNote(sara, patient);
    await noteField(page, 'Aktuellt').fill(text);
    await isSaved(page);
  }
  await page.goto(`${sara.base}/unit/unsigned`);
  const johanna = page.locator('.unsigned-note').filter({ hasText: 'Sover bättre.' });
  const emma = page.locator('.unsigned-note').filter({ hasText: 'TSH i målområdet.' });
  await emma.waitFor();
  assert.ok(
    await page.getByRole('button', { name: 'Signera 0 anteckningar' }).isDisabled(),
    'nothing is chosen for one',
  );
  await johanna.getByRole('checkbox').check();
  await emma.getByRole('checkbox').check();

  // Somebody writes in one of them while it is read here.
  const api = new Api(scene.product, '--as', 'sara');
  const found = await api.get<Bundle>(
    'QuestionnaireResponse?subject=Patient/emma-nilsson&status=in-progress&_sort=-_lastUpdated&_count=1',
  );
  const note = found.body.entry?.[0]?.resource;
  const changed = JSON.parse(JSON.stringify(note).replace('om ett år', 'om sex veckor')) as NonNullable<typeof note>;
  const version = `W/"${note?.meta?.versionId}"`;
  assert.equal((await api.put(`QuestionnaireResponse/${note?.id}`, changed, version)).status, 200);

  sara.expects(412);
  await sara.looksRight('what waits for a signature');
  await page.getByRole('button', { name: 'Signera 2 anteckningar' }).click();
  await johanna.getByText('Signerad', { exact: true }).waitFor();
  await emma.getByText('Ändrades medan du läste.').waitFor();
  await page.getByText('1 anteckning signerad. 1 blev inte signerad; varför står vid den.').waitFor();

  await page.reload();
  const again = page.locator('.unsigned-note').filter({ hasText: 'om sex veckor' });
  await again.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Signera 1 anteckning' }).click();
  await again.getByText('Signerad', { exact: true }).waitFor();
  const left = await api.get<Bundle>('QuestionnaireResponse?author=Practitioner/sara-lindqvist&status=in-progress');
  const texts = JSON.stringify(left.body);
  assert.ok(!texts.includes('Sover bättre.') && !texts.includes('TSH i målområdet.'), 'both are signed');
});
