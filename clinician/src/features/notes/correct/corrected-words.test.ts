import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changedBetween, correctedTexts, withCorrected } from './corrected-words.ts';

describe('a correction', () => {
  const before = { status: 'Ingen feber', plan: '20 mg' };

  it('keeps what it changes, an emptied word too, and nothing of what is typed back', () => {
    const changed = withCorrected(withCorrected({}, before, 'plan', '10 mg'), before, 'status', '');
    assert.deepEqual(changed, { plan: '10 mg', status: '' });
    assert.deepEqual(correctedTexts(before, changed), { plan: '10 mg' });
    assert.deepEqual(withCorrected(changed, before, 'status', 'Ingen feber'), { plan: '10 mg' });
  });

  it('leaves what somebody else has corrected since', () => {
    const now = { status: 'Feber 38,5', plan: '20 mg' };
    assert.deepEqual(correctedTexts(now, { plan: '10 mg' }), { status: 'Feber 38,5', plan: '10 mg' });
  });

  it('is what tells one text of a note from another', () => {
    const after = { status: 'Ingen feber', anamnes: 'Hosta' };
    assert.deepEqual(changedBetween(before, after), { plan: '', anamnes: 'Hosta' });
    assert.deepEqual(correctedTexts(before, changedBetween(before, after)), after);
  });
});
