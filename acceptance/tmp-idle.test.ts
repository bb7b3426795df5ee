import assert from 'node:assert/strict';
import { atWork, beginNote, chooseInUserMenu, dock, isSaved, noteField, recordAddress, summaryIsPainted } from '/work/main/acceptance/src/clinician-app.ts';
import { journey } from '/work/main/acceptance/src/journey.ts';
import { startProduct } from '/work/main/acceptance/src/running-product.ts';
import { newContext } from '/work/main/acceptance/src/browser.ts';
import { Person } from '/work/main/acceptance/src/person.ts';

/** Steps of this many minutes, fewer than between two signs of life that would keep anything open. */
const step = 6;

journey('Somebody who leaves the desk is signed out after the idle time even with the record open, and finds the draft again', async (scene) => {
  const product = await startProduct({ movableClock: true });
  try {
    const sara = await Person.at(await newContext(product.browser), product.base);
    sara.expects(401);
    await sara.page.clock.install();
    await sara.signIn('sara');
    await beginNote(sara, 'lennart-karlsson');
    await noteField(sara.page, 'Bedömning').pressSequentially('Välinställd diabetes.');
    await isSaved(sara.page);
    const ended = sara.page.getByRole('alertdialog', { name: 'Du är utloggad' });
    for (let minutes = 0; minutes < 72 && !(await ended.isVisible()); minutes += step) {
      for (let minute = 0; minute < step; minute += 1) { product.server.signal('SIGUSR2'); await new Promise((r) => setTimeout(r, 40)); }
      // What the app asks for by itself as the time goes is answered before the time goes on.
      const asked = sara.page.waitForResponse(() => true, { timeout: 2000 }).catch(() => undefined);
      await sara.page.clock.fastForward(step * 60_000);
      await asked;
    }
    await ended.waitFor({ timeout: 5000 });
    assert.ok(!(await ended.evaluate((dialog) => getComputedStyle(dialog.closest('.dialog-veil') ?? dialog).backgroundColor)).includes('rgba'), 'nothing of the record is seen behind it');
    const answer = await sara.context.request.get(`${sara.base}/fhir/Patient/lennart-karlsson/$chart`);
    assert.equal(answer.status(), 401, 'the session has ended on the server as well, though the page asked by itself all along');
    await sara.page.getByRole('button', { name: 'Logga in igen' }).click();
    await sara.chooseOnSignInPage('sara');
    await summaryIsPainted(sara.page);
    await dock(sara.page).locator('textarea').first().waitFor();
    assert.equal(await noteField(sara.page, 'Bedömning').inputValue(), 'Välinställd diabetes.');
    assert.deepEqual(sara.troubles, []);
    scene.figure('the idle time is an hour, and the page was open all along');
  } finally {
    await product.stop();
  }
});
