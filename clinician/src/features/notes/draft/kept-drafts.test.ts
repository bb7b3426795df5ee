import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forgetNote, keepNote, keptNotes } from './kept-drafts.ts';
import type { KeptNote, TabStorage } from './kept-drafts.ts';

class Tab implements TabStorage {
  private readonly entries = new Map<string, string>();
  get length(): number {
    return this.entries.size;
  }
  key(index: number): string | null {
    return [...this.entries.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.entries.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.entries.set(key, value);
  }
  removeItem(key: string): void {
    this.entries.delete(key);
  }
}

const note = (draft: string, caller: string): KeptNote => ({
  draft,
  caller,
  patientId: 'p1',
  at: '2026-11-22T13:00:00Z',
  texts: { status: '  ingen\n' },
  sent: [],
});

describe('kept drafts', () => {
  it('come back to the one who typed, to the letter, and to nobody else', () => {
    const tab = new Tab();
    keepNote(tab, note('d1', 'SE1-A'));
    keepNote(tab, note('d2', 'SE1-B'));
    assert.deepEqual(keptNotes(tab, 'SE1-A'), [note('d1', 'SE1-A')]);
    assert.deepEqual(
      keptNotes(tab, 'SE1-B').map((each) => each.draft),
      ['d2'],
    );
  });
  it('are gone when the server has them', () => {
    const tab = new Tab();
    keepNote(tab, note('d1', 'SE1-A'));
    forgetNote(tab, 'd1');
    assert.deepEqual(keptNotes(tab, 'SE1-A'), []);
  });
  it('take no harm from odd remains', () => {
    const tab = new Tab();
    tab.setItem('vardkedjan-unsaved-note.x', '{');
    tab.setItem('vardkedjan-unsaved-note.y', '{"draft":"y","texts":{"a":1}}');
    tab.setItem('other', 'x');
    assert.deepEqual(keptNotes(tab, 'SE1-A'), []);
  });
});
