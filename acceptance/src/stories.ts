/**
 * The stories with a budget: who does what in how many interactions (clicks, key commands and committed fields; free text apart)
 * and seconds. A story that the product has a screen for is played; the others are named, so that nobody takes them for measured.
 *
 * What the five orders took elsewhere: two sites each of two market leaders, emergency physicians, clicks of the mouse alone and the share
 * of the orders that came out wrong (Ratwani and others, "A usability and safety analysis of electronic health records", JAMIA 2018;25:1197,
 * doi:10.1093/jamia/ocy088). A note and a renewal: what staff said of a system that was stopped within days.
 */
import type { Hands } from './hands.ts';
import type { Scene } from './scene.ts';
import { givesADose } from './drug-round.ts';
import { admits } from './reconciling.ts';
import { orderParacetamol, orderTaper, renewMany } from './drug-stories.ts';
import { answersImaging, askImaging, orderSent, pick } from './ordering.ts';
import { roundsOn } from './ward-story.ts';
import { dayListRow, dock, noteField, recordAddress, summaryIsPainted, timeToPaint } from './clinician-app.ts';

export interface Played {
  hands: Hands;
  /** What the machine took of it: from the first act to the last one's outcome, less nothing. Milliseconds. */
  machine: number;
  /** Budgets of the story's own, such as the time to a painted summary. */
  also?: { what: string; value: number; budget: number; unit: string }[];
}

export interface Story {
  id: string;
  what: string;
  /** Most interactions. */
  interactions: number;
  /** Most seconds. */
  seconds?: number;
  /** What of the story does not exist yet, though the rest is played. */
  without?: string;
  /** What others' systems have been measured or said to take. */
  elsewhere?: string;
  play?: (scene: Scene) => Promise<Played>;
}

async function plannedVisit(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('sara');
  const row = dayListRow(page, 'Karlsson, Lennart');
  await row.waitFor();
  const painted = await timeToPaint(page, row, '.summary .panel');
  hands.done.push({ act: 'click', what: 'Lennart in the day list', keys: 0 });
  const started = performance.now();
  await hands.press('n', 'new note');
  await noteField(page, 'Aktuellt').waitFor();
  const typing = performance.now();
  await hands.write(noteField(page, 'Aktuellt'), 'Mår bra. Inga biverkningar.');
  const typed = performance.now() - typing;
  await pick(hands, 'Diagnoser', 'hjärtsvikt');
  await dock(page).getByRole('list', { name: 'Diagnoser i anteckningen' }).getByText('I50.9').waitFor();
  await hands.press('Control+Enter', 'sign');
  await dock(page)
    .getByRole('heading', { name: /^Signerad \d/ })
    .waitFor();
  return {
    hands,
    machine: painted + performance.now() - started - typed,
    also: [{ what: 'summary on screen', value: painted, budget: 1000, unit: 'ms' }],
  };
}

async function ownRecord(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.resident('lennart');
  await page.getByRole('heading', { name: /^Hej / }).waitFor();
  const started = performance.now();
  await hands.click(page.getByRole('link', { name: 'Journal', exact: true }), 'my record');
  await hands.click(page.getByRole('main').getByRole('link', { name: /^Anteckningar/ }), 'notes');
  await hands.click(page.getByRole('main').locator('.fact-link').first(), 'the latest note');
  await page.locator('.own-note').waitFor();
  await hands.click(page.getByRole('link', { name: 'Vem har läst' }), 'who has read');
  await page.locator('.who-visit').first().waitFor();
  return { hands, machine: performance.now() - started };
}

async function blockUnit(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.resident('yusuf');
  await page.getByRole('heading', { name: /^Hej / }).waitFor();
  const started = performance.now();
  await hands.click(page.getByRole('link', { name: 'Vem har läst', exact: true }), 'who has read');
  await hands.click(page.getByRole('link', { name: /^Spärra uppgifter i journalen/ }), 'blocks');
  await hands.click(page.getByRole('button', { name: /^Spärra Rehabmottagningen/ }), 'the unit');
  await hands.click(page.getByRole('dialog').getByRole('button', { name: 'Spärra', exact: true }), 'block');
  await page.getByRole('button', { name: /^Häv spärren för Rehabmottagningen/ }).waitFor();
  return { hands, machine: performance.now() - started };
}

async function reviewLog(scene: Scene): Promise<Played> {
  const sara = await scene.staff('sara', recordAddress('lennart-karlsson'));
  await summaryIsPainted(sara.page);
  const { page, hands } = await scene.staff('gunnar');
  await page.getByRole('heading', { name: 'Loggranskning' }).waitFor();
  const started = performance.now();
  await hands.click(page.getByRole('button', { name: 'Fråga loggen' }), 'ask the log');
  await hands.fill(page.getByLabel('Patientens personnummer'), '19511123-2079', 'personal number');
  const asked = performance.now();
  await hands.press('Enter', 'show the log');
  await page.locator('.log-review-list tbody tr').first().waitFor();
  const ended = performance.now();
  return {
    hands,
    machine: ended - started,
    also: [{ what: 'the log’s answer', value: ended - asked, budget: 10_000, unit: 'ms' }],
  };
}

