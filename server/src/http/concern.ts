/** What an interaction is about to do, and to whose data: what the decision is asked about before anything is done. */
import type { Resource } from '@medplum/fhirtypes';
import type { Situation } from '@vardkedjan/care/access/situation.ts';

/** Why blocked data are needed, and what the patient says; what is not said is unknown. */
export interface GroundToLift {
  consent?: 'given' | 'refused' | 'cannot-be-had';
  matters?: boolean;
  reason: string;
}

/** What is said of a patient whose entries at other care providers are asked for; what is not said is unknown. */
export type SaidOfSharing = Partial<
  Pick<Situation, 'consent' | 'capacity' | 'informed' | 'attitude' | 'danger' | 'canAskToLift' | 'matters'>
>;

export type Concern =
  /** One named patient's record is opened, whatever is found in it. */
  | { act: 'open'; patient: string }
  /**
   * A resource is created or replaced; `id` when there is one before. `fullUrl` is the entry's in a transaction Bundle, which
   * other entries refer to; `conditional`: it may turn out to be one that is already there (If-None-Exist).
   */
  | {
      act: 'write';
      change: 'create' | 'update';
      resource: Resource;
      id?: string;
      fullUrl?: string;
      conditional?: boolean;
    }
  | { act: 'write'; change: 'delete'; type: string; id: string }
  | { act: 'sign' | 'correct'; type: string; id: string; reason?: string }
  /** `ordered`: the day of the supervisory authority's decision. */
  | { act: 'erase'; type: string; id: string; ordered: string; reason: string }
  | { act: 'print'; patient: string }
  | { act: 'hand-out'; patient: string; secrecyAssessed?: boolean; reason: string }
  | { act: 'state-relation'; patient: string; reason: string }
  /** What an organisation keeps (`of`, its id) is blocked for others. */
  | { act: 'block'; patient: string; of: string; requestedBy?: 'patient' | 'guardian' }
  | ({ act: 'show-blocking-units'; patient: string } & GroundToLift)
  | ({ act: 'lift-block'; patient: string; of: string } & GroundToLift)
  | ({ act: 'ask-unit-to-lift'; patient: string } & GroundToLift)
  /** `of`: the unit whose block it is; `asked`: whether a colleague has asked, and waits for the answer. */
  | ({ act: 'lift-for-colleague'; patient: string; of: string; asked: boolean } & GroundToLift)
  /** What has been opened to the caller is closed again. */
  | { act: 'end-opening'; patient: string }
  /** Who reads a child's record online: what the caller's own unit keeps, or not at all. */
  | { act: 'decide-online'; patient: string; reason: string }
  /** Other care providers' entries are opened, or asked about. */
  | {
      act:
        | 'register-consent'
        | 'show-providers'
        | 'open-without-capacity'
        | 'emergency'
        | 'show-blocking-providers'
        | 'ask-to-lift';
      patient: string;
      said: SaidOfSharing;
      /** Whose entries are opened by consent; none: all other providers'. */
      of?: readonly string[];
      reason?: string;
    }
  | { act: 'withdraw-consent'; patient: string }
  | { act: 'choose-quality-registers'; patient: string; reason: string }
  /** A risk is reported: nobody's record is opened. */
  | { act: 'report-risk' }
  /** `unit`: the id of the one that the report is to; `by`: of the Practitioner who made it; `about`: of the patient whose record was on the screen. */
  | { act: 'read-risk-report' | 'handle-risk'; unit: string; by: string; about?: string | undefined }
  /** `unit`: the id of the one that the delegation is of; `between`: of the Practitioners whom it is between. */
  | { act: 'read-withdrawal'; unit: string; between: readonly string[] }
  /** A quality register asks whose data it shall erase, or says that it has. */
  | { act: 'erase-from-register' }
  /** `of`: the care provider that is asked to lift its block; `asked`: whether it is, and has not answered. */
  | { act: 'lift-for-another'; patient: string; of: string; asked: boolean; reason: string }
  | { act: 'read-log'; patient: string }
  /** It is decided about what `agent` has opened, by HSA-id. */
  | { act: 'review-log'; patient: string; agent: string }
  /** What somebody has done, in whosever records; '': nobody is named. */
  | { act: 'read-log' | 'review-log'; agent: string }
  /** Something is done with the server itself, and with nobody's record. */
  | { act: 'load' };
