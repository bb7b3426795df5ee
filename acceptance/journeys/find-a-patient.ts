import assert from 'node:assert/strict';
import { atWork, beginNote, noteField, scan, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';
import type { Person } from '../src/person.ts';

const lennart = '195111232079';

const field = ({ page }: Person) => page.getByRole('dialog').getByRole('textbox', { name: 'Personnummer eller namn' });

journey('A patient is found by personal number however it is written, and opened with Enter', async (scene) => {
  const maria = await scene.staff('maria');
  for (const written of ['195111232079', '19511123-2079', '511123-2079', '5111232079', ' 19511123 2079 ']) {
    await maria.page.goto(maria.base);
    await atWork(maria.page);
    await maria.page.keyboard.press('f');
    await field(maria).fill(written);
    await maria.page.keyboard.press('Enter');
    await summaryIsPainted(maria.page);
    assert.match(await strip(maria.page).innerText(), /Lennart Karlsson[\s\S]*19511123-2079/, written);
  }
});

journey(
  'A patient is found by words of the name in any order, and a hit is told apart by number, age and place',
  async (scene) => {
    const maria = await scene.staff('maria');
    await atWork(maria.page);
    await maria.page.keyboard.press('f');
    for (const words of ['karlsson lenn', 'Lennart Karl', 'LENNART KARLSSON']) {
      await field(maria).fill(words);
      const row = maria.page.getByRole('dialog').getByRole('row', { name: /Karlsson, Lennart/ });
      await row.waitFor();
      assert.match(await row.innerText(), /19511123-2079[\s\S]*75 år[\s\S]*Borås/);
    }
    await maria.looksRight('finding a patient, with hits');
    await field(maria).fill('Ingenhetersåhär');
    await maria.page.getByText('Ingen patient hittades.').waitFor();
    await field(maria).fill('Lennart Karlsson');
    await maria.page.getByRole('dialog').getByRole('button', { name: 'Karlsson, Lennart' }).click();
    await summaryIsPainted(maria.page);
  },
);

journey('A wrong check digit is told as such, and an unfinished number is no error', async (scene) => {
  const maria = await scene.staff('maria');
  await atWork(maria.page);
  await maria.page.keyboard.press('f');
  await field(maria).fill('19511123-2078');
  await maria.page
    .getByText('Det är inget giltigt personnummer: kontrollsiffran eller datumet stämmer inte.')
    .waitFor();
  await maria.looksRight('finding a patient, with a wrong number');
  await field(maria).fill('511123-20');
  await maria.page.getByText('Tio eller tolv siffror.').waitFor();
});

journey(
  'A scanned wristband opens the patient wherever the hands are, and leaves a note that was being written as it was',
  async (scene) => {
    const maria = await scene.staff('maria');
    await atWork(maria.page);
    await scan(maria, lennart);
    await summaryIsPainted(maria.page);
    assert.match(await strip(maria.page).innerText(), /Lennart Karlsson/);

    await beginNote(maria, 'hodan-warsame');
    await noteField(maria.page, 'Aktuellt').pressSequentially('Blodtryck 142/88.');
    await scan(maria, lennart);
    await maria.page.locator('.strip').getByText('Lennart Karlsson').waitFor();
    await maria.page.getByRole('button', { name: 'Visa den journalen' }).click();
    assert.equal(await noteField(maria.page, 'Aktuellt').inputValue(), 'Blodtryck 142/88.');
    await maria.page.getByRole('button', { name: 'Kasta utkastet' }).click();
    await maria.looksRight('throwing a draft away');
    await maria.page.getByRole('alertdialog').getByRole('button', { name: 'Kasta utkastet' }).click();
    await maria.page.locator('.dock').waitFor({ state: 'detached' });
  },
);
