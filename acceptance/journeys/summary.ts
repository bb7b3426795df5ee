import assert from 'node:assert/strict';
import { dayListRow, recordAddress, summaryIsPainted, timeToPaint } from '../src/clinician-app.ts';
import { everythingIsFetched } from '../src/browser.ts';
import { journey } from '../src/journey.ts';
import type { Person } from '../src/person.ts';

const budget = 1000;
const residents = [
  ['Karlsson, Lennart', 'lennart-karlsson'],
  ['Warsame, Hodan', 'hodan-warsame'],
  ['Nilsson, Emma', 'emma-nilsson'],
  ['Eriksson, Viktor', 'viktor-eriksson'],
  ['Ek, Johanna', 'johanna-ek'],
] as const;

/** What the home page still asks for when it is left is about nobody's record. */
const askedAbout = (person: Person, id: string, from: number) =>
  person.fhirRequests.slice(from).filter((asked) => asked.includes(id));

journey('The summary is painted from one request, within a second', async (scene) => {
  const sara = await scene.staff('sara');
  const { page } = sara;
  const times: number[] = [];
  for (const [name, id] of residents) {
    await page.getByRole('link', { name: 'Mitt arbete' }).click();
    await dayListRow(page, name).waitFor();
    const before = sara.fhirRequests.length;
    times.push(await timeToPaint(page, dayListRow(page, name), '.summary .panel'));
    assert.deepEqual(askedAbout(sara, id, before), [`GET /fhir/Patient/${id}/$chart`]);
    assert.equal(
      await page.locator('.summary [data-slot]').count(),
      await page.locator('.summary .panel').count(),
      'every panel is there at once',
    );
  }
  await sara.looksRight('summary');
  const [first = 0] = times;
  const best = Math.min(...times);
  scene.figure(
    `from the click to the painted summary: ${times.map(Math.round).join(', ')} ms, the best ${Math.round(best)} ms, the first (nothing fetched before) ${Math.round(first)} ms`,
  );
  assert.ok(best <= budget, `${best} ms`);
});

journey('The largest record of the cast opens on its summary, from one request', async (scene) => {
  const johan = await scene.staff('johan');
  const { page } = johan;
  await dayListRow(page, 'Pettersson, Gösta').waitFor();
  const before = johan.fhirRequests.length;
  const time = await timeToPaint(page, dayListRow(page, 'Pettersson, Gösta'), '.summary .panel');
  assert.deepEqual(askedAbout(johan, 'gosta-pettersson', before), ['GET /fhir/Patient/gosta-pettersson/$chart']);
  await johan.looksRight('summary of a very large record');
  scene.figure(`the largest record, from the click to the painted summary: ${Math.round(time)} ms`);
});

journey('Every part of the record is one step from the summary, and says so when it is empty', async (scene) => {
  const sara = await scene.staff('sara', recordAddress('viktor-eriksson'));
  const { page } = sara;
  await summaryIsPainted(page);
  const parts = page.getByRole('navigation', { name: 'Journalens delar' }).getByRole('link');
  const names = await parts.allInnerTexts();
  assert.ok(names.length >= 10, `only ${names.join(', ')}`);
  for (const name of names) {
    await parts.getByText(name, { exact: true }).click();
    await page.locator('.record-pages [aria-current="page"]').getByText(name, { exact: true }).waitFor();
    await page.locator('#record-page').locator('h1, h2').first().waitFor({ state: 'attached' });
    await everythingIsFetched(page);
    assert.equal(await page.getByRole('alert').count(), 0, `${name} says that something is wrong`);
    await sara.looksRight(`${name} of a nearly empty record`);
  }
});
