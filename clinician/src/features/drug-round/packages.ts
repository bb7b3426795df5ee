/** Which drug a scanned package holds: known beforehand of what the shown patient is to have, so that a scan waits for nobody; any other is asked for. */
import type { MedicationKnowledge, MedicationRequest } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { atcOf } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { gtinSystem } from '@vardkedjan/care/clinical/giving/package-drug.ts';
import type { PackageCode } from '@vardkedjan/care/clinical/giving/scanned-code.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

const atcSystem = 'http://www.whocc.no/atc';
const most = 500;

/** The catalogue's drugs of the same substances as the orders'. It is the catalogue that is asked, and nobody's record. */
export const packagesQuery = (orders: readonly MedicationRequest[]) => {
  const codes = [...new Set(orders.flatMap(({ medicationCodeableConcept: drug }) => atcOf(drug) ?? []))].toSorted();
  return queryOptions({
    queryKey: ['drug-packages', codes],
    queryFn: async ({ signal }) => {
      const code = codes.map((each) => `${atcSystem}|${each}`).join(',');
      return (await searchResources<MedicationKnowledge>('MedicationKnowledge', { code, _count: most }, signal))
        .matches;
    },
    enabled: codes.length > 0,
    staleTime: 300_000,
  });
};

export async function drugOfPackage({ gtin }: PackageCode): Promise<MedicationKnowledge[]> {
  const codes = gtin.startsWith('0') ? [gtin, gtin.slice(1)] : [gtin];
  const code = codes.map((one) => `${gtinSystem}|${one}`).join(',');
  return (await searchResources<MedicationKnowledge>('MedicationKnowledge', { code, _count: 5 })).matches;
}
