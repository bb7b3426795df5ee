import assert from 'node:assert/strict';
import { beginNote, dayListRow, isSaved, noteField, signNote, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { noteInResidentsJournal, whoHasRead } from '../src/resident-app.ts';

/** Signs that clinical text is full of and that careless systems lose: a small word, comparisons, separators of older formats. */
const assessment =
  'Ingen försämring av hjärtsvikten. NT-proBNP <400 ng/L & P-Kalium 4,2 | EF 40–45 %. Ödem ^ ej tilltagande. Åter om 3 mån.';

journey(
  'A GP goes from the day list to a signed note in at most six interactions, and the resident reads it and sees who has been there',
  async (scene) => {
    const sara = await scene.staff('sara');
    const { page, hands } = sara;
    await dayListRow(page, 'Karlsson, Lennart').waitFor();
    await sara.looksRight('my work');

    await hands.click(dayListRow(page, 'Karlsson, Lennart'), 'Lennart in the day list');
    await summaryIsPainted(page);
    await hands.press('n', 'new note');
    await hands.write(noteField(page, 'Kontaktorsak'), 'Årskontroll diabetes och hjärtsvikt.');
    await hands.press('Tab', 'to the next search word');
    await hands.write(noteField(page, 'Bedömning'), assessment);
    await isSaved(page);
    await sara.looksRight('summary with a note being written');
    await hands.press('Control+Enter', 'sign');
    await page.getByRole('heading', { name: /^Signerad \d/ }).waitFor();
    await page.getByText('Texten är den som signerades').first().waitFor();
    await sara.looksRight('a note that was just signed');
    scene.figure(
      `${hands.interactions} interactions from the day list to a signed note: ${hands.done.map(({ what }) => what).join('; ')}`,
    );
    assert.ok(hands.interactions <= 6, `${hands.interactions} interactions`);

    const lennart = await scene.resident('lennart');
    await noteInResidentsJournal(lennart, 'Läkarbesök');
    assert.ok(
      (await lennart.page.locator('main').innerText()).includes(assessment),
      'the resident reads every letter that was signed',
    );
    await lennart.looksRight('resident: a note');
    const visit = await whoHasRead(lennart, 'Sara Lindqvist');
    assert.match(visit, /Distriktsläkare/);
    assert.match(visit, /Kvarnbackens vårdcentral/);
    assert.match(visit, /Signerade en anteckning/);
    assert.match(visit, /Vård och behandling/);
    await lennart.looksRight('resident: who has read');
  },
);

journey('A note is not signed empty, and what hinders it is said', async (scene) => {
  const sara = await scene.staff('sara');
  await beginNote(sara, 'emma-nilsson');
  await sara.page.keyboard.press('Control+Enter');
  await sara.page.getByRole('alert').getByText('Skriv något innan du signerar.').waitFor();
  await noteField(sara.page, 'Aktuellt').fill('Trött sedan en månad.');
  await signNote(sara.page);
});
