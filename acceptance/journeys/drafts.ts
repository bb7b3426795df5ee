import assert from 'node:assert/strict';
import type { Bundle, QuestionnaireResponse } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { launchKillableBrowser, newContext } from '../src/browser.ts';
import {
  beginNote,
  chooseInUserMenu,
  dock,
  isSaved,
  noteField,
  recordAddress,
  saveLine,
  signNote,
  summaryIsPainted,
} from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { Person } from '../src/person.ts';
import type { Scene } from '../src/scene.ts';

/** At most this much typing may be lost whatever happens to the browser, in milliseconds. */
const mostLost = 1000;

/** Types letter by letter without a pause; when each letter had been taken by the page. */
async function typeOn({ page }: Person, text: string): Promise<number[]> {
  const at: number[] = [];
  for (const letter of text) {
    await page.keyboard.type(letter, { delay: 20 });
    at.push(performance.now());
  }
  return at;
}

const story =
  'Kommer för kontroll av blodtryck. Har mätt hemma i två veckor, som bäst 138 över 84. Ingen yrsel, ingen huvudvärk. ';

async function draftOnServer(scene: Scene, patientId: string): Promise<string> {
  const sara = new Api(scene.product, '--as', 'sara');
  const found = await sara.get<Bundle>(
    `QuestionnaireResponse?subject=Patient/${patientId}&status=in-progress&_sort=-_lastUpdated`,
  );
  const draft = found.body.entry?.[0]?.resource as QuestionnaireResponse | undefined;
  return draft?.item?.[0]?.answer?.[0]?.valueString ?? '';
}

/** The draft that waits under "my work", taken up again, somewhere else. */
async function takeUp(person: Person, listName: string): Promise<void> {
  await person.page
    .locator('.work-side')
    .getByRole('row', { name: new RegExp(`${listName}.*Osignerad anteckning`) })
    .getByRole('button')
    .click();
  await dock(person.page).locator('textarea').first().waitFor();
}

async function throwAway({ page }: Person): Promise<void> {
  await dock(page).getByRole('button', { name: 'Kasta utkastet' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Kasta utkastet' }).click();
  await page.locator('.dock').waitFor({ state: 'detached' });
}

journey(
  'The browser is killed while somebody types: at most a second of it is lost, and it is gone on with on another machine',
  async (scene) => {
    const { browser, process } = await launchKillableBrowser();
    const doomed = await Person.at(await newContext(browser), scene.product.base);
    await doomed.signIn('sara');
    await beginNote(doomed, 'hodan-warsame');
    const typedAt = await typeOn(doomed, story);
    const killedAt = performance.now();
    await process.kill();

    const kept = await draftOnServer(scene, 'hodan-warsame');
    assert.ok(story.startsWith(kept), `what is kept is what was typed: ${kept}`);
    const lost = typedAt.slice(kept.length);
    const longAgo = lost.filter((at) => at < killedAt - mostLost);
    scene.figure(
      `${lost.length} letters lost of ${story.length}, the oldest typed ${Math.round(killedAt - (lost[0] ?? killedAt))} ms before the kill`,
    );
    assert.equal(
      longAgo.length,
      0,
      `${longAgo.length} letters are lost that were typed more than a second before the kill`,
    );

    const elsewhere = await scene.staff('sara', '/', { screen: 'ward' });
    await takeUp(elsewhere, 'Warsame, Hodan');
    assert.equal(await noteField(elsewhere.page, 'Kontaktorsak').inputValue(), kept);
    await elsewhere.looksRight('a draft taken up again');
    await throwAway(elsewhere);
  },
);

journey('What was written stands after signing out in the middle of a word and signing in again', async (scene) => {
  const sara = await scene.staff('sara');
  await beginNote(sara, 'viktor-eriksson');
  await noteField(sara.page, 'Kontaktorsak').pressSequentially('Ont i fotleden efter fotboll, svull');
  await chooseInUserMenu(sara.page, 'Logga ut');
  await sara.page.locator('button[name="person"]').first().waitFor();
  await sara.page.goto(sara.base);
  await sara.chooseOnSignInPage('sara');
  await takeUp(sara, 'Eriksson, Viktor');
  assert.equal(await noteField(sara.page, 'Kontaktorsak').inputValue(), 'Ont i fotleden efter fotboll, svull');
  await throwAway(sara);
});

journey('The server dies while somebody writes, is started again, and every letter is there', async (scene) => {
  const sara = await scene.staff('sara');
  sara.expects('offline', 503);
  await beginNote(sara, 'emma-nilsson');
  const reason = noteField(sara.page, 'Kontaktorsak');
  await reason.pressSequentially('Trötthet sedan i våras.');
  await isSaved(sara.page);
  await scene.product.server.stop('SIGKILL');
  await reason.pressSequentially(' Sover bra, äter som vanligt.');
  await saveLine(sara.page).getByText('Inte sparat – försöker igen').waitFor();
  await sara.looksRight('a draft while the server is gone');
  const again = await scene.product.startAgain();
  scene.figure(`up again ${Math.round(again.startedIn)} ms after a kill`);
  await isSaved(sara.page);
  assert.equal(await draftOnServer(scene, 'emma-nilsson'), 'Trötthet sedan i våras. Sover bra, äter som vanligt.');
  await signNote(sara.page);
});

journey('A page that is left in the middle of a sentence and opened again has all of it', async (scene) => {
  const sara = await scene.staff('sara');
  await beginNote(sara, 'viktor-eriksson');
  await noteField(sara.page, 'Kontaktorsak').pressSequentially('Ont i foten');
  await sara.page.reload();
  await summaryIsPainted(sara.page);
  await dock(sara.page).locator('textarea').first().waitFor();
  assert.equal(await noteField(sara.page, 'Kontaktorsak').inputValue(), 'Ont i foten');
  await sara.page.goto(sara.base + recordAddress('viktor-eriksson', 'notes'));
  await sara.page.locator('.note-entry[data-state="draft"]').getByText('Ont i foten').waitFor();
  await sara.looksRight('notes with a draft');
  await throwAway(sara);
});
