import assert from 'node:assert/strict';
import type { Bundle, QuestionnaireResponse } from '@medplum/fhirtypes';
import { Api } from '../src/api.ts';
import { beginNote, isSaved, noteField, saveLine } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import { Person } from '../src/person.ts';

/** Saves that slip over to another record, as a page that has lost count would send them. */
const slips = '**/fhir/QuestionnaireResponse/**';

journey(
  'Two records open in two tabs: each keeps its own note, and a save that would slip over to the other is refused and said',
  async (scene) => {
    const first = await scene.staff('sara');
    const second = await Person.at(first.context, first.base);
    first.expects(422);
    await beginNote(first, 'lennart-karlsson');
    await beginNote(second, 'johanna-ek');
    for (const [person, text] of [
      [first, 'Om Lennart.'],
      [second, 'Om Johanna.'],
      [first, ' Mer om Lennart.'],
    ] as const) {
      await noteField(person.page, 'Aktuellt').pressSequentially(text);
      await isSaved(person.page);
    }
    const kept = async (patient: string) => {
      const path = `QuestionnaireResponse?patient=${patient}&status=in-progress&_sort=-authored&_count=1`;
      const { body } = await new Api(scene.product, '--as', 'sara').get<Bundle<QuestionnaireResponse>>(path);
      return JSON.stringify(body.entry?.[0]?.resource?.item);
    };
    assert.match(await kept('lennart-karlsson'), /Om Lennart\. Mer om Lennart\./);
    assert.match(await kept('johanna-ek'), /Om Johanna\./);

    await first.page.route(slips, (route) =>
      route.continue({ headers: { ...route.request().headers(), 'x-vardkedjan-patient': 'johanna-ek' } }),
    );
    await noteField(first.page, 'Aktuellt').pressSequentially(' Slinter.');
    await saveLine(first.page)
      .getByText(/en annan patient/)
      .waitFor();
    await first.looksRight('A save that was refused: another patient on the screen');
    assert.ok(!(await kept('lennart-karlsson')).includes('Slinter'));
    assert.ok(!(await kept('johanna-ek')).includes('Slinter'));
    assert.match(
      await noteField(first.page, 'Aktuellt').inputValue(),
      /Slinter\.$/,
      'what was written stands on the screen',
    );
    assert.deepEqual(second.troubles, []);
  },
);
