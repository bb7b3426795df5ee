import assert from 'node:assert/strict';
import { recordAddress, strip, summaryIsPainted } from '../src/clinician-app.ts';
import { journey } from '../src/journey.ts';

const menu = 'Mer att göra med journalen';
const day = new Date(Date.now() - 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });

journey(
  'What is offered in a record is what one may: a copy that was handed out is noted, a no to a quality register is kept, the head destroys on the authority’s decision; the secretary and social care are offered less',
  async (scene) => {
    const sara = await scene.staff('sara', recordAddress('lennart-karlsson'), { screen: 'ward' });
    const { page } = sara;
    await summaryIsPainted(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Anteckna att uppgifter lämnats ut' }).click();
    const handOut = page.getByRole('dialog', { name: 'Anteckna att uppgifter lämnats ut' });
    await handOut.getByRole('button', { name: 'Anteckna utlämnandet' }).click();
    await handOut.getByText('Utan prövning får inget lämnas ut.').waitFor();
    await handOut.getByText('Välj minst en uppgift.').waitFor();
    await sara.looksRight('handed out: what is missing');
    await handOut.getByLabel('Mottagare', { exact: true }).fill('Karin Karlsson, dotter');
    await handOut.getByLabel('Sök bland uppgifterna', { exact: true }).fill('epikris');
    await handOut
      .getByLabel(/^Epikris/)
      .first()
      .check();
    await handOut.getByLabel(/^Jag har prövat/).check();
    await handOut
      .getByLabel('På vems begäran, och för vad', { exact: true })
      .fill('Patienten bad om det, inför en flytt.');
    await page.keyboard.press('Enter');
    await page.getByText('Utlämnandet är antecknat.').waitFor({ state: 'attached' });
    await handOut.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: 'Kvalitetsregister: information och val' }).click();
    const registers = page.getByRole('dialog', { name: 'Kvalitetsregister' });
    await registers.getByLabel(/^Höftregistret.*: patienten är informerad/).check();
    await registers.getByLabel('säger nej', { exact: true }).check();
    await registers.getByLabel('Hur du vet det', { exact: true }).fill('Sade det vid årskontrollen.');
    await registers.getByRole('button', { name: 'Spara' }).click();
    await registers.getByLabel(/^Höftregistret.*: patienten har sagt nej/).waitFor();
    await sara.looksRight('quality registers, by staff');

    const lennart = await scene.resident('lennart', '/resident/who/registers');
    await lennart.page.getByText(/^Du har sagt nej sedan/).waitFor();
    await lennart.looksRight('resident: quality registers');
    await lennart.page.getByRole('button', { name: /^Var med igen i Höft/ }).click();
    await lennart.page.getByRole('dialog').getByRole('button', { name: 'Var med igen' }).click();
    await lennart.page.getByText(/^Du säger inte längre nej till Höftregistret/).waitFor();

    const johan = await scene.staff('johan', recordAddress('lennart-karlsson'), { screen: 'ward' });
    await summaryIsPainted(johan.page);
    await johan.page.getByRole('button', { name: menu }).click();
    await johan.page.getByRole('menuitem', { name: 'Förstör uppgifter efter beslut av IVO' }).click();
    const erase = johan.page.getByRole('dialog', { name: 'Förstör uppgifter efter beslut av IVO' });
    await erase.getByLabel('Beslutets diarienummer', { exact: true }).fill('3.5.1-00001/2026');
    await erase.getByLabel('Beslutets datum', { exact: true }).fill(day);
    await erase.getByLabel('Sök bland uppgifterna', { exact: true }).fill('läkarbesök');
    await erase
      .getByLabel(/^Läkarbesök/)
      .first()
      .check();
    await erase.getByLabel('Vad som har beslutats', { exact: true }).fill('Anteckningen förstörs i sin helhet.');
    await erase.getByRole('button', { name: 'Förstör uppgifterna' }).click();
    await erase.getByText('Jämför med beslutet först.').waitFor();
    await johan.looksRight('destroying entries: not yet compared');
    await erase.getByLabel(/^Jag har beslutet framför mig/).check();
    await erase.getByRole('button', { name: 'Förstör uppgifterna' }).click();
    await johan.page.getByText('1 uppgift är förstörd.').waitFor({ state: 'attached' });

    const birgitta = await scene.staff('birgitta', recordAddress('lennart-karlsson'), { screen: 'ward' });
    await summaryIsPainted(birgitta.page);
    const offered = (name: RegExp) => strip(birgitta.page).getByRole('button', { name }).count();
    assert.deepEqual([await offered(/^Anteckning/), await offered(/^Prover/), await offered(/^Remiss/)], [1, 0, 0]);

    const mona = await scene.staff('mona', recordAddress('astrid-bergstrom'), { screen: 'ward' });
    await mona.page.getByText('Inget som du får se').first().waitFor();
    assert.equal(await mona.page.getByText(/^Inga /).count(), 0, 'nothing is said to be none');
    assert.equal(
      await strip(mona.page)
        .getByRole('button', { name: /^Anteckning/ })
        .count(),
      0,
    );
    await mona.looksRight('a record in part');
  },
);
