import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forget, keep, keptDrafts } from './kept-drafts.ts';
import type { Kept, TabStorage } from './kept-drafts.ts';

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

const note = (draft: string, caller: string): Kept => ({
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
    keep(tab, 'note', note('d1', 'SE1-A'));
    keep(tab, 'note', note('d2', 'SE1-B'));
    assert.deepEqual(keptDrafts(tab, 'note', 'SE1-A'), [note('d1', 'SE1-A')]);
    assert.deepEqual(
      keptDrafts(tab, 'note', 'SE1-B').map((each) => each.draft),
      ['d2'],
    );
  });
  it('are gone when the server has them', () => {
    const tab = new Tab();
    keep(tab, 'note', note('d1', 'SE1-A'));
    forget(tab, 'note', 'd1');
    assert.deepEqual(keptDrafts(tab, 'note', 'SE1-A'), []);
  });
  it('take no harm from odd remains', () => {
    const tab = new Tab();
    tab.setItem('vardkedjan-unsaved-note.x', '{');
    tab.setItem('vardkedjan-unsaved-note.y', '{"draft":"y","texts":{"a":1}}');
    tab.setItem('other', 'x');
    assert.deepEqual(keptDrafts(tab, 'note', 'SE1-A'), []);
  });
});
