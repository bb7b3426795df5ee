/** What the seed remembers of the region it makes, kept as a resource of its own: Basic/invented-region. */
import type { Basic, Extension } from '@medplum/fhirtypes';
import type { OpenRecord } from '../store/record.ts';

export interface RegionState {
  seed: string;
  /** The moment the records reach up to. */
  now: Date;
  residents: number;
  castLoaded: boolean;
}

const id = 'invented-region';
const url = (name: string): string => `https://vardkedjan.se/fhir/StructureDefinition/invented-region-${name}`;

export function stateResource(state: RegionState): Basic & { id: string } {
  return {
    resourceType: 'Basic',
    id,
    extension: [
      { url: url('seed'), valueString: state.seed },
      { url: url('now'), valueInstant: state.now.toISOString() },
      { url: url('residents'), valueInteger: state.residents },
      { url: url('cast-loaded'), valueBoolean: state.castLoaded },
    ],
    code: { text: 'Invented region' },
  };
}

/** undefined: no region has been begun. Throws when what is kept cannot be read: better than a second region on top. */
export async function readRegionState(record: OpenRecord): Promise<RegionState | undefined> {
  const stored = await record.read('Basic', id);
  if (!stored || stored.deleted) return undefined;
  const extensions = (JSON.parse(stored.body) as Basic).extension ?? [];
  const of = (name: string): Extension | undefined => extensions.find((e) => e.url === url(name));
  const seed = of('seed')?.valueString;
  const now = of('now')?.valueInstant;
  const residents = of('residents')?.valueInteger;
  if (seed === undefined || now === undefined || residents === undefined)
    throw new Error(`Basic/${id} does not say which region this is`);
  return { seed, now: new Date(now), residents, castLoaded: of('cast-loaded')?.valueBoolean ?? false };
}
