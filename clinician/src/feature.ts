/**
 * What a feature of the clinicians' app is: a folder under features/ whose feature.ts exports one value of this type, and one line in
 * features.ts. A feature never imports another feature; what it shows elsewhere it gives as a summary panel, a workspace or a command.
 * Everything with a `load` is fetched when it is needed first, so a feature costs nothing until then.
 */
import type { ComponentType } from 'react';
import type { Chart } from './chart/chart.ts';

export interface Bilingual {
  sv: string;
  en: string;
}

type Loaded<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** A page of the open record, in the centre zone. */
export interface RecordPage {
  /** Last part of the address: /patient/<id>/<path>. */
  path: string;
  title: Bilingual;
  /** Two keys that go there: `g l`. */
  keys?: string;
  /** Order in the record's navigation; the summary is 0. */
  order: number;
  load: Loaded<RecordPageProps>;
}

export interface RecordPageProps {
  patientId: string;
  /** What the address holds after `?`: what to show first, such as a source to jump to. */
  params: Readonly<Record<string, string>>;
}

/** A page of the unit that one works for, in place of my work: /unit/<path>. It is about no patient. */
export interface UnitPage {
  path: string;
  title: Bilingual;
  /** Two keys that go there. */
  keys?: string;
  /** Those too who have no patients, such as who reviews the log. */
  forAll?: true;
  load: Loaded<UnitPageProps>;
}

export interface UnitPageProps {
  /** What the address holds after `?`: what of the page is meant. */
  params: Readonly<Record<string, string>>;
}

/** A part of home that waits for somebody; it shows nothing to those it is not for. */
export interface WorkPanel {
  load: Loaded<object>;
}

/** Where on the summary a panel stands; the summary's layout is fixed, so that everyone finds everything in the same place. */
export type SummarySlot =
  | 'warnings'
  | 'problems'
  | 'medications'
  | 'vitals'
  | 'labs'
  | 'contacts'
  | 'notes'
  | 'plans'
  | 'vaccinations'
  | 'referrals';

/** A part of the summary, painted from the one `$chart` answer and never from a request of its own. */
export interface SummaryPanel {
  slot: SummarySlot;
  load: Loaded<SummaryPanelProps>;
}

export interface SummaryPanelProps {
  chart: Chart;
  /** Where all of it is to be seen, however long. */
  isWhole?: boolean;
}

/** Something one writes in while reading: it stands in the dock to the right and survives navigation. */
export interface Workspace {
  /** `notes/write`: feature and workspace, unique in the app. */
  name: string;
  title: Bilingual;
  load: Loaded<WorkspaceProps>;
}

/** What a workspace is told; ids only, never clinical content: it is kept in the tab so that a reload brings it back. */
export type WorkspaceArguments = Readonly<Record<string, string>>;

export interface WorkspaceProps {
  patientId: string;
  args: WorkspaceArguments;
  /** False while another workspace of the dock is in front; it stays mounted. */
  isInFront: boolean;
  /** Somebody has just opened it. False when it was still open from before: then the focus stays where it is. */
  takesFocus: boolean;
  /** Remembers what this workspace works on, such as the id of the draft that was just created. */
  onArgs: (args: WorkspaceArguments) => void;
  /** A word for the dock's tab beside the workspace's own title: the template's name. */
  onTitle: (title: string) => void;
  close: () => void;
}

/** Something to do from the command palette, by key, and from the strip's buttons. */
export interface Command {
  id: string;
  title: Bilingual;
  /** `n`, or two keys in a row: `g s`. Not while typing. */
  keys?: string;
  /** Shown as a button at the right of the patient strip, in this order. */
  strip?: { order: number; title: Bilingual };
  needs: 'record' | 'nothing';
  /** The act of the law that it ends in: offered where the server says that it may be. */
  act?: 'write' | 'sign' | 'print';
  run: (context: CommandContext) => void;
}

export interface CommandContext {
  /** The open record; empty when none is. */
  patientId: string;
  openWorkspace: OpenWorkspace;
  goToRecord: (patientId: string, path?: string, params?: Record<string, string>) => void;
}

/**
 * Opens a workspace in the dock, or brings the one with the same name, patient and arguments to the front.
 */
export type OpenWorkspace = (name: string, patientId: string, args?: WorkspaceArguments) => void;

export interface Feature {
  /** The folder's name. */
  name: string;
  pages?: readonly RecordPage[];
  unitPages?: readonly UnitPage[];
  workPanels?: readonly WorkPanel[];
  summaryPanels?: readonly SummaryPanel[];
  workspaces?: readonly Workspace[];
  commands?: readonly Command[];
}
