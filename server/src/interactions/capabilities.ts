/**
 * What this server can do, as a CapabilityStatement (http://hl7.org/fhir/R4/http.html#capabilities), put together from the tables
 * that the routes, the search and the operations are made of: nothing is claimed that is not there.
 */
import type { CapabilityStatement, CapabilityStatementRest, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import { parametersOf } from '@vardkedjan/fhir/search/parameters.ts';
import type { Answer } from '../http/answer.ts';
import { formats } from '../http/form/media-type.ts';
import { canonicalOf, type Operation } from '../operations/operation.ts';
import { operations } from '../operations/operations.ts';
import type { Interaction } from './interaction.ts';
import { interactions } from './interactions.ts';
import { terminologyCapabilities } from './terminology-capabilities.ts';
import { patchFormats } from './write/patch-of.ts';

export const capabilities: Interaction = {
  code: 'capabilities',
  act: 'read',
  level: 'system',
  routes: [{ method: 'GET', path: '/metadata' }],
  handle: async (asked) =>
    asked.parameter('mode') === 'terminology'
      ? terminologyCapabilities(asked)
      : answerFor(asked.base, asked.wiring.config.corsOrigins.length > 0),
};

const texts = new Map<string, string>();
/** Nothing in it changes while the process runs. */
const made = new Date().toISOString();

function answerFor(base: string, cors: boolean): Answer {
  let text = texts.get(base);
  if (text === undefined) {
    text = JSON.stringify(capabilityStatement(base, cors));
    if (texts.size < 10) texts.set(base, text);
  }
  return { status: 200, text, shown: [] };
}

export function capabilityStatement(base: string, cors = false): CapabilityStatement {
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
        resource: resourceTypes.map(resourceCapability),
        interaction: systemInteractions(),
      },
    ],
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

type ResourceInteraction = NonNullable<CapabilityStatementRestResource['interaction']>[number];

function resourceCapability(type: (typeof resourceTypes)[number]): CapabilityStatementRestResource {
  const own = operations.filter(({ terms }) => terms.type === type || terms.type === 'Resource');
  const parameters = [...parametersOf(type).values()];
  const references = parameters.filter((parameter) => parameter.type === 'reference');
  return {
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: interactions
      .filter(({ level }) => level !== 'system')
      .map(({ code }) => ({ code: code as ResourceInteraction['code'] })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical'],
    searchInclude: ['*', ...references.map(({ code }) => `${type}:${code}`)],
    searchParam: [
      ...parameters.map(({ code, type: kind }) => ({ name: code, type: kind })),
      { name: '_id', type: 'token' as const },
      { name: '_lastUpdated', type: 'date' as const },
    ].filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index),
    ...(own.length > 0 && { operation: own.map(operationCapability) }),
  };
}

function operationCapability({ terms }: Operation) {
  return { name: terms.code, definition: canonicalOf(terms) };
}
