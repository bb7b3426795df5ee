/**
 * Pictures of the main screens, to be looked at: `node acceptance/src/screenshots.ts <folder>` takes them all, in every size, light
 * and dark, both densities. Without a folder only the README's one picture is taken, into docs/screenshots/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { everythingIsFetched, type screens } from './browser.ts';
import { atWork, beginNote, noteField, recordAddress, summaryIsPainted } from './clinician-app.ts';
import { flatPng } from './flat-png.ts';
import type { Person } from './person.ts';
import { goToPart } from './resident-app.ts';
import { startProduct } from './running-product.ts';
import { Scene } from './scene.ts';

const readme = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

type Screen = keyof typeof screens;
type Shoot = (name: string) => Promise<void>;

async function settled(page: Page): Promise<void> {
  await everythingIsFetched(page);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
}

function shooter(person: Person, folder: string, suffix: string): Shoot {
  return async (name) => {
    await settled(person.page);
    await person.page.screenshot({ path: join(folder, `${name}-${suffix}.png`) });
  };
}

const recordParts = [
  'notes',
  'results',
  'results?view=pictures',
  'results?group=vitals&view=pictures',
  'medications',
  'problems',
  'warnings',
  'contacts',
  'referrals',
  'plans',
  'vaccinations',
  'timeline',
  'search?text=kontroll',
];

async function clinicianScreens(person: Person, shoot: Shoot, isWhole: boolean): Promise<void> {
  const { page } = person;
  await atWork(page);
  await shoot('work');
  const records = isWhole
    ? ['astrid-bergstrom', 'lennart-karlsson', 'gosta-pettersson', 'viktor-eriksson', 'linnea-sjogren']
    : ['astrid-bergstrom', 'gosta-pettersson'];
  for (const id of records) {
    await page.goto(person.base + recordAddress(id));
    await summaryIsPainted(page);
    await shoot(`summary-${id}`);
  }
  for (const part of isWhole ? recordParts : recordParts.slice(0, 2)) {
    await page.goto(person.base + recordAddress('lennart-karlsson', part));
    await page.locator('#record-page').locator('h1, h2').first().waitFor({ state: 'attached' });
    await shoot(part.replaceAll(/\W+/g, '-'));
  }
  await beginNote(person, 'hodan-warsame');
  await noteField(page, 'Kontaktorsak').fill('Blodtryckskontroll.');
  await noteField(page, 'Aktuellt').fill(
    'Har mätt hemma i två veckor, som bäst 138/84. Ingen yrsel.\nTar sina läkemedel som hon ska.',
  );
  await shoot('note');
  await page.locator('.dock').getByRole('button', { name: 'Kasta utkastet' }).click();
  await shoot('note-thrown-away');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Kasta utkastet' }).click();
  await page.locator('.dock').waitFor({ state: 'detached' });
  await page.keyboard.press('o');
  await page.getByLabel('Ämne').waitFor();
  await shoot('allergy');
  await page.locator('.dock').getByRole('button', { name: 'Avbryt' }).click();
  if (!isWhole) return;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await shoot('palette');
  await page.keyboard.press('Escape');
  await page.goto(person.base);
  await atWork(page);
  await page.keyboard.press('f');
  await page.getByRole('dialog').getByRole('textbox').fill('karlsson');
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor();
  await shoot('find');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot('shortcuts');
  await page.keyboard.press('Escape');
  await page.locator('.top-bar .menu-button').click();
  await shoot('menu');
}

async function refusalScreen(person: Person, shoot: Shoot): Promise<void> {
  await person.page.goto(person.base + recordAddress('lennart-karlsson'));
  await person.page.getByRole('heading', { name: 'Du får inte läsa detta' }).waitFor();
  await shoot('refusal');
}

async function residentScreens(person: Person, shoot: Shoot): Promise<void> {
  const { page } = person;
  await page.getByRole('heading', { name: /^Hej / }).waitFor();
  const whole = async (name: string): Promise<void> => shoot(`resident-${name}`);
  await whole('start');
  for (const [part, name] of [
    ['Journal', 'record'],
    ['Prover', 'labs'],
    ['Läkemedel', 'drugs'],
    ['Vem har läst', 'who'],
  ] as const) {
    await goToPart(person, part);
    await whole(name);
  }
  await goToPart(person, 'Prover');
  await page
    .getByRole('link', { name: /HbA1c|[Ll]ångtidssocker/ })
    .first()
    .click();
  await whole('one-lab');
  await page.goto(`${person.base}/resident/journal/notes`);
  await page.locator('.fact-link').first().waitFor();
  await whole('notes');
  await page.locator('.fact-link').first().click();
  await page.locator('.own-note').waitFor();
  await whole('note');
  for (const part of ['warnings', 'diagnoses', 'contacts', 'referrals']) {
    await page.goto(`${person.base}/resident/journal/${part}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await whole(part);
  }
}

async function everything(scene: Scene, folder: string): Promise<void> {
  for (const dark of [false, true]) {
    for (const density of ['compact', 'comfortable'] as const) {
      for (const screen of ['ward', 'desk', 'wide'] as const satisfies Screen[]) {
        const suffix = `${screen}-${dark ? 'dark' : 'light'}-${density}`;
        const sara = await scene.somebody({ screen, dark });
        await sara.context.addInitScript(
          (kept) => localStorage.setItem('vardkedjan.appearance', kept),
          `auto ${density}`,
        );
        await sara.signIn('sara');
        await clinicianScreens(
          sara,
          shooter(sara, folder, suffix),
          screen === 'desk' ? density === 'compact' : screen === 'ward' && !dark && density === 'compact',
        );
        await sara.context.close();
      }
    }
    const tomas = await scene.staff('tomas', '/', { dark });
    await refusalScreen(tomas, shooter(tomas, folder, dark ? 'dark' : 'light'));
    const sofia = await scene.somebody({ dark });
    await sofia.page.goto(sofia.base);
    await sofia.page.locator('button[name="person"]').first().waitFor();
    await shooter(sofia, folder, dark ? 'dark' : 'light')('sign-in');
    await sofia.chooseOnSignInPage('sofia');
    await sofia.page.getByRole('heading', { name: 'Välj uppdrag' }).waitFor();
    await shooter(sofia, folder, dark ? 'dark' : 'light')('assignment');
    for (const [key, screen] of [
      ['lennart', 'phone'],
      ['lennart', 'desk'],
      ['viktor', 'phone'],
    ] as const) {
      const resident = await scene.resident(key, '/resident/', { dark, screen });
      if (key === 'viktor') await shooter(resident, folder, `viktor-${dark ? 'dark' : 'light'}`)('resident-start');
      else await residentScreens(resident, shooter(resident, folder, `${screen}-${dark ? 'dark' : 'light'}`));
    }
  }
}

async function theReadmesPicture(scene: Scene): Promise<void> {
  const sara = await scene.staff('sara', recordAddress('astrid-bergstrom'), { screen: 'desk' });
  await summaryIsPainted(sara.page);
  await settled(sara.page);
  writeFileSync(join(readme, 'summary.png'), flatPng(await sara.page.screenshot()));
}

const folder = process.argv[2];
const product = await startProduct();
const scene = new Scene(product, console.log);
try {
  mkdirSync(folder ?? readme, { recursive: true });
  if (folder === undefined) await theReadmesPicture(scene);
  else await everything(scene, folder);
} finally {
  await scene.close();
  await product.stop();
}
for (const trouble of new Set(scene.troubles())) console.log(trouble);
