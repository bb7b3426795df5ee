/**
 * The Patient resource of a resident, in the form of HL7 Sweden's SEBasePatient, and RelatedPerson for guardians and next of
 * kin. Invented people are marked as test data (v3-ActReason HTEST) in meta.tag.
 */
import type { Address, Coding, Patient, RelatedPerson } from '@medplum/fhirtypes';
import { dateText, type Moment, dateTimeText, at } from '../calendar.ts';
import {
  actReasonSystem,
  addressKindUrl,
  personalNumberSystem,
  reserveNumberSystem,
  securityLabelSystem,
  snomedSystem,
} from '../systems.ts';
import type { Person, Relative } from './person.ts';

export const testDataTag: Coding = { system: actReasonSystem, code: 'HTEST', display: 'test health data' };

const maritalCodes: Record<Person['maritalStatus'], { code: string; text: string }> = {
  married: { code: 'M', text: 'Gift' },
  unmarried: { code: 'U', text: 'Ogift' },
  divorced: { code: 'D', text: 'Skild' },
  widowed: { code: 'W', text: 'Änka eller änkling' },
  unknown: { code: 'UNK', text: 'Okänt' },
};

const languageNames: Record<string, string> = {
  sv: 'Svenska',
  fi: 'Finska',
  bs: 'Bosniska',
  pl: 'Polska',
  ar: 'Arabiska',
  so: 'Somaliska',
  fa: 'Persiska',
  prs: 'Dari',
  ti: 'Tigrinska',
  vi: 'Vietnamesiska',
};

export function patientOf(person: Person, now: Moment): Patient {
  const patient: Patient = {
    resourceType: 'Patient',
    id: person.id,
    meta: { tag: [{ ...testDataTag }] },
    active: person.deceased === undefined,
    identifier: identifiersOf(person),
    name: [{ use: 'official', text: `${person.given} ${person.family}`, family: person.family, given: [person.given] }],
    gender: person.sex,
  };
  if (person.personalNumber) {
    patient.generalPractitioner = [person.healthCentre.reference];
    patient.managingOrganization = person.healthCentre.reference;
  }
  if (person.protection) {
    const display = person.protection === 'sekretessmarkering' ? 'Sekretessmarkering' : 'Skyddad folkbokföring';
    patient.meta = { ...patient.meta, security: [{ system: securityLabelSystem, code: person.protection, display }] };
  }
  if (person.personalNumber) patient.birthDate = dateText(person.birth);
  const address = addressOf(person);
  if (address) patient.address = [address];
  if (person.phone) patient.telecom = [{ system: 'phone', use: 'mobile', value: person.phone }];
  if (person.email) (patient.telecom ??= []).push({ system: 'email', value: person.email });
  if (person.maritalStatus !== 'unknown') {
    const { code, text } = maritalCodes[person.maritalStatus];
    patient.maritalStatus = {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code }],
      text,
    };
  }
  if (person.language !== 'sv') {
    const code = person.language;
    const text = languageNames[code] ?? code;
    patient.communication = [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code }], text }, preferred: true }];
  }
  if (person.deceased !== undefined && at(person.deceased, 720) < now)
    patient.deceasedDateTime = dateTimeText(at(person.deceased, 4 * 60 + 20));
  return patient;
}

function identifiersOf(person: Person): NonNullable<Patient['identifier']> {
  return person.personalNumber
    ? [{ use: 'official', system: personalNumberSystem, value: person.personalNumber }]
    : [{ use: 'temp', system: reserveNumberSystem, value: person.reserveNumber as string }];
}

/** The whereabouts of somebody with skyddad folkbokföring stand nowhere; post goes by Skatteverket. */
function addressOf(person: Person): Address | undefined {
  if (person.protection === 'skyddadFolkbokforing') {
    return {
      extension: [addressKind('63391000052104', 'särskild postadress')],
      line: ['Skatteverkets förmedlingsuppdrag', 'Box 2820'],
      postalCode: '40320',
      city: 'Göteborg',
    };
  }
  if (!person.address) return undefined;
  return {
    extension: [addressKind('63381000052101', 'folkbokföringsadress')],
    use: 'home',
    line: [person.address.line],
    postalCode: person.address.postalCode,
    city: person.address.city,
    district: person.municipality,
    country: 'SE',
  };
}

function addressKind(code: string, display: string) {
  const version = 'http://snomed.info/sct/45991000052106';
  return { url: addressKindUrl, valueCodeableConcept: { coding: [{ system: snomedSystem, version, code, display }] } };
}

/** HL7's v3-RoleCode for kinship, and words for the screen. */
const relations: Record<Relative['relation'], { code: string; text: string }> = {
  mother: { code: 'MTH', text: 'Mamma' },
  father: { code: 'FTH', text: 'Pappa' },
  guardian: { code: 'GUARD', text: 'Vårdnadshavare' },
  spouse: { code: 'SPS', text: 'Maka eller make' },
  child: { code: 'CHILD', text: 'Barn' },
  friend: { code: 'FRND', text: 'Vän' },
};

export function relatedPersonOf(person: Person, relative: Relative, n: number): RelatedPerson {
  const { code, text } = relations[relative.relation];
  const roleCode = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
  const related: RelatedPerson = {
    resourceType: 'RelatedPerson',
    id: `${person.id}-related-${n}`,
    meta: { tag: [{ ...testDataTag }] },
    active: true,
    patient: { reference: `Patient/${person.id}` },
    relationship: [{ coding: [{ system: roleCode, code }], text }],
    name: [
      {
        use: 'official',
        text: `${relative.given} ${relative.family}`,
        family: relative.family,
        given: [relative.given],
      },
    ],
    gender: relative.sex,
    telecom: [{ system: 'phone', use: 'mobile', value: relative.phone }],
  };
  if (relative.isGuardian)
    related.relationship?.push({ coding: [{ system: roleCode, code: 'GUARD' }], text: 'Vårdnadshavare' });
  else related.relationship?.push({ coding: [{ system: roleCode, code: 'ECON' }], text: 'Närstående' });
  if (relative.personalNumber)
    related.identifier = [{ use: 'official', system: personalNumberSystem, value: relative.personalNumber }];
  return related;
}
