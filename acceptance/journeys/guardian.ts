import assert from 'node:assert/strict';
import type { Bundle } from '@medplum/fhirtypes';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Api } from '../src/api.ts';
import { everythingIsFetched, newContext } from '../src/browser.ts';
import { journey } from '../src/journey.ts';
import { Person } from '../src/person.ts';
import { goToPart, visits } from '../src/resident-app.ts';
import { startProduct } from '../src/running-product.ts';

async function whoseMenu({ page }: Person, name: string): Promise<string[]> {
  await page.getByRole('button', { name: new RegExp(`Inloggad som ${name}`) }).click();
  const group = page.getByRole('group', { name: 'Vems journal' });
  await group.waitFor();
  return group.getByRole('menuitem').allInnerTexts();
}

const band = ({ page }: Person) => page.getByRole('complementary', { name: 'Vems journal' });

journey(
  'A mother reads the record of her daughter of twelve, sees all the time whose it is, and comes back to her own',
  async (scene) => {
    const therese = await scene.resident('therese');
    const { page } = therese;
    await page.getByRole('heading', { name: 'Hej Therese' }).waitFor();
    const entries = await whoseMenu(therese, 'Therese Andersson');
    assert.deepEqual(
      entries.map((text) => text.replaceAll(/\s+/g, ' ').replace(' ✓', '')),
      ['Therese Andersson (du själv)', 'Leo Andersson Stängd på nätet', 'Wilma Andersson'],
    );
    await therese.looksRight('resident: the menu with children');
    await page.getByRole('menuitem', { name: 'Wilma Andersson' }).click();
    await page.getByRole('heading', { level: 1, name: 'Journal för Wilma Andersson' }).waitFor();
    await band(therese).getByText('Du läser som vårdnadshavare').waitFor();
    await everythingIsFetched(page);
    await therese.looksRight('resident: a child’s start');
    for (const part of ['Journal', 'Prover', 'Läkemedel', 'Vem har läst'] as const) {
      await goToPart(therese, part);
      assert.match(await band(therese).innerText(), /Wilma Andersson/, part);
      assert.match(page.url(), /\/resident\/child\/wilma-andersson\//);
    }
    await therese.looksRight('resident: who has read a child’s record');
    await page.reload();
    await band(therese).waitFor();
    await page.getByRole('link', { name: 'Till din egen journal' }).click();
    await page.getByRole('heading', { name: 'Hej Therese' }).waitFor();
    await band(therese).waitFor({ state: 'detached' });
  },
);

journey('Between thirteen and sixteen nobody reads the record online, and both are told so', async (scene) => {
  const therese = await scene.resident('therese', '/resident/child/leo-andersson/journal');
  const { page } = therese;
  await page.getByRole('heading', { level: 1, name: 'Journalen för Leo Andersson är stängd på nätet' }).waitFor();
  await page.getByText('mellan 13 och 16 års ålder').waitFor();
  await therese.looksRight('resident: closed by age');
  assert.ok(!therese.fhirRequests.some((request) => request.includes('leo-andersson')), 'nothing was asked for');
  const leo = await scene.somebody({ screen: 'phone' });
  leo.expects(403);
  await leo.page.goto(`${leo.base}/resident/`);
  await leo.page.locator('button[name="person"][value="leo"]').click();
  await leo.page.getByText('Du är inte gammal nog för att läsa din journal på nätet.').waitFor();
  await leo.looksRight('resident: too young to sign in');
});

journey('At sixteen the record is the young person’s alone, who sees that somebody tried', async (scene) => {
  const therese = await scene.resident('therese', '/resident/child/hugo-andersson');
  await therese.page.getByRole('heading', { level: 1, name: 'Den här journalen kan du inte läsa på nätet' }).waitFor();
  await therese.looksRight('resident: no agent');
  const api = new Api(scene.product, '--as', 'therese');
  assert.equal((await api.get('Patient/hugo-andersson/$chart')).status, 403);
  const hugo = await scene.resident('hugo');
  await hugo.page.getByRole('heading', { name: 'Hej Hugo' }).waitFor();
  await goToPart(hugo, 'Vem har läst');
  const [tried = ''] = await visits(hugo.page, 'Therese Andersson');
  assert.match(tried, /Nekades/);
  assert.match(tried, /Vårdnadshavare läser inte längre journalen på nätet vid den här åldern/);
});

/** Minutes before midnight in Sweden at which the server's clock starts: one signal passes it. */
const before = 3;

journey('At midnight, when a child turns thirteen, the next request is refused and the screen says why', async () => {
  const now = new Date();
  const [hours = 0, minutes = 0] = now
    .toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' })
    .split(':')
    .map(Number);
  const ahead = 24 * 60 - before - (hours * 60 + minutes);
  const tomorrow = stockholmDay(new Date(now.getTime() + (ahead + 2 * before) * 60_000));
  const product = await startProduct({ movableClock: true, env: { CLOCK_AHEAD_MINUTES: String(ahead) } });
  try {
    const register = new Api(product, '--client', 'bench');
    const { status } = await register.post<Bundle>('', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          request: { method: 'PUT', url: 'Patient/alva' },
          resource: {
            resourceType: 'Patient',
            id: 'alva',
            active: true,
            name: [{ text: 'Alva Andersson', family: 'Andersson', given: ['Alva'] }],
            birthDate: `${Number(tomorrow.slice(0, 4)) - 13}${tomorrow.slice(4)}`,
          },
        },
        {
          request: { method: 'PUT', url: 'RelatedPerson/alvas-mother' },
          resource: {
            resourceType: 'RelatedPerson',
            id: 'alvas-mother',
            active: true,
            patient: { reference: 'Patient/alva' },
            relationship: [
              { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' }] },
            ],
            identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: '198205212387' }],
          },
        },
      ],
    });
    assert.equal(status, 200);
    const therese = await Person.at(await newContext(product.browser, { screen: 'phone' }), product.base);
    therese.expects(403);
    const { page } = therese;
    await therese.signIn('therese', '/resident/child/alva');
    await page.getByRole('heading', { level: 1, name: 'Journal för Alva Andersson' }).waitFor();
    await everythingIsFetched(page);
    assert.match(await band(therese).innerText(), /12 år/);

    product.server.signal('SIGUSR2');
    // The signal has arrived when the server says that it is tomorrow.
    const says = async () => stockholmDay(new Date((await fetch(`${product.base}/health`)).headers.get('date') ?? 0));
    while ((await says()) < tomorrow);
    await goToPart(therese, 'Prover');
    await page.getByRole('heading', { level: 1, name: 'Journalen för Alva Andersson är stängd på nätet' }).waitFor();
    await band(therese).waitFor({ state: 'detached' });
    await therese.looksRight('resident: closed at midnight');
    assert.deepEqual(therese.troubles, []);
  } finally {
    await product.stop();
  }
});