async function openByNumber(scene: Scene): Promise<Played> {
  const nadia = await scene.staff('nadia');
  const { page, hands } = nadia;
  nadia.expects(403);
  await page.locator('.work-day h2').waitFor();
  const started = performance.now();
  await hands.press('f', 'find patient');
  await hands.fill(page.getByRole('dialog').getByRole('textbox'), '19511123-2079', 'personal number');
  await hands.press('Enter', 'open');
  await page.getByRole('heading', { name: 'Du får inte läsa detta' }).waitFor();
  await hands.fill(page.getByLabel('Skäl'), 'Bedömning på akuten', 'reason');
  await hands.press('Enter', 'open the record');
  await summaryIsPainted(page);
  return { hands, machine: performance.now() - started };
}

async function refers(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('sara', recordAddress('lennart-karlsson'));
  await summaryIsPainted(page);
  const started = performance.now();
  await hands.press('b m', 'refer');
  await pick(hands, 'Till enhet', 'ortopedm');
  const typing = performance.now();
  await hands.write(dock(page).getByLabel('Frågeställning'), 'Artros höger knä, ställningstagande till protes?');
  const typed = performance.now() - typing;
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  await hands.press('Enter', 'close');
  await hands.press('g o', 'orders');
  await page.locator('.record-list tr', { hasText: 'ställningstagande till protes?' }).first().waitFor();
  return { hands, machine: performance.now() - started - typed };
}

async function examines(scene: Scene, letters: string): Promise<Played> {
  const { page, hands } = await scene.staff('sara', recordAddress('lennart-karlsson'));
  await summaryIsPainted(page);
  const started = performance.now();
  await hands.press('b r', 'order an examination');
  await pick(hands, 'Undersökning', letters);
  const typing = performance.now();
  await hands.write(dock(page).getByLabel('Frågeställning'), 'Pneumoni?');
  const typed = performance.now() - typing;
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  return { hands, machine: performance.now() - started - typed };
}

async function ordersTest(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('sara', recordAddress('lennart-karlsson'));
  await summaryIsPainted(page);
  const started = performance.now();
  await hands.press('b l', 'order tests');
  await pick(hands, 'Prov eller provpaket', 'hemo');
  await hands.press('Control+Enter', 'sign and send');
  await orderSent(page);
  return { hands, machine: performance.now() - started };
}

async function acknowledges(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('sara', '/answers');
  await page.locator('.answer-line').nth(1).waitFor();
  const second = page.locator('.answer-line').nth(1);
  const id = await second.getAttribute('id');
  const started = performance.now();
  await hands.press('j', 'the next answer');
  await page.locator(`#${id}[data-current]`).waitFor();
  await hands.press('Enter', 'acknowledge');
  await page.getByText(/^Kvitterat: /).waitFor();
  return { hands, machine: performance.now() - started };
}

async function writesOfAnswer(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('sara', '/answers');
  await page.locator('.answer-line[data-current]').waitFor();
  const started = performance.now();
  await hands.press('b', 'a letter from the template');
  await page.locator('.answer-letter textarea').waitFor();
  await hands.press('Control+Enter', 'send');
  await page.getByText(/^Brevet är skickat/).waitFor();
  return { hands, machine: performance.now() - started };
}

async function codesContact(scene: Scene): Promise<Played> {
  const { page, hands } = await scene.staff('birgitta', '/unit/coding');
  const coding = page.locator('.coding-list-open');
  const take = async (line: string, letters: string, code: string) => {
    await hands.fill(coding.getByRole('combobox', { name: line }), letters, line);
    await coding.getByRole('option', { name: code }).waitFor();
    await hands.press('Enter', 'take the first');
    await coding.locator('.coded-entry', { hasText: code }).waitFor();
  };
  await coding.getByText('Kallelsen som skickas').waitFor();
  const started = performance.now();
  await take('Diagnoser', 'medelsvår depr', 'F32.1');
  await take('Åtgärder (KVÅ)', 'ekg', 'AF023');
  await hands.press('Control+Enter', 'save, book and summon');
  await page
    .locator('.coding-list output')
    .getByText(/ är kodad: F32\.1\. Återbesök \d{4}-/)
    .waitFor();
  await hands.click(page.getByRole('link', { name: 'Väntelistan' }), 'the waiting list');
  await page.getByRole('heading', { name: 'Väntelista' }).waitFor();
  await page.locator('.waiting-list tbody tr').first().getByText('Gick ut').waitFor();
  return { hands, machine: performance.now() - started };
}

