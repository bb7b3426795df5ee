/**
 * What this server can do, as a CapabilityStatement (http://hl7.org/fhir/R4/http.html#capabilities), put together from the tables
 * that the routes, the search and the operations are made of: nothing is claimed that is not there.
 */
import type { CapabilityStatement, CapabilityStatementRest, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import compartments from '@vardkedjan/fhir/r4/generated/compartment-definitions.json' with { type: 'json' };
import { parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { hasSpecial, specialParameters } from '@vardkedjan/fhir/search/parse-special.ts';
import type { Answer } from '../http/answer.ts';
import { formats } from '../http/form/media-type.ts';
import { canonicalOf, type Operation } from '../operations/operation.ts';
import { operations } from '../operations/operations.ts';
import type { ParameterTable } from '../store/reindex/parameter-table.ts';
import type { Interaction } from './interaction.ts';
import { interactions } from './interactions.ts';
import { terminologyCapabilities } from './terminology-capabilities.ts';
import { patchFormats } from './write/patch-of.ts';

export const capabilities: Interaction = {
  code: 'capabilities',
  act: 'read',
  level: 'system',
  routes: [{ method: 'GET', path: '/metadata' }],
  async handle(asked) {
    const mode = asked.parameter('mode') ?? 'full';
    if (mode === 'terminology') return terminologyCapabilities(asked);
    if (mode !== 'full' && mode !== 'normative')
      throw new Failure('invalid', 'mode must be full, normative or terminology');
    const cors = asked.wiring.config.corsOrigins.length > 0;
    return answerFor({ base: asked.base, cors, mode }, await asked.wiring.searchParameters.recent());
  },
};

/** Nothing in it changes while the process runs, but for the search parameters that are added. */
const texts = new Map<string, { table: ParameterTable; text: string }>();
const made = new Date().toISOString();

interface Wanted {
  base: string;
  cors: boolean;
  mode: 'full' | 'normative';
}

function answerFor({ base, cors, mode }: Wanted, table: ParameterTable): Answer {
  const name = `${mode} ${base}`;
  const known = texts.get(name);
  if (known?.table === table) return { status: 200, text: known.text, shown: [] };
  const full = capabilityStatement(base, cors, (type) => table.answering(type));
  const text = JSON.stringify(mode === 'full' ? full : normativeParts(full));
  if (texts.size >= 10) texts.clear();
  texts.set(name, { table, text });
  return { status: 200, text, shown: [] };
}

type ParametersOf = (type: string) => readonly SearchParameter[];
const r4Own: ParametersOf = (type) => [...parametersOf(type).values()];

/** @param of the search parameters of a type that can answer */
export function capabilityStatement(base: string, cors = false, of = r4Own): CapabilityStatement {
  const pointing = pointingOf(of);
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: made,
    kind: 'instance',
    software: { name: 'Vårdkedjan', version: '0.1.0' },
    implementation: { description: 'The common care-information environment of a region', url: base },
    fhirVersion: '4.0.1',
    format: [...formats],
    patchFormat: [...patchFormats],
    rest: [
      {
        mode: 'server',
        security: {
          cors,
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
            },
          ],
          description:
            'OAuth 2.0 with PKCE; see /.well-known/smart-configuration. Every access is decided by Swedish law and logged.',
        },
        resource: resourceTypes.map((type) => resourceCapability(type, of, pointing)),
        interaction: systemInteractions(),
        searchParam: systemParameters(of),
        operation: operations.filter(({ terms }) => terms.levels.includes('system')).map(operationCapability),
        compartment: interactions.some(({ level }) => level === 'compartment')
          ? Object.values(compartments).map(({ url }) => url)
          : [],
      },
    ],
  };
}

/** The types that are normative in R4: http://hl7.org/fhir/R4/versions.html#std-process */
const normative = new Set([
  'Binary',
  'Bundle',
  'CapabilityStatement',
  'CodeSystem',
  'Observation',
  'OperationDefinition',
  'OperationOutcome',
  'Parameters',
  'Patient',
  'StructureDefinition',
  'ValueSet',
]);

/** And the operations: by the ids of their definitions there. */
const normativeOperations = new Set([
  'CodeSystem-lookup',
  'CodeSystem-subsumes',
  'CodeSystem-validate-code',
  'Resource-validate',
  'ValueSet-expand',
  'ValueSet-validate-code',
]);

