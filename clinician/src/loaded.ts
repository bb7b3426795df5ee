/** The features' components, made lazy once: a component made lazy while rendering would be another one each time. */
import type { ComponentType } from 'react';
import type {
  Command,
  RecordPage,
  RecordPageProps,
  SummaryPanelProps,
  SummarySlot,
  UnitPage,
  UnitPageProps,
  Workspace,
  WorkspaceProps,
} from './feature.ts';
import { features } from './features.ts';
import { firstPage } from './navigation.ts';
import { type Lately, lately } from './lately.tsx';

export interface LoadedPage {
  page: RecordPage;
  Component: ComponentType<RecordPageProps>;
  preload: () => void;
}

export interface LoadedWorkspace {
  workspace: Workspace;
  Component: ComponentType<WorkspaceProps>;
  preload: () => void;
}

export const recordPages: readonly LoadedPage[] = features
  .flatMap((feature) => feature.pages ?? [])
  .toSorted((a, b) => a.order - b.order)
  .map((page) => ({ page, ...lately(page.load) }));

export const unitPages: readonly (Lately<UnitPageProps> & { page: UnitPage })[] = features
  .flatMap((feature) => feature.unitPages ?? [])
  .map((page) => ({ page, ...lately(page.load) }));

export const workPanels: readonly (Lately<object> & { of: string })[] = features.flatMap(
  ({ name, workPanels: own = [] }) => own.map((panel) => ({ of: name, ...lately(panel.load) })),
);

const workspaces = new Map<string, LoadedWorkspace>(
  features
    .flatMap((feature) => feature.workspaces ?? [])
    .map((workspace) => [workspace.name, { workspace, ...lately(workspace.load) }]),
);

export const loadedWorkspace = (name: string): LoadedWorkspace | undefined => workspaces.get(name);

const panels = features
  .flatMap((feature) => feature.summaryPanels ?? [])
  .map((panel) => ({ slot: panel.slot, ...lately(panel.load) }));

export const summaryPanels: ReadonlyMap<SummarySlot, ComponentType<SummaryPanelProps>> = new Map(
  panels.map(({ slot, Component }) => [slot, Component]),
);

/** Starts fetching a page, and for the summary what it is made of, so that it is there when the record is. */
export function preloadPage(path: string): void {
  recordPages.find(({ page }) => page.path === path)?.preload();
  if (path === firstPage) for (const panel of panels) panel.preload();
}

/** Everything else, once there is time for it: then nothing waits for a file, and what is open works on without a network. */
export function preloadRest(): void {
  for (const { page } of recordPages) preloadPage(page.path);
  for (const { preload } of workspaces.values()) preload();
}

export const featureCommands: readonly Command[] = features.flatMap((feature) => feature.commands ?? []);
