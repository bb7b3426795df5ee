/** The dock of this tab, and the one way to open something in it. */
import type { OpenWorkspace } from '../feature.ts';
import { keptState } from '../kept-state.ts';
import { readDock, withWorkspace } from './dock-state.ts';

export const dock = keptState('dock', readDock);

export const openWorkspace: OpenWorkspace = (name, patientId, args) =>
  dock.set((now) => withWorkspace(now, name, patientId, args ?? {}));
