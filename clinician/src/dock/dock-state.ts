/** What stands in the dock, as a value: workspaces in the order they were opened, and which of them is in front. */
import type { WorkspaceArguments } from '../feature.ts';

export interface DockedWorkspace {
  id: string;
  name: string;
  patientId: string;
  args: WorkspaceArguments;
  title?: string;
  /** Just opened by somebody, and not yet on screen. */
  isNew?: true;
}

export interface DockState {
  workspaces: readonly DockedWorkspace[];
  front: string | undefined;
  nextId: number;
}

export const emptyDock: DockState = { workspaces: [], front: undefined, nextId: 1 };

const sameArgs = (a: WorkspaceArguments, b: WorkspaceArguments) =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);

/** Opens a workspace, or brings the same one to the front: nothing is ever open twice. */
export function withWorkspace(
  dock: DockState,
  name: string,
  patientId: string,
  args: WorkspaceArguments = {},
): DockState {
  const open = dock.workspaces.find(
    (each) => each.name === name && each.patientId === patientId && sameArgs(each.args, args),
  );
  if (open) return { ...dock, front: open.id };
  const id = `w${dock.nextId}`;
  return {
    workspaces: [...dock.workspaces, { id, name, patientId, args, isNew: true as const }],
    front: id,
    nextId: dock.nextId + 1,
  };
}

export function withFront(dock: DockState, id: string): DockState {
  return dock.workspaces.some((each) => each.id === id) ? { ...dock, front: id } : dock;
}

/** Closes one; the one before it, or else the one after, comes to the front. */
export function withoutWorkspace(dock: DockState, id: string): DockState {
  const index = dock.workspaces.findIndex((each) => each.id === id);
  if (index < 0) return dock;
  const workspaces = dock.workspaces.toSpliced(index, 1);
  const front = dock.front === id ? (workspaces[index - 1] ?? workspaces[index])?.id : dock.front;
  return { ...dock, workspaces, front };
}

export function withChanged(
  dock: DockState,
  id: string,
  change: Partial<Pick<DockedWorkspace, 'args' | 'title'>>,
): DockState {
  const changed = dock.workspaces.find((each) => each.id === id);
  const sameTitle = change.title === undefined || change.title === changed?.title;
  const unchanged = sameTitle && (change.args === undefined || sameArgs(change.args, changed?.args ?? {}));
  if (!changed || unchanged) return dock;
  return { ...dock, workspaces: dock.workspaces.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

/** It stands on screen: when it comes back after a reload or on another page, nobody has asked for it. */
export function withShown(dock: DockState, id: string): DockState {
  if (!dock.workspaces.some((each) => each.id === id && each.isNew)) return dock;
  const shown = ({ isNew: _isNew, ...each }: DockedWorkspace): DockedWorkspace => each;
  return { ...dock, workspaces: dock.workspaces.map((each) => (each.id === id ? shown(each) : each)) };
}

/** From what the tab kept, which may be of an older version of the app or tampered with. */
export function readDock(kept: unknown): DockState {
  if (typeof kept !== 'object' || kept === null) return emptyDock;
  const { workspaces, front, nextId } = kept as Partial<Record<keyof DockState, unknown>>;
  if (!Array.isArray(workspaces) || typeof nextId !== 'number' || !workspaces.every(isWorkspace)) return emptyDock;
  const isOpen = workspaces.some((each) => each.id === front);
  return { workspaces, nextId, front: isOpen ? (front as string) : workspaces.at(-1)?.id };
}

function isWorkspace(value: unknown): value is DockedWorkspace {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, patientId, args } = value as Record<string, unknown>;
  return [id, name, patientId].every((each) => typeof each === 'string') && typeof args === 'object' && args !== null;
}
