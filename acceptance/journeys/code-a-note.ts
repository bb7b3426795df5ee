import assert from 'node:assert/strict';
import type { Bundle, Condition, Encounter, Procedure } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { beginNote, dock, isSaved, recordAddress, signNote } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'A diagnosis that is coded in a note by searching is among the patient’s diagnoses, is corrected with the note, and a contact without one is coded by the secretary, who books and summons',
  async (scene) => {
    const sara = await scene.staff('sara');
    const { page, hands } = sara;
    await beginNote(sara, 'johanna-ek');
    await page.keyboard.type('Ont i halsen på kodningsprovet.');
    const diagnoses = dock(page).getByRole('combobox', { name: 'Diagnoser' });
    const listed = dock(page).getByRole('list', { name: 'Diagnoser i anteckningen' });
    // What the patient has had is offered first, by another form of the word than the code system has.
    await diagnoses.fill('depressiva');
    await dock(page).getByRole('option', { name: 'Medelsvår depressiv episod har haft' }).waitFor();
    await diagnoses.fill('halsfluss');
    await dock(page).getByRole('option', { name: 'J03.9' }).waitFor();
    await sara.looksRight('codes to choose among');
    await page.keyboard.press('Enter');
    await listed.getByText('Akut tonsillit, ospecificerad').waitFor();
    await page.keyboard.press('+');
    assert.ok(
      await listed.getByRole('checkbox', { name: 'På problemlistan: Akut tonsillit, ospecificerad' }).isChecked(),
    );
    await diagnoses.fill('ont i något okänt');
    await dock(page).getByRole('option', { name: 'Behåll som text: ont i något okänt' }).waitFor();
    await page.keyboard.press('Enter');
    await listed.getByText('ont i något okänt').waitFor();
    await dock(page).getByRole('combobox', { name: 'Åtgärder (KVÅ)' }).fill('ekg');
    await dock(page).getByRole('option', { name: 'AF023' }).waitFor();
    await page.keyboard.press('Enter');
    await isSaved(page);
    await sara.looksRight('a note with codes');
    await signNote(page);
    const problems = page.locator('.summary .panel').filter({ hasText: 'Diagnoser' });
    await problems.getByText('Akut tonsillit, ospecificerad').waitFor();
    await problems.getByText('ont i något okänt').waitFor();

    const api = new Api(scene.product, '--as', 'sara');
    const of = async <T>(type: string) =>
      ((await api.get<Bundle>(`${type}?subject=Patient/johanna-ek`)).body.entry ?? []).map(
        ({ resource }) => resource as T,
      );
    const measures = await of<Procedure>('Procedure');
    assert.ok(measures.some(({ code }) => code?.coding?.[0]?.code === 'AF023'));

    await page.goto(sara.base + recordAddress('johanna-ek', 'notes'));
    const entry = page.locator('#record-page .note-entry').filter({ hasText: 'Ont i halsen på kodningsprovet.' });
    await entry.getByText('J03.9 Akut tonsillit, ospecificerad (problemlistan)').waitFor();
    await entry.getByText('Texten är den som signerades').waitFor();
    await entry.getByRole('button', { name: 'Rätta' }).click();
    const form = page.getByRole('form', { name: 'Rätta anteckning' });
    await form.getByLabel('Varför rättas anteckningen?').fill('Det var öronen.');
    await form.getByRole('button', { name: 'Ta bort Akut tonsillit, ospecificerad' }).click();
    await form.getByRole('combobox', { name: 'Diagnoser' }).fill('öroninflamm');
    await form.getByRole('option', { name: 'H66.9' }).waitFor();
    await hands.press('Enter', 'take it');
    await form.getByRole('list', { name: 'Diagnoser i anteckningen' }).getByText('H66.9').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^Signerad \d/ }).waitFor();
    const now = await of<Condition>('Condition');
    const stateOf = (wanted: string) =>
      now.find(({ code }) => code?.coding?.[0]?.code === wanted)?.verificationStatus?.coding?.[0]?.code;
    assert.equal(stateOf('J03.9'), 'entered-in-error');
    assert.equal(stateOf('H66.9'), 'confirmed');
    await page.goto(sara.base + recordAddress('johanna-ek'));
    await problems.getByText('Mellanöreinflammation').waitFor();
    assert.equal(await problems.getByText('Akut tonsillit').count(), 0, 'what was wrong is no diagnosis');

    // A contact whose note is signed and has no diagnosis is coded by the secretary, beside the note.
    const birgitta = await scene.staff('birgitta', '/unit/coding');
    await birgitta.page.locator('.coding-list-line', { hasText: 'Ek, Johanna' }).first().click();
    const contact = birgitta.page.getByRole('form', { name: 'Johanna Ek' });
    const author = contact.getByText(/^\p{Lu}\S+ \p{Lu}\S+, kurator$/u).first();
    await author.waitFor();
    const [written = ''] = (await author.innerText()).split(',');
    await birgitta.looksRight('contacts to code');
    await contact.getByRole('combobox', { name: 'Diagnoser' }).fill('F32.1');
    await contact.getByRole('option', { name: 'Medelsvår depressiv episod' }).waitFor();
    await birgitta.page.keyboard.press('Enter');
    await contact.getByRole('checkbox', { name: 'På problemlistan: Medelsvår depressiv episod' }).waitFor();
    await birgitta.page.keyboard.press('Control+Enter');
    await birgitta.page.getByText('Johanna Ek är kodad: F32.1').waitFor();
    const coded = (await of<Condition>('Condition')).find(
      ({ recorder }) => recorder?.reference === 'Practitioner/birgitta-falk',
    );
    assert.ok(coded?.asserter?.display?.includes(written), 'whose note it is has set the diagnosis');
    const { body } = await api.get<Encounter>(coded?.encounter?.reference ?? '');
    assert.equal(body.diagnosis?.[0]?.condition.reference, `Condition/${coded?.id}`);

    // The visit that was asked for is booked with it, and the summons is read; who is protected has no address on it.
    await birgitta.page.goto(`${birgitta.base}/unit/waiting`);
    await birgitta.page.getByRole('heading', { name: 'Väntelista' }).waitFor();
    await birgitta.page.locator('.waiting-list tbody tr', { hasText: 'Gick ut' }).first().waitFor();
    await birgitta.looksRight('the waiting list');
    const johanna = await scene.resident('johanna', '/resident/journal/letters');
    await johanna.page.getByRole('heading', { name: 'Brev' }).waitFor();
    await johanna.page.getByRole('link', { name: /Kallelse till besök/ }).click();
    await johanna.page.getByText('Hej Johanna Ek!').waitFor();
    await johanna.page.getByText('Texten är den som skickades.').waitFor();
    await johanna.looksRight('resident: a letter');
    await birgitta.page.goto(birgitta.base + recordAddress('johanna-ek', 'letters'));
    await birgitta.page
      .getByRole('row', { name: /Kallelse till besök/ })
      .getByText('Läst')
      .waitFor();
    await birgitta.looksRight('letters of a record');
  },
);

