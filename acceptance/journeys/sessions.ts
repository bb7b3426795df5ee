import assert from 'node:assert/strict';
import {
  atWork,
  beginNote,
  chooseInUserMenu,
  dock,
  isSaved,
  noteField,
  recordAddress,
  summaryIsPainted,
} from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { startProduct } from '../src/running-product.ts';
import { newContext } from '../src/browser.ts';
import { Person } from '../src/person.ts';

journey('Somebody with two assignments chooses which one to work in, and changes it', async (scene) => {
  const sofia = await scene.somebody();
  sofia.expects(403);
  const { page } = sofia;
  await page.goto(sofia.base);
  await page.locator('button[name="person"]').first().waitFor();
  await sofia.looksRight('whom to sign in as');
  await sofia.chooseOnSignInPage('sofia');
  await page.getByRole('heading', { name: 'Välj uppdrag' }).waitFor();
  await sofia.looksRight('which assignment');
  await page.getByRole('button', { name: /Borås kommun/ }).click();
  await atWork(page);
  const menu = page.locator('.top-bar .menu-button');
  assert.match(await menu.innerText(), /[Hh]emsjukvård/);

  await chooseInUserMenu(page, /Medicinavdelning 3/);
  await menu.getByText('Medicinavdelning 3').waitFor();
  await page.goto(sofia.base + recordAddress('sven-lundgren'));
  await summaryIsPainted(page);
  await page.reload();
  await summaryIsPainted(page);
  assert.match(await menu.innerText(), /Medicinavdelning 3/, 'the choice lasts as long as the session');
});

journey('Signing out ends the session: the cookie that was is worth nothing', async (scene) => {
  const sara = await scene.staff('sara', recordAddress('lennart-karlsson'));
  sara.expects(401);
  await summaryIsPainted(sara.page);
  const cookies = await sara.context.cookies();
  const session = cookies.find(({ httpOnly, name }) => httpOnly && /^(__Host-)?vardkedjan$/.test(name));
  assert.ok(session, 'there is a session cookie, and scripts cannot read it');
  assert.equal(session.sameSite, 'Lax');
  const ask = () =>
    fetch(`${sara.base}/fhir/Patient/lennart-karlsson/$chart`, {
      headers: { Cookie: `${session.name}=${session.value}` },
    });
  assert.equal((await ask()).status, 200);
  await chooseInUserMenu(sara.page, 'Logga ut');
  await sara.page.locator('button[name="person"]').first().waitFor();
  const answer = await ask();
  assert.equal(answer.status, 401);
  assert.doesNotMatch(await answer.text(), /Karlsson/);
  await sara.page.goBack();
  await sara.page.locator('button[name="person"]').first().waitFor();
  assert.doesNotMatch(
    await sara.page.content(),
    /Lennart Karlsson.*19511123/s,
    'going back shows nothing of the record',
  );
});

journey('A page of another site cannot write in the name of somebody who is signed in', async (scene) => {
  const sara = await scene.staff('sara');
  await atWork(sara.page);
  const [session] = (await sara.context.cookies()).filter(({ name }) => name.endsWith('vardkedjan'));
  const write = (headers: Record<string, string>) =>
    fetch(`${sara.base}/fhir/Flag`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json', Cookie: `${session?.name}=${session?.value}`, ...headers },
      body: JSON.stringify({
        resourceType: 'Flag',
        status: 'active',
        code: { text: 'x' },
        subject: { reference: 'Patient/lennart-karlsson' },
      }),
    });
  assert.equal((await write({})).status, 403);
  assert.equal((await write({ Origin: 'https://evil.example', 'X-Vardkedjan': '1' })).status, 403);
  assert.equal((await write({ Origin: sara.base, 'X-Vardkedjan': '1', 'Sec-Fetch-Site': 'cross-site' })).status, 403);
});

/** Minutes that one signal moves the server's clock; fewer than between two signs of life that would keep anything open. */
const step = 6;

journey(
  'Somebody who leaves the desk is signed out after the idle time even with the record open, and finds the draft again',
  async (scene) => {
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
        product.server.signal('SIGUSR2');
        // What the app asks for by itself as the time goes is answered before the time goes on.
        const asked = sara.page.waitForResponse(() => true, { timeout: 2000 }).catch(() => undefined);
        await sara.page.clock.fastForward(step * 60_000);
        await asked;
      }
      await ended.waitFor({ timeout: 5000 });
      assert.ok(
        !(
          await ended.evaluate((dialog) => getComputedStyle(dialog.closest('.dialog-veil') ?? dialog).backgroundColor)
        ).includes('rgba'),
        'nothing of the record is seen behind it',
      );
      const answer = await sara.context.request.get(`${sara.base}/fhir/Patient/lennart-karlsson/$chart`);
      assert.equal(
        answer.status(),
        401,
        'the session has ended on the server as well, though the page asked by itself all along',
      );
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
  },
);
