import assert from 'node:assert/strict';
import { beginNote, dock, isSaved, noteField, recordAddress, signNote } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import type { Person } from '../src/person.ts';

const shared = 'Yrsel sedan två dagar.\nIngen huvudvärk.\nTar Levaxin som vanligt.';

async function holds({ page }: Person, word: string, parts: readonly string[]): Promise<void> {
  const field = noteField(page, word);
  const handle = await field.elementHandle();
  await page.waitForFunction(
    ([area, wanted]) => wanted.every((part) => (area as HTMLTextAreaElement).value.includes(part)),
    [handle, [...parts]] as const,
  );
}

journey(
  'Two clinicians write the same draft at the same time: neither is locked out, and nothing is lost',
  async (scene) => {
    const sara = await scene.staff('sara');
    const johan = await scene.staff('johan');
    sara.expects(412);
    johan.expects(412);

    await beginNote(sara, 'johanna-ek');
    await noteField(sara.page, 'Aktuellt').fill(shared);
    await isSaved(sara.page);

    await johan.page.goto(johan.base + recordAddress('johanna-ek', 'notes'));
    await johan.page.getByRole('button', { name: 'Fortsätt skriva' }).click();
    await holds(johan, 'Aktuellt', [shared]);

    const write = async ({ page }: Person, line: number, words: string, other: readonly [string, string]) => {
      const area = noteField(page, 'Aktuellt');
      await area.focus();
      await area.press('Control+Home');
      for (let down = 0; down < line; down += 1) await area.press('ArrowDown');
      await area.press('End');
      await area.pressSequentially(words, { delay: 25 });
      await noteField(page, other[0]).pressSequentially(other[1], { delay: 25 });
    };
    await Promise.all([
      write(sara, 0, ' Värst på morgonen.', ['Status', 'Opåverkad. Blodtryck 124/78, puls 68 regelbunden.']),
      write(johan, 2, ' Senaste TSH 2,1 i oktober.', [
        'Bedömning',
        'Talar för lägesyrsel. Provocera, och ny kontakt om det inte går över.',
      ]),
    ]);

    const everything = [
      'Yrsel sedan två dagar. Värst på morgonen.',
      'Ingen huvudvärk.',
      'Tar Levaxin som vanligt. Senaste TSH 2,1 i oktober.',
    ];
    for (const person of [sara, johan]) {
      await holds(person, 'Aktuellt', everything);
      await holds(person, 'Status', ['Opåverkad. Blodtryck 124/78, puls 68 regelbunden.']);
      await holds(person, 'Bedömning', ['Talar för lägesyrsel. Provocera, och ny kontakt om det inte går över.']);
      await isSaved(person.page);
      assert.equal(
        await dock(person.page).locator('textarea[readonly], textarea:disabled').count(),
        0,
        'nothing is locked',
      );
    }
    await sara.looksRight('a note that two write');
    assert.match(await dock(sara.page).innerText(), /Johan Ekdahl.* ändrade här/, 'whose change came in is said');

    await signNote(sara.page);
    await dock(johan.page)
      .getByText(/^Sara Lindqvist.* signerade anteckningen/)
      .waitFor();
  },
);
