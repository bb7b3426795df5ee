/** The features' components, made lazy once: a component made lazy while rendering would be another one each time. */
import { type ComponentType, lazy } from 'react';
import type { Command, RecordPage, RecordPageProps, SummaryPanelProps, SummarySlot, Workspace, WorkspaceProps } from './feature.ts';
import { features } from './features.ts';

export interface LoadedPage {
  page: RecordPage;
  Component: ComponentType<RecordPageProps>;
}

export interface LoadedWorkspace {
  workspace: Workspace;
  Component: ComponentType<WorkspaceProps>;
}

export const recordPages: readonly LoadedPage[] = features
  .flatMap((feature) => feature.pages ?? [])
  .toSorted((a, b) => a.order - b.order)
  .map((page) => ({ page, Component: lazy(page.load) }));

const workspaces = new Map<string, LoadedWorkspace>(
  features.flatMap((feature) => feature.workspaces ?? []).map((workspace) => [workspace.name, { workspace, Component: lazy(workspace.load) }]),
);

export const loadedWorkspace = (name: string): LoadedWorkspace | undefined => workspaces.get(name);

const panels = features.flatMap((feature) => feature.summaryPanels ?? []);

export const summaryPanels: ReadonlyMap<SummarySlot, ComponentType<SummaryPanelProps>> = new Map(
  panels.map((panel) => [panel.slot, lazy(panel.load)]),
);

/** Starts fetching what the summary is made of, so that it is there when the record is. */
export function preloadSummary(): void {
  for (const panel of panels) void panel.load();
}

export const featureCommands: readonly Command[] = features.flatMap((feature) => feature.commands ?? []);
