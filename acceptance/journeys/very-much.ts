import { everythingIsFetched } from '../src/browser.ts';
import { atWork, recordAddress } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { largestId, takeInTheLargest } from '../src/largest-record.ts';
import type { Person } from '../src/person.ts';

const name = /Lindströmer-Söderbergh/;

/** What only the new page has is waited for, and then that all of it has come. */
async function isShown(person: Person, address: string, selector: string): Promise<void> {
  await person.page.goto(person.base + address);
  await person.page.locator(selector).first().waitFor();
  await everythingIsFetched(person.page);
}

journey(
  'A nurse has a patient with the longest name, forty drugs and eight warnings, and every screen holds them, on the ward’s small laptop, on a wide screen and on a phone',
  async (scene) => {
    await takeInTheLargest(scene.product);
    for (const screen of ['ward', 'wide', 'phone'] as const) {
      const elin = await scene.staff('elin', '/', { screen });
      const { page } = elin;
      await atWork(page);
      await page.getByRole('button', { name }).first().waitFor();
      await elin.keepsWithin(`my work, ${screen}`);
      if (screen !== 'phone') {
        await isShown(elin, '/unit/ward', '.ward-doses');
        await elin.keepsWithin(`the ward’s board, ${screen}`);
      }
      await isShown(elin, '/unit/ward?show=due', '.ward-due .data-table-opener');
      await elin.keepsWithin(`what is to be done on the ward, ${screen}`);
      await isShown(elin, '/unit/drug-round', '.round-patient-name');
      await page.locator('.round-patient-name').filter({ hasText: name }).click();
      await page.locator('.round-table').waitFor();
      await elin.keepsWithin(`drug round, ${screen}`);
      for (const [part, selector] of [
        ['medications', '.drug-table'],
        ['reconciliation', '.reconciling-table'],
      ] as const) {
        await isShown(elin, recordAddress(largestId, part), selector);
        await elin.keepsWithin(`${part}, ${screen}`);
      }
      if (screen === 'ward') await elin.looksRight('reconciliation of forty drugs');
    }
    const sara = await scene.staff('sara', '/', { screen: 'ward' });
    await atWork(sara.page);
    await sara.page.getByRole('button', { name }).first().waitFor();
    await sara.keepsWithin('my work at the health centre');
  },
);

journey(
  'Gösta has had three thousand values and five hundred notes, and the screens hold them, small and wide',
  async (scene) => {
    for (const screen of ['ward', 'wide', 'phone'] as const) {
      const sara = await scene.staff('sara', '/', { screen });
      await atWork(sara.page);
      for (const [part, selector] of [
        ['', '.summary'],
        ['notes', '.notes-page-flow'],
        ['results', '.value-table'],
        ['timeline', '.timeline'],
      ] as const) {
        await isShown(sara, recordAddress('gosta-pettersson', part), selector);
        await sara.keepsWithin(`${part === '' ? 'summary' : part} of very much, ${screen}`);
      }
    }
  },
);
