/** Every feature of the app, one line each. */
import type { CommandContext, Feature } from './feature.ts';

export const features: readonly Feature[] = [];

/** Takes an unsigned note up again, in the workspace that the notes feature brings. */
export function openDraft({ openWorkspace, patientId }: CommandContext, draftId: string): void {
  openWorkspace('notes/write', patientId, { draft: draftId });
}
