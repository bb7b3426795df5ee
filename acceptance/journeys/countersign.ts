import assert from 'node:assert/strict';
import type { Bundle, QuestionnaireResponse } from '@medplum/fhirtypes';
import { dissentsOf } from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { counterSignatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { Api } from '../src/api.ts';
import { beginNote, dock, noteField } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

journey(
  'A note with a quick text of one’s own is sent to be countersigned, returned, corrected and countersigned; what the patient holds against it is noted there, and the patient reads it',
  async (scene) => {
    const sara = await scene.staff('sara', '/unit/quick-texts');
    const mine = sara.page.getByRole('region', { name: 'Mina' });
    await mine.getByRole('button', { name: 'Ny snabbtext' }).click();
    await mine.getByLabel('Kortord').last().fill('avl');
    await mine.getByLabel('Text').last().fill('Avlastning,  ej < 2 v.');
    await sara.looksRight('quick texts');
    await mine.getByRole('button', { name: 'Spara' }).click();
    await mine.getByText('Sparat.').waitFor();
    await beginNote(sara, 'viktor-eriksson');
    await sara.page.getByRole('button', { name: /Kontrasigneras av/ }).click();
    await sara.page.getByRole('option', { name: /^Johan Ekdahl/ }).click();
    await noteField(sara.page, 'Aktuellt').fill('Distorsion fotled. ');
    await noteField(sara.page, 'Aktuellt').pressSequentially(';avl');
    await dock(sara.page).locator('.quick-texts-offered').getByText('Tab').waitFor();
    await sara.page.keyboard.press('Tab');
    assert.equal(await noteField(sara.page, 'Aktuellt').inputValue(), 'Distorsion fotled. Avlastning,  ej < 2 v.');
    await sara.page.keyboard.press('Control+Enter');
    await dock(sara.page)
      .getByText(/^Väntar på kontrasignering av Johan Ekdahl/)
      .waitFor();

    const johan = await scene.staff('johan', '/unit/countersign');
    const asked = johan.page.locator('.unsigned-note').filter({ hasText: 'Distorsion fotled.' });
    await asked.waitFor();
    await johan.looksRight('what is to be countersigned');
    await asked.getByRole('button', { name: /^Återlämna/ }).click();
    const dialog = johan.page.getByRole('dialog');
    await dialog.getByLabel('Vad behöver rättas?').fill('Ange sida.');
    await dialog.getByRole('button', { name: 'Återlämna', exact: true }).click();
    await asked.getByText('Återlämnad', { exact: true }).waitFor();

    await sara.page.goto(`${sara.base}/unit/countersign`);
    const returned = sara.page.locator('.unsigned-note').filter({ hasText: 'Ange sida.' });
    await returned.getByRole('button', { name: 'Rätta' }).click();
    const correction = sara.page.getByRole('form', { name: 'Rätta anteckning' });
    await correction.getByLabel('Varför rättas anteckningen?').fill('Sida saknades');
    await noteField(sara.page, 'Aktuellt').fill('Distorsion höger fotled. Avlastning.');
    await sara.page.keyboard.press('Control+Enter');
    await dock(sara.page)
      .getByText(/^Väntar på kontrasignering av Johan Ekdahl/)
      .waitFor();

    await johan.page.reload();
    const again = johan.page.locator('.unsigned-note').filter({ hasText: 'höger fotled' });
    await again.getByRole('checkbox').check();
    await johan.page.getByRole('button', { name: 'Kontrasignera 1 anteckning' }).click();
    await johan.page.getByText('1 anteckning kontrasignerad.').waitFor();

    await sara.page.goto(`${sara.base}/patient/viktor-eriksson/notes`);
    const entry = sara.page.locator('#record-page .note-entry').filter({ hasText: 'höger fotled' });
    await entry.getByText(/^✓? ?Kontrasignerad av Johan Ekdahl/).waitFor();
    await entry.getByRole('button', { name: 'Anteckna avvikande mening' }).click();
    const noting = sara.page.getByRole('dialog');
    await noting.getByLabel('Vad anser patienten?').fill('Det var vänster fot.');
    await noting.getByRole('button', { name: 'Anteckna', exact: true }).click();
    await entry.getByText('Det var vänster fot.').waitFor();

    const viktor = await scene.resident('viktor', '/resident/journal/notes');
    await viktor.page.locator('.fact-link').first().click();
    await viktor.page.locator('.own-note-dissent').getByText('Det var vänster fot.').waitFor();
    await viktor.page.getByText(/^Kontrasignerad .* av Johan Ekdahl/).waitFor();

    const api = new Api(scene.product, '--as', 'sara');
    const found = await api.get<Bundle>(
      'QuestionnaireResponse?subject=Patient/viktor-eriksson&author=Practitioner/sara-lindqvist&_sort=-_lastUpdated&_count=1',
    );
    const note = found.body.entry?.[0]?.resource as QuestionnaireResponse;
    assert.equal(counterSignatureOf(note)?.who?.reference, 'Practitioner/johan-ekdahl');
    assert.equal(dissentsOf(note)[0]?.opinion, 'Det var vänster fot.');
  },
);
