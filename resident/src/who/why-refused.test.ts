/** Whatever is refused, the one whose record it is, is told what was tried and why it was refused, in words that are meant for them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import type { AccessRow } from '@vardkedjan/ui/who-has-read/access-row.ts';
import { triedActs } from '@vardkedjan/ui/who-has-read/plain-act.ts';
import { texts } from '@vardkedjan/ui/who-has-read/texts.ts';
import { refusedBy, whyRefused } from './why-refused.ts';

const law = new URL('../../../care/src/access/', import.meta.url);
const rules = readdirSync(new URL('rules/', law)).map((file) => file.replace(/\.ts$/, ''));
const [, told = ''] = readFileSync(new URL('finding.ts', law), 'utf8').split('export type Act =');
const acts = [...told.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, act = '']) => act);

it('each rule of the law has words for the patient, and no words are left of a rule that is gone', () => {
  assert.deepEqual(Object.keys(refusedBy).toSorted(), rules.toSorted());
  for (const each of Object.values(refusedBy).flat()) assert.match(each, /^\p{Lu}.*\.$/u);
});

it('each act of the law has words for having been tried, in both languages', () => {
  for (const act of acts)
    for (const language of ['sv', 'en'] as const) {
      const [tried] = triedActs([{ act } as AccessRow], texts[language]);
      assert.notEqual(tried, texts[language].triedOther, act);
    }
});

it('says why by the first rule that was not met', () => {
  const finding = { law: 'pdl-4-2', facts: {} } as const;
  const findings = [
    { ...finding, rule: 'purpose-permits', outcome: 'met' },
    { ...finding, rule: 'right-by-analysis', outcome: 'not-met' },
  ] as const;
  assert.equal(whyRefused(findings, 'sv'), 'Personens roll har inte rätt till det på den enheten.');
});
