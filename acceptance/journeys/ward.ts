import type { Page } from 'playwright-core';
import { dock } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

const row = (page: Page, words: string) => page.locator('.ward .data-table tbody tr', { hasText: words });
const who = 'Karlsson, Lennart';

async function chosenFromMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Ändra för ${who}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
  await page.getByRole('dialog').getByRole('heading', { name: entry }).waitFor();
}

journey(
  'Elin admits Lennart to a free bed and takes his vital signs; Amir’s board shows each as it happens, until he goes home',
  async (scene) => {
    const amir = await scene.staff('amir', '/unit/ward');
    const board = amir.page;
    await row(board, 'Sal 4, plats 1').getByText('Ledig').waitFor();
    await amir.looksRight('the board of a ward');

    const elin = await scene.staff('elin', '/unit/ward');
    const { page, hands } = elin;
    elin.expects(403);
    await page.getByRole('button', { name: 'Skriv in på Sal 4, plats 1' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Personnummer eller namn').fill('19511123-2079');
    await dialog.getByRole('button', { name: who }).click();
    await dialog.getByLabel('Orsak').fill('Försämrad hjärtsvikt');
    await elin.looksRight('admitting to a bed');
    await dialog.getByRole('button', { name: 'Skriv in', exact: true }).click();
    // She has no relation to him yet: the law offers to say why.
    await dialog.getByRole('button', { name: 'Ange orsaken som skäl och skriv in' }).click();
    await page.getByText('Lennart Karlsson är inskriven på Sal 4, plats 1.').waitFor();
    await row(board, who).getByText('Inget NEWS2').waitFor();

    await row(page, who).locator('.data-table-opener').click();
    await page.getByRole('heading', { name: 'Kontroller senaste dygnet' }).waitFor();
    await hands.press('v', 'vital signs');
    await dock(page).getByLabel('Andningsfrekvens, /min').waitFor();
    for (const value of ['24', '90', '2', '98/60', '115', 'A', '38,2']) {
      await page.keyboard.type(value);
      await page.keyboard.press('Tab');
    }
    // 2 + 3 + 2 + 2 + 2 + 0 + 1, by the chart of the Royal College of Physicians.
    await dock(page).getByText('NEWS2 12').waitFor();
    await elin.looksRight('entering vital signs');
    await hands.press('Control+Enter', 'save');
    await dock(page).getByText('Kontrollerna är sparade.').waitFor();
    await row(board, who).locator('.ward-score[data-risk="high"]', { hasText: '12' }).waitFor();
    await page.locator('.ward-rounds-score').getByText('12').first().waitFor();
    await elin.looksRight('a patient of the round');

    await page.goto(`${elin.base}/unit/ward`);
    await row(page, who).waitFor();
    await chosenFromMenu(page, 'Flytta till annan plats');
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Lennart Karlsson ligger nu på Sal 11, plats 2.').waitFor();
    await row(board, 'Sal 11, plats 2').getByText(who).waitFor();
    await row(board, 'Sal 4, plats 1').getByText('Ledig').waitFor();

    await chosenFromMenu(page, 'Skriv ut');
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await row(board, 'Sal 11, plats 2').getByText('Ledig').waitFor();
    await page.getByRole('button', { name: 'Ångra' }).click();
    await row(board, 'Sal 11, plats 2').getByText(who).waitFor();
    await row(page, who).waitFor();
    await chosenFromMenu(page, 'Skriv ut');
    await page.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
    await row(board, 'Sal 11, plats 2').getByText('Ledig').waitFor();

    await page.goto(`${elin.base}/unit/ward?show=round`);
    await page.getByRole('group', { name: 'Larsson, Siv' }).waitFor();
    await elin.looksRight('vital signs of a whole ward');
    const own = page.getByRole('group', { name: 'Larsson, Siv' });
    await own.getByLabel('Puls, /min, Larsson, Siv').fill('720');
    await page.keyboard.press('Enter');
    await own.getByText('Ovanligt: Puls 720. Stämmer det?').waitFor();
    await own.getByLabel('Puls, /min, Larsson, Siv').fill('72');
    await page.keyboard.press('Enter');
    await own.getByText(/^Sparad /).waitFor();
  },
);
