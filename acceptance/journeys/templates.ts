import assert from 'node:assert/strict';
import type {
  Bundle,
  MedicationRequest,
  Questionnaire,
  QuestionnaireResponse,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import {
  atWork,
  beginNote,
  chooseInUserMenu,
  dock,
  isSaved,
  noteField,
  recordAddress,
  signNote,
  summaryIsPainted,
} from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey('The head changes a template, and the next note uses it; what is begun keeps its own', async (scene) => {
  const sara = await scene.staff('sara');
  await beginNote(sara, 'hodan-warsame');
  await noteField(sara.page, 'Aktuellt').fill('Påbörjad innan mallen ändrades.');
  await isSaved(sara.page);

  const johan = await scene.staff('johan');
  const { page } = johan;
  await atWork(page);
  await chooseInUserMenu(page, 'Enhetens journalmallar');
  await page.getByRole('button', { name: /^Läkarbesök/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Behovs- och riskanalys/ }).count(), 0, 'a form about units');
  await page.getByRole('button', { name: /^Läkarbesök/ }).click();
  await page.getByRole('button', { name: 'Anpassa för enheten' }).click();
  await page.getByRole('heading', { name: 'Utkast till version 1' }).waitFor();

  // By keys alone: a new word after the first, named, moved down and up, and one taken away.
  const words = page.locator('.templates-rows > li');
  const before = await words.count();
  await words.first().getByRole('textbox').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Status');
  await page.locator('.text-field-error').getByText('Ett annat sökord heter likadant.').first().waitFor();
  assert.ok(
    await page.getByRole('button', { name: 'Ta i bruk' }).isDisabled(),
    'two words of one name are not published',
  );
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Arbetsförmåga');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  assert.equal(await words.count(), before + 1);
  await page.getByRole('button', { name: /^Fraser ?: Arbetsförmåga/ }).click();
  await page.getByLabel('Standardfraser: Arbetsförmåga').fill('Arbetar heltid.\nSjukskriven på deltid.');
  await page.getByRole('button', { name: 'Ta bort Socialt' }).click();
  await johan.looksRight('changing a template');

  // Somebody else writes in the same draft: both are there, and nothing is typed again (F13).
  const saved = page.locator('.templates-head output').getByText('Sparat', { exact: true });
  await saved.waitFor();
  const asJohan = new Api(scene.product, '--as', 'johan');
  const drafts = await asJohan.get<Bundle>(
    'Questionnaire?status=draft&url:below=https://vardkedjan.se/fhir/Questionnaire/of-unit/vc-kvarnbacken',
  );
  const draft = drafts.body.entry?.[0]?.resource as Questionnaire;
  const theirs = {
    ...draft,
    item: [...(draft.item ?? []), { linkId: 'boende', text: 'Boende', type: 'text' as const }],
  };
  const put = await asJohan.put(`Questionnaire/${draft.id}`, theirs, `W/"${draft.meta?.versionId}"`);
  assert.equal(put.status, 200);
  johan.expects(412);
  const second = words.nth(1).getByRole('textbox').first();
  await second.fill('Arbetsförmåga nu');
  await page.getByRole('button', { name: /^Läs in den andras ändringar/ }).click();
  await page.getByRole('button', { name: 'Ta bort Boende' }).waitFor();
  await page.getByRole('button', { name: 'Ta bort Arbetsförmåga nu' }).waitFor();
  await second.fill('Arbetsförmåga');
  await page.getByRole('button', { name: 'Ta bort Boende' }).click();
  await saved.waitFor();

  await page.getByRole('button', { name: 'Förhandsgranska' }).click();
  await page.locator('.templates-preview').getByLabel('Arbetsförmåga', { exact: true }).waitFor();
  await johan.looksRight('previewing a template');
  await page.getByRole('button', { name: 'Ta i bruk' }).click();
  await page.getByText('Version 1 används nu.').waitFor();

  // The one who is writing goes on by the template the note was begun by.
  await sara.page.bringToFront();
  await noteField(sara.page, 'Socialt').fill('Bor med dotter.');
  await isSaved(sara.page);
  assert.equal(await noteField(sara.page, 'Arbetsförmåga').count(), 0);
  await signNote(sara.page);

  await beginNote(sara, 'johanna-ek');
  await noteField(sara.page, 'Arbetsförmåga').click();
  assert.equal(await noteField(sara.page, 'Socialt').count(), 0, 'the word that was removed is gone');
  await dock(sara.page).getByRole('button', { name: 'Sjukskriven på deltid.' }).click();
  await isSaved(sara.page);
  await signNote(sara.page);
  const api = new Api(scene.product, '--as', 'sara');
  const written = await api.get<Bundle>('QuestionnaireResponse?subject=Patient/johanna-ek&_sort=-authored&_count=1');
  const note = written.body.entry?.[0]?.resource as QuestionnaireResponse;
  assert.match(note.questionnaire ?? '', /of-unit\/vc-kvarnbacken\/.*\|1$/);
  assert.deepEqual(note.item, [
    { linkId: 'ord', text: 'Arbetsförmåga', answer: [{ valueString: 'Sjukskriven på deltid.' }] },
  ]);

  // A second version, compared with the one in use, and back to the first in one step.
  await page.bringToFront();
  await page.getByRole('button', { name: 'Ändra' }).click();
  await page.getByRole('heading', { name: 'Utkast till version 2' }).waitFor();
  await page.getByRole('button', { name: 'Ta bort Arbetsförmåga' }).click();
  await page.getByRole('button', { name: /^Jämför/ }).click();
  await page.locator('.templates-compared li[data-kind="removed"]').getByText('Arbetsförmåga').waitFor();
  await johan.looksRight('comparing a template');
  await page.getByRole('button', { name: 'Ta i bruk' }).click();
  await page.getByText('Version 2 används nu.').waitFor();
  await page.getByRole('button', { name: 'Använd version 1 igen' }).click();
  await page.getByText('Version 1 används nu.').waitFor();
  await beginNote(sara, 'hodan-warsame');
  await noteField(sara.page, 'Arbetsförmåga').waitFor();
});

