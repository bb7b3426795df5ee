/**
 * What is known about codes, as TerminologyCapabilities (http://hl7.org/fhir/R4/terminologycapabilities.html), asked for by
 * `/metadata?mode=terminology`: the code systems that are here now, and the parameters that the operations take.
 */
import type { TerminologyCapabilities, TerminologyCapabilitiesCodeSystem } from '@medplum/fhirtypes';
import type { Answer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { terms as expandTerms } from '../operations/terminology/value-set-expand/terms.ts';
import { terminologyOf } from '../store/terminology/open-terminology.ts';

export async function terminologyCapabilities({ base, wiring }: Asked): Promise<Answer> {
  const systems = await terminologyOf(wiring.database).systems();
  const statement: TerminologyCapabilities = {
    resourceType: 'TerminologyCapabilities',
    url: `${base}/metadata?mode=terminology`,
    name: 'VardkedjanTerminology',
    status: 'active',
    date: new Date().toISOString(),
    kind: 'instance',
    software: { name: 'Vårdkedjan', version: '0.1.0' },
    implementation: { description: 'The common care-information environment of a region', url: base },
    lockedDate: true,
    codeSystem: systems.map(codeSystemOf),
    expansion: {
      hierarchical: true,
      paging: true,
      incomplete: false,
      parameter: expandTerms.parameters
        .filter(({ use }) => use === 'in')
        .map(({ name, documentation }) => ({ name, ...(documentation && { documentation }) })),
      textFilter:
        'Beginnings of words in any name, in any order; from four letters also within a word; or the beginning of a code.',
    },
    codeSearch: 'all',
    validateCode: { translations: false },
    translation: { needsMap: false },
  };
  return { status: 200, text: JSON.stringify(statement), shown: [] };
}

function codeSystemOf({ url, versions }: { url: string; versions: string[] }): TerminologyCapabilitiesCodeSystem {
  return {
    uri: url,
    ...(versions.length > 0 && { version: versions.map((code) => ({ code })) }),
    subsumption: true,
  };
}
