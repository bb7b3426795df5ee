import assert from 'node:assert/strict';
import type { Bundle, QuestionnaireResponse } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { atWork, beginNote, chooseInUserMenu, dock, isSaved, noteField, signNote } from '../src/clinician-app.ts';
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
