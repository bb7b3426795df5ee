import assert from 'node:assert/strict';
import { atWork, beginNote, chooseInUserMenu, dock, noteField, signNote } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import type { Person } from '../src/person.ts';

/** The head decides whether district nurses sign, in a new version of the analysis of their role. */
async function decides({ page }: Person, given: 'Ges' | 'Ges inte', why: string): Promise<void> {
  await page.getByRole('button', { name: 'Ny version' }).click();
  const sign = page.getByRole('group', { name: 'Signera', exact: true });
  await sign.getByRole('button', { name: given, exact: true }).click();
  await page.getByLabel('Varför: Signera').fill(why);
  await page.getByRole('button', { name: 'Granska och signera' }).click();
}

journey(
  'The head of the unit reviews the analysis of a role and takes a right away; the nurse is refused in her next request and reads why',
  async (scene) => {
    const maria = await scene.staff('maria');
    await beginNote(maria, 'hodan-warsame');
    await noteField(maria.page, 'Aktuellt').fill('Kommer för omläggning av sår på underbenet.');

    const johan = await scene.staff('johan');
    const { page } = johan;
    await atWork(page);
    const due = page.getByRole('region', { name: /^Behovs- och riskanalyser att följa upp/ });
    await due.getByText(/^Skulle ha följts upp för \d+ dagar sedan$/).waitFor();
    await johan.looksRight('home, with analyses to review');
    await due.getByRole('button', { name: 'Distriktssköterska' }).click();
    await page.getByRole('heading', { name: 'Behovs- och riskanalys: Distriktssköterska' }).waitFor();
    await johan.looksRight('access rights: an analysis');

    await decides(johan, 'Ges inte', 'Distriktssköterskorna dikterar; läkaren signerar.');
    const dialog = page.getByRole('dialog', { name: 'Signera analysen' });
    await dialog.getByText(/^Gäller rollen Distriktssköterska på enheten: \d+ person/).waitFor();
    assert.match((await dialog.locator('dl > div').first().textContent()) ?? '', /^FörlorarSignera$/);
    await johan.looksRight('access rights: what the signing changes');
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await johan.looksRight('access rights: the draft');
    await page.getByRole('button', { name: 'Granska och signera' }).click();
    await dialog.getByRole('button', { name: 'Signera', exact: true }).click();
    await page
      .getByText(/^Följs upp|följs upp senast/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'Behovs- och riskanalys: Distriktssköterska' }).waitFor();

    maria.expects(403);
    await maria.page.keyboard.press('Control+Enter');
    await dock(maria.page)
      .getByText(/inte rätt att signera och rätta anteckningar, enligt enhetens behovs- och riskanalys/)
      .waitFor();
    await maria.looksRight('a note that the role may not sign');

    await decides(johan, 'Ges', 'Ansvarar för det som rollen själv har skrivit.');
    await dialog.getByRole('button', { name: 'Signera', exact: true }).click();
    await page.getByText('Tidigare versioner 2').waitFor();
    await signNote(maria.page);

    const gunnar = await scene.staff('gunnar');
    await chooseInUserMenu(gunnar.page, 'Behörigheter');
    await gunnar.page.getByRole('heading', { name: 'Behörigheter' }).waitFor();
    await gunnar.page.getByRole('button', { name: /^Logggranskare/ }).click();
    await gunnar.page.getByRole('heading', { name: 'Behovs- och riskanalys: Logggranskare' }).waitFor();
    assert.equal(await gunnar.page.getByRole('button', { name: 'Ny version' }).count(), 0, 'who is not the head reads');
  },
);
