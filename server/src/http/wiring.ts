/** What requests are handled with: put together once, in processes/serve.ts, and handed down as a value. */
import type { Caller, StaffCaller } from '@vardkedjan/care/access/caller.ts';
import type { Act, Decision, Finding } from '@vardkedjan/care/access/finding.ts';
import type { Ground, ShownByFilter } from '@vardkedjan/care/access/held-by-filter.ts';
import type { Situation } from '@vardkedjan/care/access/situation.ts';
import type { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Authenticator } from '../sign-in/authenticator.ts';
import type { SigningKeys } from '../sign-in/signing-keys.ts';
import type { AccessLog } from '../store/access-log/access-log.ts';
import type { Database } from '../store/database.ts';
import type { OpenRecord } from '../store/record.ts';
import type { ParameterRegistry } from '../store/reindex/parameter-registry.ts';
import type { Concern } from './concern.ts';
import type { Metrics } from './around/metrics.ts';

/** A patient whose record an act concerns. */
export interface PatientConcerned {
  key: number;
  /** FHIR id. */
  id: string;
  /** Somebody with a reserve number may have turned out to be the patient. */
  linked?: true;
}

export interface Decided {
  act: Act;
  decision: Decision;
  /** The caller's own words, when a relation is stated or a note corrected. */
  reason?: string | undefined;
  patient: PatientConcerned | undefined;
  /** Of no patient: of whom of the staff it is, by HSA-id. */
  about?: string;
  /** Of a record as a whole: the facts that it was decided by. */
  situation?: Situation;
}

/** The law asked about a request: server/src/access. */
export interface Access {
  /**
   * Decides before anything is done. Fails with a Refused when the law says no. `together`: all concerns of the same unit of
   * work, since in a transaction one entry may make what another refers to.
   */
  decide(caller: Caller, concern: Concern, together?: readonly Concern[]): Promise<Decided>;
  /** Why a resource is not there for this caller: it does not exist (404), or it is not theirs to see (a Refused). */
  whyAbsent(caller: Caller, type: string, id: string): Promise<Failure>;
  /** What lets the caller ask for what the record's filter then answers; the same array for as long as it holds. */
  throughFilter(caller: Caller, shown: ShownByFilter): readonly Finding[];
  /** By patient, on which grounds what these other providers keep is open to the caller now. */
  grounds(
    caller: StaffCaller,
    of: readonly { patientKey: number; keeper: number }[],
  ): Promise<ReadonlyMap<number, readonly Ground[]>>;
}

export interface Wiring {
  config: Config;
  database: Database;
  openRecord(caller: Caller): OpenRecord;
  access: Access;
  accessLog: Pick<AccessLog, 'append'>;
  /** Which search parameters there are, and how far their indexing has come. */
  searchParameters: ParameterRegistry;
  authenticator: Authenticator;
  keys: SigningKeys;
  log: Logger;
  metrics: Metrics;
  /** What is served, as entries of Bundles ask for it too. */
  served: readonly Interaction[];
  /** What the server says of itself, by names as in `OperationDefinition/Patient-chart`: nobody changes it. */
  kept: ReadonlySet<string>;
}