journey(
  'The summons fails when a contact is coded: it says what was done and what not, and saving again does what is left',
  async (scene) => {
    const birgitta = await scene.staff('birgitta', '/unit/coding');
    const { page, hands } = birgitta;
    const contact = page.locator('.coding-list-open');
    await contact.getByText('Kallelsen som skickas').waitFor();
    await contact.getByRole('combobox', { name: 'Diagnoser' }).fill('F32.1');
    await contact.getByRole('option', { name: 'Medelsvår depressiv episod' }).waitFor();
    await page.keyboard.press('Enter');
    await contact.locator('.coded-entry', { hasText: 'F32.1' }).waitFor();
    birgitta.expects(503);
    await page.route('**/$send-letter', (route) => route.fulfill({ status: 503, body: '' }), { times: 1 });
    await hands.press('Control+Enter', 'save, book and summon');
    await contact.getByText(/^Tiden .+ är bokad, men kallelsen är inte skickad\. Inget är kodat: /).waitFor();
    await contact.getByText(/^Bokad .+\. Kallelsen är inte skickad\.$/).waitFor();
    await birgitta.looksRight('booked, not summoned and not coded');
    await hands.press('Control+Enter', 'the rest');
    await page
      .locator('.coding-list output')
      .getByText(/ är kodad: F32\.1\. Återbesök \d{4}-/)
      .waitFor();
    const count = (operation: string) => birgitta.fhirRequests.filter((each) => each.endsWith(operation)).length;
    assert.deepEqual([count('$book'), count('$send-letter')], [1, 2]);
  },
);
