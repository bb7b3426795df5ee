import assert from 'node:assert/strict';
import { Api } from '../src/api.ts';
import { recordAddress, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { pdfText } from '../src/pdf-text.ts';

journey(
  'The summary on paper says on every page whose it is, and shows nothing that is only for the hand',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson'));
    const { page } = sara;
    await summaryIsPainted(page);
    await page.emulateMedia({ media: 'print' });
    for (const zone of ['.top-bar', '.record-pages', '.strip-commands'])
      assert.equal(await page.locator(zone).isVisible(), false, zone);
    await sara.looksRight('the summary on paper');
    await page.emulateMedia({ media: null });
    const pages = pdfText(await page.pdf({ format: 'A4' }));
    assert.ok(pages.length >= 1);
    for (const [index, text] of pages.entries())
      assert.match(text, /Lennart Karlsson[\s\S]*19511123-2079/, `page ${index + 1}`);
    const all = pages.join('\n');
    for (const part of ['Läkemedel', 'Metformin', 'HbA1c']) assert.ok(all.includes(part), part);
    assert.doesNotMatch(all, /Åsgatan|174 06 13/, 'address and telephone are not on the paper');

    const told = page.waitForResponse((answer) => answer.url().endsWith('/fhir/Patient/lennart-karlsson/$print'));
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.equal((await told).status(), 200, 'the log is told that it was printed');
  },
);

journey('A resident prints who has read the record, with whose it is and when', async (scene) => {
  await new Api(scene.product, '--as', 'sara').get('Patient/lennart-karlsson');
  const lennart = await scene.resident('lennart', '/resident/who', { screen: 'desk' });
  await lennart.page.getByRole('heading', { name: 'Vem har läst min journal' }).waitFor();
  await lennart.page.locator('.who-visit').first().waitFor();
  const pages = pdfText(await lennart.page.pdf({ format: 'A4' }));
  assert.match(pages[0] ?? '', /Lennart Karlsson\. Utskrivet \d{4}-\d\d-\d\d/);
});

journey('A resident saves all of who has read as a PDF that a screen reader reads', async (scene) => {
  const sara = new Api(scene.product, '--as', 'sara');
  for (let n = 0; n < 210; n++) await sara.get('Patient/lennart-karlsson');
  const lennart = await scene.resident('lennart', '/resident/who', { screen: 'desk' });
  const { page } = lennart;
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', document.title);
  });
  await page.getByRole('button', { name: 'Visa äldre' }).waitFor();
  await page.getByRole('button', { name: 'Spara som PDF' }).click();
  await page.locator('body[data-printed]').waitFor();
  assert.match(
    (await page.locator('body').getAttribute('data-printed')) ?? '',
    /^Vem har läst min journal – Lennart Karlsson – \d{4}-\d\d-\d\d$/,
  );
  assert.equal(await page.getByRole('button', { name: 'Visa äldre' }).count(), 0, 'all of it was fetched');
  await lennart.looksRight('resident: who has read, with PDF');
  const pdf = await page.pdf({ format: 'A4', tagged: true });
  assert.match(pdfText(pdf)[0] ?? '', /Visar andra än du, alla enheter, från \d{4}-\d\d-\d\d till/);
  const raw = pdf.toString('latin1');
  assert.match(raw, /\/Marked true/, 'it is tagged');
  assert.match(raw, /\/Lang\s*\(sv\)/, 'its language is told');
  for (const tag of ['H1', 'H2', 'L', 'LI']) assert.match(raw, new RegExp(`/S\\s*/${tag}\\b`), tag);
});