async function answers(scene: Scene): Promise<Played> {
  const what = `Röntgen lungor ${Date.now()}`;
  await askImaging(scene, what);
  const amir = await scene.staff('amir', '/answers');
  const ylva = await scene.staff('ylva', '/orders');
  const visible = await answersImaging(ylva, amir, { what, text: 'Ingen pneumothorax. Inget infiltrat.' });
  return {
    hands: ylva.hands,
    machine: visible,
    also: [{ what: 'visible on the asker’s open page', value: visible, budget: 5000, unit: 'ms' }],
  };
}

export const stories: readonly Story[] = [
  {
    id: 'S1',
    what: 'GP, planned visit: day list → summary → note → diagnosis → sign',
    interactions: 6,
    elsewhere: '38 min for the note',
    play: plannedVisit,
  },
  {
    id: 'S2',
    what: 'GP renews prescriptions: the resident’s request, the latest values beside it, one drug more, sign all',
    interactions: 4,
    seconds: 20,
    elsewhere: '34 steps',
    play: renewMany,
  },
  {
    id: 'S3',
    what: 'GP refers to orthopaedics: unit, history prefilled, send, and sees where it stands',
    interactions: 8,
    seconds: 60,
    play: refers,
  },
  {
    id: 'S4',
    what: 'Hospital doctor’s round, a patient: the night’s vital signs, new answers, the drugs; a drug changed, tests ordered',
    interactions: 5,
    play: roundsOn,
  },
  {
    id: 'S5',
    what: 'Emergency nurse, triage: identity and record, with a stated reason',
    interactions: 10,
    seconds: 45,
    without: 'triage, vitals, board',
    play: openByNumber,
  },
  {
    id: 'S6',
    what: 'Emergency doctor admits: every medication source reconciled, admission orders as a set, a bed asked for',
    interactions: 15,
    seconds: 180,
    play: admits,
  },
  {
    id: 'S7',
    what: 'Ward nurse’s drug round, a dose: scan the band, scan the package, given',
    interactions: 3,
    seconds: 10,
    play: givesADose,
  },
  { id: 'S8', what: 'Midwife, emergency section', interactions: 4, seconds: 15 },
  { id: 'S9', what: 'Theatre coordinator swaps a case', interactions: 4 },
  {
    id: 'S10',
    what: 'Radiologist answers, and it is critical: the order, the text, sign; on the asker’s open page',
    interactions: 3,
    play: answers,
  },
  { id: 'S11', what: 'Results inbox, a result', interactions: 2, play: acknowledges },
  { id: 'S11b', what: 'Results inbox, a result told by a letter', interactions: 2, play: writesOfAnswer },
  {
    id: 'S12',
    what: 'Medical secretary, a contact: its note is read, ICD-10-SE and KVÅ coded, the return visit booked, the summons sent, the care-guarantee clock seen',
    interactions: 6,
    play: codesContact,
  },
  { id: 'S13', what: 'Discharge with the municipality, a message', interactions: 4 },
  { id: 'S14', what: 'Municipal nurse in a home, a task', interactions: 3 },
  { id: 'S15', what: 'Physiotherapist: assessment and plan', interactions: 10 },
  { id: 'S16', what: 'School nurse, a pupil', interactions: 5 },
  {
    id: 'S17',
    what: 'Resident reads the latest note and sees who has read',
    interactions: 5,
    without: 'book, renew, act for a child',
    play: ownRecord,
  },
  { id: 'S17b', what: 'Resident blocks a unit', interactions: 5, play: blockUnit },
  {
    id: 'S18',
    what: 'Log reviewer: a log over twelve months, the odd ones first',
    interactions: 5,
    play: reviewLog,
  },
  {
    id: 'O1',
    what: 'Order an X-ray',
    interactions: 5,
    elsewhere: '8–31 clicks, 17–25 % wrong',
    play: (scene) => examines(scene, 'röntgen lung'),
  },
  {
    id: 'O2',
    what: 'Order an MRI',
    interactions: 5,
    elsewhere: '8–31 clicks, 0–10 % wrong',
    play: (scene) => examines(scene, 'mr hjärna'),
  },
  { id: 'O3', what: 'Order a lab test', interactions: 5, elsewhere: '0–14 % wrong', play: ordersTest },
  {
    id: 'O4',
    what: 'Order paracetamol',
    interactions: 5,
    elsewhere: '14–62 clicks, 0–30 % wrong',
    play: orderParacetamol,
  },
  { id: 'O5', what: 'Order a prednisolone taper', interactions: 10, elsewhere: '17–50 % wrong', play: orderTaper },
];
