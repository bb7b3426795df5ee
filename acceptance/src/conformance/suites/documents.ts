/** Documents and forms by the guides that use them most: the International Patient Summary, and Structured Data Capture. */
import type { RunningStore } from '../running-store.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { examplesIn } from './r4-examples.ts';
import { storedAndRead } from './stored-and-read.ts';

const title = (what: string): string =>
  `${what}: validated, stored, read back equal in JSON and XML, and put again in XML without a new version`;

export const ips: Suite = {
  id: 'ips',
  title: title('International Patient Summary, documents'),
  path: 'suites/ips',
  source: 'HL7, CC0; microsoft/FHIR-Converter, MIT',
  remarks:
    'Whose document it is must be known: the runner first stores the least Patient with the id of the one in it.',
  run: async (at, world) => inTurn('ips', at, await world.store()),
};

export const ipsResources: Suite = {
  id: 'ips-resources',
  title: title('International Patient Summary, the resources that make it up'),
  path: 'suites/ips/resources',
  source: 'HL7, CC0',
  run: async (at, world) => inTurn('ips-resources', at, await world.store()),
};

export const sdc: Suite = {
  id: 'sdc',
  title: title('Structured Data Capture, questionnaires and responses'),
  path: 'suites/sdc',
  source: 'HL7, CC0',
  run: async (at, world) => inTurn('sdc', at, await world.store()),
};

function inTurn(suite: string, at: string, store: RunningStore): Promise<CaseResult[]> {
  return storedAndRead(suite, examplesIn(at), store);
}
