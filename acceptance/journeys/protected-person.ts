import assert from 'node:assert/strict';
import type { Bundle } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { atWork, recordAddress, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { pdfText } from '../src/pdf-text.ts';

// Digits are whole words here: the page is full of made ids, which may hold any five of them.
const people = [
  {
    id: 'linnea-sjogren',
    name: 'Linnea Sjögren',
    number: '19910118-2385',
    mark: 'Sekretessmarkering',
    secrets: /Rosenstigen|\b504 ?45\b|\b174 ?06 ?15\b/,
  },
  {
    id: 'johanna-ek',
    name: 'Johanna Ek',
    number: '19870118-2381',
    mark: 'Skyddad folkbokföring',
    secrets: /förmedlingsuppdrag|Box 2820|\b403 ?20\b|\b174 ?06 ?16\b/,
  },
] as const;

for (const { id, name, number, mark, secrets } of people) {
  journey(
    `Where ${name} lives stands nowhere on screen or paper, and that she is protected is seen at once`,
    async (scene) => {
      const sara = await scene.staff('sara', recordAddress(id));
      const { page } = sara;
      const nowhere = async (where: string): Promise<void> => {
        assert.doesNotMatch(await page.content(), secrets, where);
      };
      await summaryIsPainted(page);
      assert.match(await strip(page).innerText(), new RegExp(mark, 'i'));
      await sara.looksRight(`the summary of a protected person: ${mark}`);
      await nowhere('the summary');
      assert.equal(await page.title(), 'Skyddade personuppgifter – Vårdkedjan', 'the tab names nobody');
      const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
      assert.doesNotMatch(
        String(kept),
        new RegExp(`${secrets.source}|${name}|${number.replace('-', '-?')}`),
        'kept by the browser',
      );
      await page.getByRole('button', { name: 'Personuppgifter' }).click();
      await page
        .getByRole('dialog')
        .getByText(/^Skyddade personuppgifter\./)
        .waitFor();
      await nowhere('personal details');
      await page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).click();
      for (const part of ['notes', 'contacts', 'plans', 'timeline', 'referrals']) {
        await page.goto(sara.base + recordAddress(id, part));
        await page.locator('#record-page').locator('h1, h2').first().waitFor({ state: 'attached' });
        await nowhere(part);
      }
      await page.goto(sara.base + recordAddress(id));
      await summaryIsPainted(page);
      const printed = pdfText(await page.pdf({ format: 'A4' }));
      assert.ok(
        printed.every((text) => text.includes(name) && text.includes(number)),
        'whose it is stands on every page',
      );
      assert.doesNotMatch(printed.join('\n'), secrets, 'on paper');

      await page.goto(sara.base);
      await atWork(page);
      await page.keyboard.press('f');
      await page.getByRole('dialog').getByRole('textbox').fill(number);
      const row = page.getByRole('dialog').getByRole('row', { name: new RegExp(number) });
      assert.match(await row.innerText(), /Skyddade uppgifter/);
      assert.doesNotMatch(await row.innerText(), /Borås/);
    },
  );

  journey(
    `${name} is not found by those who have nothing to do with her care, neither by name nor by number`,
    async (scene) => {
      const tomas = await scene.staff('tomas');
      const { page } = tomas;
      await atWork(page);
      await page.keyboard.press('f');
      const field = page.getByRole('dialog').getByRole('textbox', { name: 'Personnummer eller namn' });
      await field.fill(name);
      await page.getByText('Ingen patient hittades.').waitFor();
      await field.fill(number);
      await page.getByText('Ingen patient som du kan se just nu har det numret.').waitFor();
      await tomas.looksRight('nobody found by number');
      const api = new Api(scene.product, '--as', 'tomas');
      for (const query of [
        `name=${encodeURIComponent(name)}`,
        `identifier=${number.replace('-', '')}`,
        `_id=${id}`,
        'address-city=Bor%C3%A5s&_count=500',
      ]) {
        const found = (await api.get<Bundle>(`Patient?${query}`)).body.entry ?? [];
        assert.ok(!found.some(({ resource }) => resource?.id === id), query);
      }
    },
  );
}
