/**
 * An interaction of FHIR's RESTful API (http://hl7.org/fhir/R4/http.html) as data: routes, the CapabilityStatement and the
 * conformance page are read from these, so what is claimed is what is there (invariant 7).
 */
import type { Act } from '@vardkedjan/care/access/finding.ts';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import type { Concern } from '../http/concern.ts';
import type { Change, Written } from '../store/record.ts';

export interface Interaction {
  /** The code of http://hl7.org/fhir/R4/valueset-type-restful-interaction.html or -system-restful-interaction.html; R4 has none for compartments. */
  code: string;
  /** What it is to the law, when no concern says more. */
  act: Act;
  level: 'system' | 'type' | 'instance' | 'compartment';
  /** The type it is about, when the path does not have it as a part that varies. */
  type?: string;
  /** Method and path below /fhir; more than one where the standard gives a choice. */
  routes: readonly Route[];
  /** An operation that changes something. */
  affectsState?: boolean;
  /** What is done to whose data: decided before `handle` is called. None: the record's own filter is enough. */
  concerns?(asked: Asked): Concern[] | Promise<Concern[]>;
  handle(asked: Asked): Promise<Answer>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
}

/** An interaction that changes one resource; several of them can be done as one in a transaction. */
export interface WriteInteraction extends Interaction {
  change(asked: Asked): Promise<Change | undefined>;
  /** `written` is undefined when there was nothing to do. */
  answer(asked: Asked, written: Written | undefined): Answer;
}
