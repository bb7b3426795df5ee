import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptOnServer } from '../src/begun-forms.ts';
import { launchBrowser, openOwnBrowser, screens } from '../src/browser.ts';
import { dock, isSaved, noteField, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { Person } from '../src/person.ts';

/** Chromium hears a tone where there is no microphone, and asks nobody. */
const withMicrophone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

journey(
  'What a doctor dictates is typed by the secretary, who goes back in it by key, and is the doctor’s to sign',
  async (scene) => {
    const browser = await launchBrowser(...withMicrophone);
    try {
      const johan = await scene.somebody({}, browser);
      await johan.signIn('johan', recordAddress('gosta-pettersson'));
      const { page } = johan;
      await summaryIsPainted(page);
      await page.keyboard.press('b');
      await page.keyboard.press('d');
      const form = dock(page).getByRole('form', { name: 'Diktera' });
      // What he has written by most comes first.
      await form.getByRole('button', { name: /Anteckning$/ }).click();
      await page
        .getByRole('option', { name: /^Läkarbesök/ })
        .first()
        .click();
      await form.getByRole('button', { name: 'Spela in' }).click();
      await form.getByText('Spelar in 0:04').waitFor();
      await form.getByRole('button', { name: 'Pausa' }).click();
      await form.getByText(/^Pausat 0:0/).waitFor();
      await johan.looksRight('a dictation');
      await form.getByRole('button', { name: 'Fortsätt' }).click();
      await form.getByText(/^Spelar in/).waitFor();
      await form.getByRole('button', { name: 'Skicka till sekreteraren' }).click();
      await dock(page).getByText('Diktatet ligger i sekreterarens kö').waitFor();

      const birgitta = await scene.staff('birgitta', '/unit/dictation');
      await birgitta.page.getByRole('button', { name: /^Pettersson, Gösta/ }).click();
      await birgitta.page.getByRole('button', { name: 'Spela upp' }).waitFor();
      await birgitta.page.keyboard.press('F9');
      await birgitta.page.locator('audio').evaluate(
        (audio: HTMLAudioElement) =>
          new Promise<void>((heard) => {
            const look = () => (audio.currentTime > 3.2 ? heard() : requestAnimationFrame(look));
            look();
          }),
      );
      await birgitta.page.keyboard.press('F9');
      const at = () => birgitta.page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
      const before = await at();
      await birgitta.page.keyboard.press('F8');
      assert.ok((await at()) <= before - 2.9, `${before} back to ${await at()}`);
      await birgitta.looksRight('a dictation to type');
      await noteField(birgitta.page, 'Aktuellt').fill('Ingen andnöd. <5 dagars hosta.');
      await isSaved(birgitta.page);
      await birgitta.page.getByRole('button', { name: 'Skriven, till signering' }).click();
      await birgitta.page.getByText('Anteckningen väntar på signering av Johan Ekdahl').waitFor();

      await page.goto(johan.base + recordAddress('gosta-pettersson', 'notes'));
      const note = page.locator('.note-entry').filter({ hasText: 'Ingen andnöd. <5 dagars hosta.' });
      await note.getByText('Johan Ekdahl').first().waitFor();
    } finally {
      await browser.close();
    }
  },
);

/** Seconds of it that may be lost, beside the one that is being said. */
const mostLost = 1;

journey(
  'The browser is killed in the middle of a dictation: what was said is on the machine, and is sent or begun again; elsewhere one is told where it is',
  async (scene) => {
    const profile = mkdtempSync(join(tmpdir(), 'vardkedjan-profile-'));
    const start = async () => {
      const own = await openOwnBrowser(profile, ...withMicrophone);
      const person = await Person.at(own.context, scene.product.base);
      await person.page.setViewportSize(screens.desk);
      return { ...own, person };
    };
    const formOf = ({ page }: Person) => dock(page).getByRole('form', { name: 'Diktera' });
    const before = await start();
    try {
      await before.person.signIn('johan', recordAddress('gosta-pettersson'));
      await summaryIsPainted(before.person.page);
      for (const key of ['b', 'd']) await before.person.page.keyboard.press(key);
      await formOf(before.person).getByRole('button', { name: 'Spela in' }).click();
      await formOf(before.person).getByText('Spelar in 0:05').waitFor();
    } finally {
      await before.kill();
    }
    const takeUp = async ({ page, base }: Person) => {
      await page.goto(base);
      const row = page.locator('.work-side').getByRole('row', { name: /Pettersson, Gösta.*Påbörjat: Diktat/ });
      await row.getByRole('button').click();
    };

    const elsewhere = await scene.staff('johan');
    await takeUp(elsewhere);
    await formOf(elsewhere)
      .getByText(/^Ljudet finns på datorn där du spelade in/)
      .waitFor();
    await elsewhere.looksRight('a dictation begun on another machine');

    const after = await start();
    try {
      const { person } = after;
      await person.signIn('johan');
      await takeUp(person);
      const found = formOf(person).getByText(/^Inspelat tidigare 0:0\d/);
      await found.waitFor();
      const seconds = Number((await found.innerText()).at(-1));
      assert.ok(seconds >= 5 - mostLost, `${seconds} seconds of five`);
      await person.looksRight('a dictation taken up again');
      await formOf(person).getByRole('button', { name: 'Skicka till sekreteraren' }).click();
      await dock(person.page).getByText('Diktatet ligger i sekreterarens kö').waitFor();
      assert.equal(await keptOnServer(scene, 'johan', 'gosta-pettersson', 'dictation/record'), undefined);
      assert.deepEqual(person.troubles, []);
      const left = await person.page.evaluate(
        () =>
          new Promise<number>((told) => {
            const opening = indexedDB.open('vardkedjan-sound', 1);
            opening.addEventListener('success', () => {
              const all = opening.result.transaction('pieces').objectStore('pieces').count();
              all.addEventListener('success', () => told(all.result));
            });
          }),
      );
      assert.equal(left, 0, 'nothing of what was sent is left on the machine');
    } finally {
      await after.kill();
      rmSync(profile, { recursive: true, force: true });
    }
  },
);

journey('Who has no microphone is told so, and what to do instead', async (scene) => {
  const sara = await scene.staff('sara', recordAddress('gosta-pettersson'));
  await summaryIsPainted(sara.page);
  await sara.page.keyboard.press('b');
  await sara.page.keyboard.press('d');
  const form = dock(sara.page).getByRole('form', { name: 'Diktera' });
  await form.getByRole('button', { name: 'Spela in' }).click();
  await form.getByRole('alert').getByText('Ingen mikrofon kan användas').waitFor();
  await form.getByRole('button', { name: 'Skicka till sekreteraren' }).click();
  await form.getByText('Spela in något först.').waitFor();
});
