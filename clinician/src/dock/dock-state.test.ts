import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  emptyDock,
  readDock,
  withChanged,
  withFront,
  withoutWorkspace,
  withShown,
  withWorkspace,
} from './dock-state.ts';

test('the same workspace for the same patient is never open twice', () => {
  const once = withWorkspace(emptyDock, 'notes/write', 'a');
  const other = withWorkspace(once, 'notes/write', 'b');
  const again = withWorkspace(other, 'notes/write', 'a');
  assert.equal(again.workspaces.length, 2);
  assert.equal(again.front, 'w1');
  assert.equal(withWorkspace(again, 'notes/write', 'a', { draft: '1' }).workspaces.length, 3);
});

test('closing brings the neighbour to the front, and ids are not used again', () => {
  const three = ['a', 'b', 'c'].reduce((dock, id) => withWorkspace(dock, 'notes/write', id), emptyDock);
  const closed = withoutWorkspace(withFront(three, 'w2'), 'w2');
  assert.equal(closed.front, 'w1');
  assert.equal(withWorkspace(closed, 'notes/write', 'd').front, 'w4');
  assert.equal(withoutWorkspace(withWorkspace(emptyDock, 'x', 'a'), 'w1').front, undefined);
});

test('what a workspace works on is remembered, and odd remains are forgotten', () => {
  const dock = withChanged(withWorkspace(emptyDock, 'notes/write', 'a'), 'w1', {
    args: { draft: '7' },
    title: 'Läkarbesök',
  });
  assert.deepEqual(readDock(JSON.parse(JSON.stringify(dock))), dock);
  assert.deepEqual(readDock({ workspaces: [{ id: 1 }], nextId: 2 }), emptyDock);
  assert.deepEqual(readDock('x'), emptyDock);
});

test('what has just been opened is new until it is on screen', () => {
  const dock = withWorkspace(withShown(withWorkspace(emptyDock, 'notes/write', 'a'), 'w1'), 'notes/write', 'b');
  assert.deepEqual(
    dock.workspaces.map(({ id, isNew }) => [id, isNew]),
    [
      ['w1', undefined],
      ['w2', true],
    ],
  );
  assert.equal(withShown(dock, 'w1'), dock);
  assert.equal(withShown(dock, 'w3'), dock);
});
