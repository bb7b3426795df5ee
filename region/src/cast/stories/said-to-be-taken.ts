/** What Sven's wife says at admission that he takes, and what an earlier system's list had: nobody has checked it (http://hl7.org/fhir/R4/medicationstatement.html). */
import type { MedicationStatement } from '@medplum/fhirtypes';
import { dateTimeText } from '../../calendar.ts';
import { type Drug, type DrugKey, drugs, drugText } from '../../catalogue/drugs.ts';
import type { Chart, Contact } from '../../chart/chart.ts';
import { type Dose, dosageOf } from '../../chart/prescribe.ts';
import { atcSystem } from '../../systems.ts';

export function saidToBeTaken(chart: Chart, ward: Contact): void {
  const said = (key: DrugKey, dose: Dose, informationSource: NonNullable<MedicationStatement['informationSource']>) => {
    const drug: Drug = drugs[key];
    chart.add<MedicationStatement>(ward.unit, {
      resourceType: 'MedicationStatement',
      status: 'active',
      medicationCodeableConcept: {
        coding: [{ system: atcSystem, code: drug.atc, display: drug.name }],
        text: drugText(drug),
      },
      subject: chart.subject,
      context: ward.reference,
      dateAsserted: dateTimeText(ward.start),
      informationSource,
      dosage: [dosageOf(drug, dose)],
    });
  };
  const wife = { ...chart.subject, display: 'Patienten, genom hustrun' };
  said('amlodipine5', { amount: 1, times: ['MORN'] }, wife);
  said('ibuprofen', { amount: 1, asNeeded: { most: 3, why: 'mot smärta' } }, wife);
  said('zopiclone', { amount: 1, times: ['NIGHT'] }, { display: 'Läkemedelslista ur tidigare journalsystem' });
}
