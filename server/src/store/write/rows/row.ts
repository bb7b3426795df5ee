/**
 * One version of a resource as the store writes it.
 */
import type { BlockRow, OpeningRow } from './block-rows.ts';
import type { GuardianRow, OnlineDecisionRow } from './guardian-rows.ts';
import type { DefinitionRow } from '../../definitions/definition-row.ts';
import type { HandedRow } from './handed-rows.ts';
import type { GrantRow } from './grant-rows.ts';
import type { RegisterRow } from './register-rows.ts';
import type { Held } from '../linking/held-targets.ts';
import type { RoleRightRow } from './role-right-rows.ts';
import type { Stored } from '../../record.ts';
import type { IndexRows } from '../../search/index/index-rows.ts';

/** As stored: 0 of versions from before it was kept. */
export type Made = 0 | 1 | 2 | 3 | 4;
export const madeBy = { post: 1, putNew: 2, put: 3, deletion: 4 } as const;

export interface Row extends Stored {
  careProvider: number;
  careUnit: number;
  /** Key of the Encounter it belongs to, 0 for none. */
  encounter: number;
  patientVisible: boolean;
  protected: boolean;
  /** The version that this one replaces; 0: the resource is new. */
  replaces: number;
  /** How it came about: `made` of 0013-history.sql. */
  made: Made;
  /** The new resource's id does not tell its shard. */
  inDirectory: boolean;
  /** What it refers to and its version before did not. */
  refersTo: readonly Held[];
  /** The generation of the search parameters that it was planned by. */
  generation: number;
  /** The version of its type's index that `index` is of (0005-search-parameters.sql). */
  indexed: number;
  /** That which the replaced version's rows are of. */
  replacesIndexed: number;
  /** What searches find it by, and its clinical date. Absent when deleted. */
  index: IndexRows | undefined;
  /** What the replaced version was found by; undefined too when that was indexed otherwise than now. */
  replacedIndex: IndexRows | undefined;
  relations: RelationRow[];
  blocks: BlockRow[];
  openings: OpeningRow[];
  guardians: GuardianRow[];
  onlineDecisions: OnlineDecisionRow[];
  grants: GrantRow[];
  handedOut: HandedRow[];
  registers: RegisterRow[];
  roleRight: RoleRightRow | undefined;
  /** Keys of the places that a stay holds. */
  beds: readonly number[];
  /** Keys of the Slots that an appointment holds. */
  times: readonly number[];
  /** Keys of the units whose open pages show it: a ward's board, what waits at a unit. */
  shownAt: readonly number[];
  /** It is a Location, and a bed. */
  isBed: boolean;
  organisation: OrganisationRow | undefined;
  definition: DefinitionRow | undefined;
}

/** The rows that the replaced version is found by cannot be made again from its text: they are taken away as they are. */
export function isStale({ replaces, replacesIndexed, indexed, replacedIndex }: Row): boolean {
  return replaces !== 0 && replacesIndexed !== indexed && replacedIndex === undefined;
}

/** A care relation that arises from the resource. */
export interface RelationRow {
  careProvider: number;
  careUnit: number;
  /** 0: the whole unit. */
  practitioner: number;
  origin: string;
  from: string;
  /** null: until further notice. */
  until: string | null;
}

export interface OrganisationRow {
  parent: number;
  isCareProvider: boolean;
  careProvider: number;
  hsaId: string;
  walled: boolean;
  /** Is a social care provider. */
  socialCare: boolean;
  /** It has come to belong elsewhere than before: what lies below it has as well. */
  moved: boolean;
}

/** What is written, without the columns. */
export function storedOf(row: Stored): Stored {
  const { type, id, key, patientKey, careProvider, version, updated, deleted, body } = row;
  const kept = careProvider === undefined ? {} : { careProvider };
  return { type, id, key, patientKey, ...kept, version, updated, deleted, body };
}
