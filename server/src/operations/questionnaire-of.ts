/** The Questionnaire that answers are given by, as its canonical names it: `url|version`, or where it is. */
import type { Questionnaire } from '@medplum/fhirtypes';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { chosen, parseCanonical } from '@vardkedjan/fhir/canonical.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Asked } from '../http/asked.ts';
import { localReference } from '../store/references.ts';

/** undefined: there is none that the caller can see. */
export async function questionnaireOf(asked: Asked, canonical: string): Promise<Questionnaire | undefined> {
  const { url, version } = parseCanonical(canonical);
  if (localReference(url) !== undefined) return (await readReferred(asked, url)) as Questionnaire | undefined;
  const criteria: [string, string][] = [
    ['url', url],
    ...(version === undefined ? [] : [['version', version] as [string, string]]),
  ];
  const { matches } = await asked.record.search(
    parseSearch('Questionnaire', criteria, { lenient: false, base: asked.base, zone: stockholmZone }),
  );
  return chosen(matches.map(({ body }) => parseJson(body) as Questionnaire));
}

export async function readReferred(asked: Asked, reference: string): Promise<unknown> {
  const local = localReference(
    reference.startsWith(`${asked.base}/`) ? reference.slice(asked.base.length + 1) : reference,
  );
  const found = local && (await asked.record.read(local.type, local.id));
  return found === undefined || found.deleted ? undefined : parseJson(found.body);
}