journey('A unit’s templates are seen by its staff and changed by its head', async (scene) => {
  const sara = await scene.staff('sara', '/unit/templates');
  await sara.page.getByText('Mallarna ändras av enhetens verksamhetschef.').waitFor();
  await sara.page.getByRole('button', { name: /^Telefonkontakt/ }).click();
  await sara.page.locator('.templates-preview').waitFor();
  assert.equal(await sara.page.getByRole('button', { name: 'Anpassa för enheten' }).count(), 0);
  await sara.looksRight('the unit’s templates');
});

journey('The head adapts an order set, and whoever orders does so by it at once, all signed in one', async (scene) => {
  const sara = await scene.staff('sara', recordAddress('johanna-ek'));
  await summaryIsPainted(sara.page);
  const johan = await scene.staff('johan');
  const { page } = johan;
  await atWork(page);
  await chooseInUserMenu(page, 'Enhetens ordinationspaket');
  await page.getByRole('button', { name: /^Misstänkt lunginflammation/ }).click();
  await page.locator('.set-preview').waitFor();
  await page.getByRole('button', { name: 'Anpassa för enheten' }).click();
  await page.getByRole('heading', { name: 'Utkast till version 1' }).waitFor();

  // Penicillin is out, doxycycline is in and has another dose, and a nursing act comes to it.
  await page.getByRole('button', { name: 'Ta bort Fenoximetylpenicillin' }).click();
  await page.getByRole('checkbox', { name: /^Förvalt ?: Doxycyklin/ }).check();
  const dose = page.getByLabel('Dosering: Doxycyklin 100 mg tablett');
  await dose.fill('lite då och då');
  await page
    .getByText(/Ett läkemedel saknar dos/)
    .first()
    .waitFor();
  assert.ok(await page.getByRole('button', { name: 'Ta i bruk' }).isDisabled(), 'a dose that nobody can give');
  await dose.fill('1x2 i 5 dagar');
  await page.getByText('1 tablett 2 gånger dagligen i 5 dagar').waitFor();
  await page.getByRole('button', { name: 'Lägg till omvårdnad' }).click();
  await page.getByLabel('Vad som ska göras').fill('Temp dagligen');
  await johan.looksRight('changing an order set');
  await page.getByRole('button', { name: 'Förhandsgranska' }).click();
  await page.locator('.set-preview').getByText('Temp dagligen').waitFor();
  await johan.looksRight('previewing an order set');
  await page.getByRole('button', { name: /^Jämför/ }).click();
  await page
    .locator('.templates-compared li[data-kind="removed"]')
    .getByText(/Fenoximetylpenicillin/)
    .waitFor();
  await page.getByRole('button', { name: 'Ta i bruk' }).click();
  await page.getByText('Version 1 används nu.').waitFor();

  // The one who has had the record open since before orders by it, with a dose of her own.
  await sara.page.bringToFront();
  await sara.page.keyboard.press('b');
  await sara.page.keyboard.press('p');
  await dock(sara.page).getByRole('combobox', { name: 'Ordinationspaket' }).fill('lunginfl');
  await dock(sara.page).getByRole('option').first().waitFor();
  await sara.page.keyboard.press('Enter');
  await dock(sara.page).getByText('Temp dagligen').waitFor();
  assert.equal(
    await dock(sara.page)
      .getByText(/Fenoximetylpenicillin/)
      .count(),
    0,
    'what was taken away is gone',
  );
  await dock(sara.page).getByLabel('Dosering: Doxycyklin 100 mg tablett').fill('1x2 i 7 dagar');
  await dock(sara.page).getByText('1 tablett 2 gånger dagligen i 7 dagar').waitFor();
  await sara.looksRight('ordering by a set');
  await sara.page.keyboard.press('Control+Enter');
  // Nothing is known of hypersensitivity: said once for all of it, and answered before anything is ordered.
  await dock(sara.page).getByText('Ange skälet, eller välj ett annat läkemedel.').first().waitFor();
  const reasons = dock(sara.page).getByLabel('Skäl att ordinera ändå');
  for (const reason of await reasons.all()) await reason.fill('Tillfrågad: inga kända');
  await sara.page.keyboard.press('Control+Enter');
  await dock(sara.page)
    .getByText(/^4 rader signerade\./)
    .waitFor();
  const api = new Api(scene.product, '--as', 'sara');
  const newest = async <T>(query: string) => (await api.get<Bundle>(query)).body.entry?.[0]?.resource as T;
  const drug = await newest<MedicationRequest>('MedicationRequest?patient=johanna-ek&code=J01AA02&_sort=-authoredon');
  assert.match(drug.instantiatesCanonical?.[0] ?? '', /of-unit\/vc-kvarnbacken\/.*\|1$/);
  assert.equal(drug.dosageInstruction?.[0]?.text, '1 tablett 2 gånger dagligen i 7 dagar');
  const asked = (await api.get<Bundle>('ServiceRequest?patient=johanna-ek&_sort=-authored&_count=5')).body.entry ?? [];
  const same = asked
    .map(({ resource }) => resource as ServiceRequest)
    .filter(({ requisition }) => requisition?.value !== undefined && requisition.value === drug.groupIdentifier?.value);
  assert.equal(same.length, 2, 'the tests and the nursing act, by the same number');
  const tests = same.find(({ orderDetail }) => orderDetail !== undefined);
  assert.equal(tests?.orderDetail?.length, 3, 'a set of tests is what it consists of');
  const handling = await api.get<Task>(`Task/${tests?.id}`);
  assert.notEqual(handling.body.businessStatus?.coding?.[0]?.code, undefined);

  // Back to none of the unit's own: the shared set is in use again at once.
  await page.bringToFront();
  await page.getByRole('button', { name: 'Sluta använda' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sluta använda' }).click();
  await page.getByRole('button', { name: 'Använd version 1 igen' }).waitFor();
  await sara.page.bringToFront();
  await dock(sara.page).getByRole('button', { name: 'Ett annat paket' }).click();
  await dock(sara.page).getByRole('combobox', { name: 'Ordinationspaket' }).fill('lunginfl');
  await dock(sara.page).getByRole('option').first().waitFor();
  await sara.page.keyboard.press('Enter');
  await dock(sara.page)
    .getByRole('checkbox', { name: /^Fenoximetylpenicillin/ })
    .waitFor();
});
