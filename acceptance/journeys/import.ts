import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { recordAddress, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { everythingIsFetched } from '../src/browser.ts';
import { journey } from '../src/journey.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const synthea = join(root, '../shared/data/synthea');

/** The generator's own units and staff, and its three smallest patients: real input that takes seconds. */
function someOfSynthea(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-synthea-'));
  const files = readdirSync(synthea).filter((name) => name.endsWith('.json'));
  const patients = files
    .filter((name) => !name.startsWith('0-'))
    .toSorted((a, b) => statSync(join(synthea, a)).size - statSync(join(synthea, b)).size);
  for (const name of [...files.filter((each) => each.startsWith('0-')), ...patients.slice(0, 3)])
    cpSync(join(synthea, name), join(folder, name));
  return folder;
}

journey(
  'Patients of another system are taken in with one command, and their records open like any other once a reason is given',
  async (scene) => {
    const folder = someOfSynthea();
    try {
      const env = { ...process.env, DATA_DIR: scene.product.dataDir };
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        [`${root}server/src/jobs/import.ts`, folder],
        { cwd: root, env },
      );
      scene.figure(`${stdout}${stderr}`.trim().split('\n').at(-1) ?? '');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const api = new Api(scene.product, '--as', 'sara');
    const found =
      (await api.get<Bundle>('Patient?identifier=https://github.com/synthetichealth/synthea|&_count=50')).body.entry ??
      [];
    assert.equal(found.length, 3);
    const patient = found[0]?.resource as Patient & { id: string };
    const family = patient.name?.[0]?.family ?? '';

    const tomas = await scene.somebody();
    tomas.expects(403);
    await tomas.signIn('tomas', recordAddress(patient.id));
    const { page } = tomas;
    await page.getByRole('heading', { name: 'Du får inte läsa detta' }).waitFor();
    await page.getByLabel('Skäl').fill('Tidigare journal från annat system, nybesök i dag.');
    await page.keyboard.press('Enter');
    await summaryIsPainted(page);
    assert.ok((await strip(page).innerText()).includes(family));
    await tomas.looksRight('summary of an imported record');
    for (const part of ['problems', 'medications', 'results', 'contacts', 'vaccinations', 'timeline']) {
      await page.goto(tomas.base + recordAddress(patient.id, part));
      await page.locator('#record-page').locator('h1, h2').first().waitFor({ state: 'attached' });
      await everythingIsFetched(page);
      assert.equal(await page.locator('#record-page').getByRole('alert').count(), 0, part);
    }
  },
  { skip: !existsSync(synthea) && 'no ../shared/data/synthea' },
);
