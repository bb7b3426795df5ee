import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import type { Bundle } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { type BegunForm, begunForms, keptOnServer, open } from '../src/begun-forms.ts';
import { launchKillableBrowser, newContext } from '../src/browser.ts';
import { chooseInUserMenu, dock, isSaved, recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { orderSent, pick } from '../src/ordering.ts';
import { Person } from '../src/person.ts';
import type { Scene } from '../src/scene.ts';

/** At most this much typing may be lost whatever happens to the browser, in milliseconds. */
const mostLost = 1000;
const patient = 'emma-nilsson';
const typed =
  'Trötthet och törst sedan i våras, gått ner 4 kg & sover dåligt. "Som en urvriden trasa." <5 glas om dagen';

/** `--kills 6`: each of the forms is the one that is typed in when the browser dies. */
const { kills } = parseArgs({ strict: false, options: { kills: { type: 'string', default: '1' } } }).values;

async function typeIn(person: Person, form: BegunForm, text: string): Promise<number[]> {
  await open(person, form, patient);
  const field = form.field(person.page);
  await field.fill('');
  await field.focus();
  const at: number[] = [];
  for (const letter of text) {
    await person.page.keyboard.type(letter, { delay: 15 });
    at.push(performance.now());
  }
  return at;
}

async function takeUp({ page }: Person, { title, field }: BegunForm): Promise<void> {
  const row = page.locator('.work-side').getByRole('row', { name: new RegExp(`Nilsson, Emma.*Påbörjat: ${title}`) });
  await row.getByRole('button').click();
  await field(page).waitFor();
}

async function cancel({ page }: Person): Promise<void> {
  await dock(page).getByRole('button', { name: 'Avbryt' }).click();
  await dock(page).getByText('Det du skrev är kastat.').waitFor();
}

const closeIt = ({ page }: Person) => dock(page).getByRole('button', { name: 'Stäng', exact: true }).click();

async function typedAndKilled(scene: Scene, last: BegunForm): Promise<{ typedAt: number[]; killedAt: number }> {
  const { browser, process } = await launchKillableBrowser();
  try {
    const doomed = await Person.at(await newContext(browser), scene.product.base);
    await doomed.signIn('sara');
    for (const form of begunForms.filter((each) => each !== last)) {
      await typeIn(doomed, form, typed.slice(0, 20));
      await isSaved(doomed.page);
    }
    const typedAt = await typeIn(doomed, last, typed);
    return { typedAt, killedAt: performance.now() };
  } finally {
    await process.kill();
  }
}

/** Thrown away and back again. */
async function broughtBack(person: Person, { name, field }: BegunForm, expected: string): Promise<void> {
  const { page } = person;
  await person.looksRight(`${name} taken up again`);
  await cancel(person);
  await person.looksRight(`${name} thrown away`);
  await dock(page).getByRole('button', { name: 'Ångra', exact: true }).click();
  assert.equal(await field(page).inputValue(), expected, `${name}, brought back`);
  await isSaved(page);
}

async function killedWhileTyping(scene: Scene, last: BegunForm): Promise<void> {
  const { typedAt, killedAt } = await typedAndKilled(scene, last);
  const kept = last.kept((await keptOnServer(scene, 'sara', patient, last.name)) ?? {});
  assert.ok(typed.startsWith(kept), `what is kept of ${last.name} is what was typed: ${kept}`);
  const lost = typedAt.slice(kept.length);
  scene.figure(`${last.name}: ${lost.length} letters lost of ${typed.length}`);
  assert.equal(lost.filter((at) => at < killedAt - mostLost).length, 0, `${last.name}: ${kept}`);

  const elsewhere = await scene.staff('sara', '/', { screen: 'ward' });
  for (const form of begunForms) {
    await elsewhere.page.goto(elsewhere.base);
    await takeUp(elsewhere, form);
    const expected = form === last ? kept : typed.slice(0, 20);
    assert.equal(await form.field(elsewhere.page).inputValue(), expected, form.name);
    await dock(elsewhere.page)
      .getByText(/^Du fortsätter på det du skrev/)
      .waitFor();
    if (form === last) await broughtBack(elsewhere, form, expected);
    await cancel(elsewhere);
    await closeIt(elsewhere);
  }
  await elsewhere.page.goto(elsewhere.base);
  await elsewhere.page.getByRole('heading', { name: /^Väntar på dig/ }).waitFor();
  for (const { name } of begunForms) assert.equal(await keptOnServer(scene, 'sara', patient, name), undefined, name);
}

journey(
  'The browser is killed with forms begun: at most a second of typing is lost, and each is gone on with on another machine or thrown away',
  async (scene) => {
    for (const last of begunForms.slice(0, Number(kills))) await killedWhileTyping(scene, last);
  },
);

journey(
  'A referral begun in the middle of a word stands after signing out, is sent, can be taken back with its words, and then holds nothing',
  async (scene) => {
    const referral = begunForms.find(({ name }) => name === 'orders/referral');
    assert.ok(referral);
    const sara = await scene.staff('sara');
    const { page } = sara;
    await typeIn(sara, referral, 'Diabetes typ 1? Nyupptä');
    await chooseInUserMenu(page, 'Logga ut');
    await page.locator('button[name="person"]').first().waitFor();
    await page.goto(sara.base);
    await sara.chooseOnSignInPage('sara');
    await takeUp(sara, referral);
    assert.equal(await referral.field(page).inputValue(), 'Diabetes typ 1? Nyupptä');
    await pick(sara.hands, 'Till enhet', 'medicinavd 3');
    // The focus is on a button, which keeps Enter to itself.
    await dock(page).getByRole('button', { name: 'Avbryt' }).focus();
    await page.keyboard.press('Control+Enter');
    await orderSent(page);
    await dock(page).getByRole('button', { name: 'Ångra', exact: true }).click();
    await referral.field(page).waitFor();
    assert.equal(await referral.field(page).inputValue(), 'Diabetes typ 1? Nyupptä');
    await isSaved(page);
    await cancel(sara);
    await closeIt(sara);
    await page.goto(sara.base + recordAddress(patient));
    await summaryIsPainted(page);
    assert.equal(await keptOnServer(scene, 'sara', patient, referral.name), undefined);
  },
);

journey(
  'The browser dies as a referral is taken: nothing of it is left begun, and the same form at another machine is not sent a second time',
  async (scene) => {
    const referral = begunForms.find(({ name }) => name === 'orders/referral');
    assert.ok(referral);
    const question = 'Artros i höger knä?';
    const { browser, process } = await launchKillableBrowser();
    const doomed = await Person.at(await newContext(browser), scene.product.base);
    const elsewhere = await scene.staff('sara');
    elsewhere.expects(409);
    try {
      await doomed.signIn('sara');
      await typeIn(doomed, referral, question);
      await pick(doomed.hands, 'Till enhet', 'medicinavd 3');
      await isSaved(doomed.page);
      await open(elsewhere, referral, patient);
      assert.equal(await referral.field(elsewhere.page).inputValue(), question);
      await sentAndUnanswered(doomed);
    } finally {
      await process.kill();
    }
    assert.equal(await keptOnServer(scene, 'sara', patient, referral.name), undefined);

    const { page } = elsewhere;
    await referral.field(page).press('Control+Enter');
    await dock(page)
      .getByText(/^Det här har redan skickats eller kastats/)
      .waitFor();
    await elsewhere.looksRight('told that the referral is sent already');
    assert.equal(await referralsAsking(scene, question), 1);
  },
);

/** The server has taken it, and the browser is never told. */
async function sentAndUnanswered({ page }: Person): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<number>();
  await page.route('**/fhir', async (route) => resolve((await route.fetch()).status()));
  await dock(page).getByRole('button', { name: 'Avbryt' }).focus();
  await page.keyboard.press('Control+Enter');
  assert.equal(await promise, 200);
}

