/**
 * References by criteria (`Practitioner?identifier=…`): which one resource they mean. What was found is remembered; what was
 * not is asked for again, since it may have been loaded meanwhile.
 */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Database } from '../../store/database.ts';
import { criteriaOf } from '../../store/references.ts';
import { openRecord } from '../../store/open-record.ts';
import type { OpenRecord } from '../../store/record.ts';
import { type ParameterRegistry, parameterRegistryOf } from '../../store/reindex/parameter-registry.ts';

export class Criteria {
  readonly #record: OpenRecord;
  readonly #registry: ParameterRegistry;
  readonly #found = new Map<string, string>();

  constructor(database: Database, caller: SystemCaller) {
    this.#record = openRecord(database, caller);
    this.#registry = parameterRegistryOf(database);
  }

  /** `Type/id`; undefined for none, and for several. Fails when the criteria cannot be understood. */
  async meant(reference: string): Promise<string | undefined> {
    const known = this.#found.get(reference);
    if (known !== undefined) {
      return known;
    }
    const [type, text] = criteriaOf(reference) ?? ['', ''];
    const parameters = await this.#registry.recent();
    const query = parseSearch(type, [...new URLSearchParams(text)], {
      lenient: false,
      zone: stockholmZone,
      parameters,
    });
    const { matches } = await this.#record.search({ ...query, count: 2 });
    const [match] = matches;
    if (match === undefined || matches.length > 1) {
      return undefined;
    }
    const meant = `${type}/${match.id}`;
    this.#found.set(reference, meant);
    return meant;
  }
}
