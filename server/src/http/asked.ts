/**
 * A request to the record as handlers see it: what is asked, by whom, and the record opened for that caller. Nothing of the
 * response, and nothing of HTTP that FHIR does not speak of. An entry of a Bundle becomes one too.
 */
import type { Resource } from '@medplum/fhirtypes';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { ShownByFilter } from '@vardkedjan/care/access/held-by-filter.ts';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { parseSearch, type SearchScope } from '@vardkedjan/fhir/search/parse.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { SearchParameters } from '@vardkedjan/fhir/search/search-parameters.ts';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import type { OpenRecord, Stored } from '../store/record.ts';
import { formOfBody } from './form/media-type.ts';
import type { Preferences } from './form/preferences.ts';
import { relateOwnReferences } from './own-references.ts';
import type { OnScreen } from './patient-on-screen.ts';
import type { Decided, Wiring } from './wiring.ts';

export interface AskedParts {
  method: string;
  /** From the path. */
  type?: string | undefined;
  id?: string | undefined;
  version?: string | undefined;
  /** In a search of the compartment of the resource at type and id: the type in it that is searched, `*` for all. */
  member?: string | undefined;
  /** From the query string, and the form of a POST _search. */
  parameters: readonly (readonly [name: string, value: string])[];
  /** The body's text; or its value, when it stood in a Bundle. */
  body?: string | { value: unknown } | undefined;
  mediaType?: string | undefined;
  /** The Accept header of one who reads a Binary and wants what it holds, not the resource. */
  contentWanted?: string | undefined;
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
  ifNoneExist?: string | undefined;
  ifModifiedSince?: string | undefined;
  prefer: Preferences;
}

export interface Asker {
  caller: Caller;
  record: OpenRecord;
  /** Where this server's FHIR API answers, without a slash at the end. */
  base: string;
  /** Names the request in logs and failures. */
  requestId: string;
  /** Whose record the asker has before them, when the request is bound to a screen. */
  onScreen?: OnScreen | undefined;
}

export class Asked {
  readonly parts: AskedParts;
  readonly caller: Caller;
  readonly record: OpenRecord;
  readonly base: string;
  readonly requestId: string;
  readonly onScreen: OnScreen | undefined;
  readonly wiring: Wiring;
  /** What the law has said about it, once it has been asked. */
  decided: readonly Decided[] = [];
  #query: SearchQuery | undefined;
  #addressed: SearchQuery | undefined;
  #body: unknown;
  #parsed = false;

  constructor(parts: AskedParts, asker: Asker, wiring: Wiring) {
    requireText(parts.parameters);
    this.parts = parts;
    this.caller = asker.caller;
    this.record = asker.record;
    this.base = asker.base;
    this.requestId = asker.requestId;
    this.onScreen = asker.onScreen;
    this.wiring = wiring;
  }

  /** The same request, of the record as a unit of work will leave it. */
  within(record: OpenRecord, wiring: Wiring): Asked {
    const { parts, caller, base, requestId, onScreen } = this;
    return new Asked(parts, { caller, record, base, requestId, onScreen }, wiring);
  }

  /** The same request, of one resource in another's record. */
  of(id: string, record: OpenRecord): Asked {
    const { parts, caller, base, requestId, onScreen, wiring } = this;
    return new Asked({ ...parts, id }, { caller, record, base, requestId, onScreen }, wiring);
  }

  get type(): string {
    const { type } = this.parts;
    if (!isResourceType(type)) throw new Failure('not-supported', 'FHIR R4 has no such resource type', { status: 404 });
    return type;
  }

  /** The id in the path. What cannot be an id names nothing. */
  get id(): string {
    const { id = '' } = this.parts;
    if (id.startsWith('$'))
      throw new Failure(
        'not-supported',
        `The operation ${id} is not supported here; /metadata tells where which one is`,
        {
          status: 404,
        },
      );
    if (!/^[A-Za-z0-9\-.]{1,64}$/.test(id)) throw new Failure('not-found', 'No resource has such an id');
    return id;
  }