async function referralsAsking(scene: Scene, question: string): Promise<number> {
  const found = await new Api(scene.product, '--as', 'sara').get<Bundle>(
    `ServiceRequest?patient=${patient}&_count=1000`,
  );
  return (found.body.entry ?? []).filter(({ resource }) => JSON.stringify(resource).includes(question)).length;
}

journey('The same form typed in at two machines keeps what both have typed', async (scene) => {
  const referral = begunForms.find(({ name }) => name === 'orders/referral');
  assert.ok(referral);
  const here = await scene.staff('sara');
  const there = await scene.staff('sara');
  for (const one of [here, there]) one.expects(412);
  await open(here, referral, patient);
  await open(there, referral, patient);
  await dock(here.page).getByLabel('Frågeställning', { exact: true }).fill('Från mottagningen');
  await isSaved(here.page);
  await dock(there.page).getByLabel('Anamnes och status', { exact: true }).fill('Från jourrummet');
  await isSaved(there.page);
  assert.equal(await dock(there.page).getByLabel('Frågeställning', { exact: true }).inputValue(), 'Från mottagningen');
  const kept = await keptOnServer(scene, 'sara', patient, referral.name);
  assert.deepEqual([kept?.['question'], kept?.['history']], ['"Från mottagningen"', '"Från jourrummet"']);
  await cancel(there);
  await closeIt(there);
});
