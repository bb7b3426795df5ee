/** Vaccinations as rows, and for the summary one row a vaccine with its doses counted. http://hl7.org/fhir/R4/immunization.html */
import type { Immunization } from '@medplum/fhirtypes';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../chart/concept.ts';

export interface VaccinationRow {
  id: string;
  vaccine: string;
  against: string;
  dose: string;
  lot: string;
  date: string | undefined;
  by: string;
  isGiven: boolean;
}

export function vaccinationRows(immunizations: readonly Immunization[]): VaccinationRow[] {
  return immunizations
    .filter((immunization) => immunization.status !== 'entered-in-error')
    .map((immunization) => {
      const protocol = immunization.protocolApplied?.[0];
      return {
        id: immunization.id ?? '',
        vaccine: textOfConcept(immunization.vaccineCode),
        against: (protocol?.targetDisease ?? []).map(textOfConcept).join(', '),
        dose: String(protocol?.doseNumberPositiveInt ?? protocol?.doseNumberString ?? ''),
        lot: immunization.lotNumber ?? '',
        date: immunization.occurrenceDateTime,
        by: immunization.performer?.[0]?.actor?.display ?? '',
        isGiven: immunization.status === 'completed',
      };
    })
    .toSorted((a, b) => (timeOf(b.date) || 0) - (timeOf(a.date) || 0));
}

export interface VaccineSummary extends VaccinationRow {
  doses: number;
}

export function byVaccine(rows: readonly VaccinationRow[]): VaccineSummary[] {
  const summaries = new Map<string, VaccineSummary>();
  for (const row of rows.filter((each) => each.isGiven)) {
    const latest = summaries.get(row.vaccine);
    if (latest) latest.doses += 1;
    else summaries.set(row.vaccine, { ...row, doses: 1 });
  }
  return [...summaries.values()];
}