/** `mode=normative` (http://hl7.org/fhir/R4/http.html#capabilities): without what may still change in the standard. */
function normativeParts(full: CapabilityStatement): CapabilityStatement {
  const isKept = (include: string): boolean => include === '*' || normative.has(include.split(':')[0] ?? '');
  return {
    ...full,
    rest: (full.rest ?? []).map(({ compartment: _compartment, operation: _operation, ...rest }) => ({
      ...rest,
      resource: (rest.resource ?? [])
        .filter(({ type }) => normative.has(type ?? ''))
        .map((resource) => ({
          ...resource,
          operation:
            resource.operation?.filter(({ definition }) =>
              normativeOperations.has(definition.split('/').at(-1) ?? ''),
            ) ?? [],
          ...(resource.searchRevInclude && { searchRevInclude: resource.searchRevInclude.filter(isKept) }),
        })),
    })),
  };
}

type SystemInteraction = NonNullable<CapabilityStatementRest['interaction']>[number];

/** One address takes both batches and transactions; the statement names them apart. */
function systemInteractions(): SystemInteraction[] {
  const codes = interactions
    .filter(({ level }) => level === 'system')
    .map(({ code }) => code as SystemInteraction['code']);
  return [...codes, ...(codes.includes('transaction') ? ['batch' as const] : [])].map((code) => ({ code }));
}

const referencePolicies: Record<string, CapabilityStatementRestResource['referencePolicy']> = {
  // A kept Bundle is a document of its own: what it refers to need not be here.
  Bundle: ['literal', 'logical'],
  // What a file belongs to says whose it is, so it must be here.
  Binary: ['literal', 'enforced', 'local'],
};

type ResourceInteraction = NonNullable<CapabilityStatementRestResource['interaction']>[number];

function resourceCapability(
  type: (typeof resourceTypes)[number],
  of: ParametersOf,
  pointing: ReadonlyMap<string, string[]>,
): CapabilityStatementRestResource {
  const own = operations.filter(
    ({ terms: { type: of, levels } }) =>
      (of === type || of === 'Resource') && levels.some((level) => level !== 'system'),
  );
  const references = of(type).filter((parameter) => parameter.type === 'reference');
  return {
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: interactions
      .filter(({ level }) => level === 'type' || level === 'instance')
      .map(({ code }) => ({ code: code as ResourceInteraction['code'] })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: referencePolicies[type] ?? ['literal', 'logical', 'enforced'],
    searchInclude: ['*', ...references.map(({ code }) => `${type}:${code}`)],
    searchRevInclude: ['*', ...(pointing.get(type) ?? [])],
    searchParam: parametersFor(type, of),
    ...(own.length > 0 && { operation: own.map(operationCapability) }),
  };
}

type SearchParam = NonNullable<CapabilityStatementRestResource['searchParam']>[number];

/** Those of the type, and those that are about no element (fhir/src/search/parse-special.ts). */
function parametersFor(type: string, of: ParametersOf): SearchParam[] {
  const special = Object.entries(specialParameters).filter(([code]) => hasSpecial(type, code));
  return [
    ...of(type).map(({ code, type: kind }) => ({ name: code, type: kind })),
    ...special.map(([name, kind]) => ({ name, type: kind })),
  ];
}

/** What every type has, which a search of the whole system may use; and which types it is of. */
function systemParameters(of: ParametersOf): SearchParam[] {
  const [first = [], ...others] = resourceTypes.map((type) => parametersFor(type, of));
  const shared = first.filter(
    ({ name, type }) =>
      name in specialParameters || others.every((own) => own.some((each) => each.name === name && each.type === type)),
  );
  return [...shared, { name: '_type', type: 'special' }];
}

/** For each type the reference parameters of all types that may lead to it. */
function pointingOf(of: ParametersOf): Map<string, string[]> {
  const pointing = new Map<string, string[]>();
  for (const from of resourceTypes) {
    for (const { code, targets, type } of of(from)) {
      if (type !== 'reference') continue;
      for (const target of targets) {
        const known = pointing.get(target);
        if (known === undefined) pointing.set(target, [`${from}:${code}`]);
        else known.push(`${from}:${code}`);
      }
    }
  }
  return pointing;
}

function operationCapability({ terms }: Operation) {
  return { name: terms.code, definition: canonicalOf(terms) };
}
