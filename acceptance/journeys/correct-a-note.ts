import assert from 'node:assert/strict';
import type { Bundle, QuestionnaireResponse } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { keptOnServer } from '../src/begun-forms.ts';
import { launchKillableBrowser, newContext, screens } from '../src/browser.ts';
import { beginNote, dock, isSaved, noteField, recordAddress, signNote } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { Person } from '../src/person.ts';
import { noteInResidentsJournal } from '../src/resident-app.ts';

journey('A signed note is corrected, and what it said before is still there to read', async (scene) => {
  const sara = await scene.staff('sara');
  const { page } = sara;
  await beginNote(sara, 'hodan-warsame');
  await noteField(page, 'Åtgärd').fill('Höjer enalapril till 20 mg dagligen.');
  await signNote(page);
  await page.goto(page.url() + '/notes');

  const note = page.locator('.note-entry').filter({ hasText: 'Höjer enalapril' });
  await page.setViewportSize(screens.ward);
  await note.getByText('Texten är den som signerades').first().waitFor();
  await note.getByRole('button', { name: 'Rätta' }).press('Enter');
  const form = page.getByRole('form', { name: 'Rätta anteckning' });
  await form.getByLabel('Varför rättas anteckningen?').waitFor();
  await page.keyboard.press('Control+Enter');
  const why = form.getByRole('alert').getByText('Ange varför anteckningen rättas.');
  // However long the form, it is in sight.
  await page.waitForFunction(
    (told) => {
      const { top, bottom } = (told as Element).getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    },
    await why.elementHandle(),
  );
  await form.getByLabel('Åtgärd', { exact: true }).fill('Höjer enalapril till 10 mg dagligen.');
  await page.keyboard.press('Control+Enter');
  await why.waitFor();
  await form.getByLabel('Varför rättas anteckningen?').fill('Fel styrka skriven.');
  await form.getByText('Det här ändras').waitFor();
  await sara.looksRight('correcting a note');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /^Signerad \d/ }).waitFor();

  const corrected = page.locator('.notes-page .note-entry').filter({ hasText: 'Fel styrka skriven.' });
  await corrected.getByText('Rättad', { exact: true }).waitFor();
  await corrected.getByText('Texten är den som signerades').waitFor();
  await corrected.getByRole('button', { name: 'Tidigare versioner' }).click();
  await corrected.locator('.note-versions del').getByText('20').waitFor();
  await corrected.locator('.note-versions ins').getByText('10').waitFor();
  await sara.looksRight('a corrected note with its earlier version');

  const api = new Api(scene.product, '--as', 'sara');
  const found = await api.get<Bundle>('QuestionnaireResponse?subject=Patient/hodan-warsame&status=amended');
  const versions = await api.get<Bundle>(`QuestionnaireResponse/${found.body.entry?.[0]?.resource?.id}/_history`);
  const said =
    versions.body.entry?.map(({ resource }) => JSON.stringify((resource as QuestionnaireResponse).item)) ?? [];
  assert.ok(
    said.some((text) => text.includes('20 mg')) && said.some((text) => text.includes('10 mg')),
    'both versions are in the history',
  );

  const hodan = await scene.resident('hodan');
  await noteInResidentsJournal(hodan, 'Läkarbesök');
  await hodan.page.getByText('Höjer enalapril till 10 mg dagligen.').waitFor();
  assert.match(await hodan.page.locator('main').innerText(), /[Rr]ättad/, 'the resident is told that it was corrected');
});

journey(
  'The browser is killed in the middle of a correction: it is gone on with on another machine, and signed once',
  async (scene) => {
    const sara = await scene.staff('sara');
    const { page } = sara;
    await beginNote(sara, 'hodan-warsame');
    await noteField(page, 'Åtgärd').fill('Remiss till sjukgymnast.');
    await signNote(page);

    const { browser, process } = await launchKillableBrowser();
    try {
      const doomed = await Person.at(await newContext(browser), scene.product.base);
      await doomed.signIn('sara', recordAddress('hodan-warsame', 'notes'));
      await doomed.page
        .locator('.note-entry')
        .filter({ hasText: 'Remiss till sjukgymnast' })
        .getByRole('button', { name: 'Rätta' })
        .click();
      const form = dock(doomed.page).getByRole('form', { name: 'Rätta anteckning' });
      await form.getByLabel('Åtgärd', { exact: true }).fill('Remiss till arbetsterapeut.');
      await form.getByLabel('Varför rättas anteckningen?').fill('Fel yrke skr');
      await isSaved(doomed.page);
    } finally {
      await process.kill();
    }

    await page.goto(sara.base);
    const row = page.locator('.work-side').getByRole('row', { name: /Påbörjat: Rätta anteckning/ });
    await row.getByRole('button').click();
    const form = dock(page).getByRole('form', { name: 'Rätta anteckning' });
    await form.getByText(/^Du fortsätter på det du skrev/).waitFor();
    assert.equal(await form.getByLabel('Åtgärd', { exact: true }).inputValue(), 'Remiss till arbetsterapeut.');
    await form.getByLabel('Varför rättas anteckningen?').fill('Fel yrke skrivet.');
    await sara.looksRight('a correction taken up again');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^Signerad \d/ }).waitFor();
    assert.equal(await keptOnServer(scene, 'sara', 'hodan-warsame', 'notes/correct'), undefined);
  },
);

journey('A signed note cannot be written over by anybody, and the answer says how it is corrected', async (scene) => {
  const sara = new Api(scene.product, '--as', 'sara');
  const found = await sara.get<Bundle>(
    'QuestionnaireResponse?subject=Patient/lennart-karlsson&status=completed&_count=1',
  );
  const note = found.body.entry?.[0]?.resource as QuestionnaireResponse;
  const answer = await sara.put(
    `QuestionnaireResponse/${note.id}`,
    { ...note, item: note.item?.slice(0, 1) ?? [] },
    `W/"${note.meta?.versionId}"`,
  );
  assert.equal(answer.status, 403);
  assert.match(JSON.stringify(answer.body), /3 kap\. 1[04] § patientdatalagen/);
  assert.match(JSON.stringify(answer.body), /"valueCode":"correct-note"/);
  const after = await sara.get<QuestionnaireResponse>(`QuestionnaireResponse/${note.id}`);
  assert.deepEqual(after.body, note);
  await scene.staff('sara', recordAddress('lennart-karlsson', 'notes'));
});