  get #scope(): SearchScope {
    const { type, member } = this.parts;
    if (member === undefined) return { type: type === undefined ? undefined : this.type };
    return { type: member === '*' ? undefined : member, compartment: { type: this.type, id: this.id } };
  }

  /** The search that the parameters ask for; without a type in the path, of all types or those that `_type` names. */
  get query(): SearchQuery {
    this.#query ??= parseSearch(this.#scope, this.parts.parameters, {
      lenient: this.parts.prefer.lenient,
      base: this.base,
      zone: stockholmZone,
      ...this.#parameters,
    });
    return this.#query;
  }

  get #parameters(): { parameters?: SearchParameters } {
    const parameters = this.wiring.searchParameters.latest;
    return parameters === undefined ? {} : { parameters };
  }

  /** The search of an If-None-Exist header. */
  condition(text: string): SearchQuery {
    const parameters = [...new URLSearchParams(text.replace(/^\?/, ''))];
    requireText(parameters);
    return this.#condition(parameters);
  }

  /** The search by which a conditional address says which resource is meant. */
  get addressed(): SearchQuery {
    this.#addressed ??= this.#condition(this.parts.parameters);
    return this.#addressed;
  }

  /** Whatever the caller prefers, a criterion that is not known is refused: without it others would be meant. */
  #condition(parameters: AskedParts['parameters']): SearchQuery {
    const query = parseSearch(this.type, parameters, {
      lenient: false,
      base: this.base,
      zone: stockholmZone,
      ...this.#parameters,
    });
    if (query.criteria.length === 0)
      throw new Failure('invalid', 'A condition needs at least one search parameter that says which resource is meant');
    return query;
  }

  /** The body's value. Fails with `invalid` when it is missing, or not what its media type says. */
  get body(): unknown {
    if (!this.#parsed) {
      const { body } = this.parts;
      if (body === undefined || body === '') throw new Failure('invalid', 'The request needs a body');
      this.#body = typeof body === 'string' ? this.#parse(body) : body.value;
      // The bodies of entries have been seen to with their Bundle's.
      if (typeof body === 'string' && body.includes(hostOf(this.base))) relateOwnReferences(this.#body, this.base);
      this.#parsed = true;
    }
    return this.#body;
  }

  #parse(text: string): unknown {
    return formOfBody(this.parts.mediaType) === 'xml' ? parseXml(text) : parseJson(text);
  }

  get hasBody(): boolean {
    return this.parts.body !== undefined && this.parts.body !== '';
  }

  /** The body as a resource of the type in the path; its contents are not validated yet. */
  get resource(): Resource {
    const value = this.body;
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !('resourceType' in value)) {
      throw new Failure('invalid', 'The body is not a resource: it must be a JSON object with a resourceType, or XML');
    }
    if (value.resourceType !== this.type) {
      throw new Failure('invalid', `The body must be a ${this.type}, as the address says`);
    }
    // An id as FHIR has it, but an address with it leads to another place (RFC 3986, section 5.2.4).
    if ('id' in value && (value.id === '.' || value.id === '..'))
      throw new Failure('invalid', 'The id may not be a path step', { status: 422 });
    return value as Resource;
  }

  /** Why a resource is not there for this caller. */
  whyAbsent(type: string, id: string): Promise<Failure> {
    return this.wiring.access.whyAbsent(this.caller, type, id);
  }

  /** What lets the caller ask for what the record's filter then answers. */
  throughFilter(shown: ShownByFilter): readonly Finding[] {
    return this.wiring.access.throughFilter(this.caller, shown);
  }

  /** The version that the address names, not deleted. Fails with `not-found` and `gone`; of other versions nothing is told. */
  async versionAsked(): Promise<Stored> {
    const { version = '' } = this.parts;
    const number = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : undefined;
    const stored = number === undefined ? undefined : await this.record.vread(this.type, this.id, number);
    if (stored === undefined) {
      const why = await this.whyAbsent(this.type, this.id);
      throw why.kind === 'unavailable' ? new Failure('not-found', 'There is no such version') : why;
    }
    if (stored.deleted) throw new Failure('gone', 'The resource was deleted with this version');
    return stored;
  }

  parameter(name: string): string | undefined {
    return this.parts.parameters.find(([key]) => key === name)?.[1];
  }
}

/** Without slashes, which JSON may escape. */
function hostOf(base: string): string {
  return base.split('/')[2] ?? base;
}

/** No text of the record holds the character NUL, and the database takes none. */
function requireText(parameters: AskedParts['parameters']): void {
  for (const [name, value] of parameters) {
    if (name.includes('\0') || value.includes('\0'))
      throw new Failure('invalid', 'A parameter holds the character NUL, which no text has');
  }
}
