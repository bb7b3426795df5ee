/**
 * What every record refers to: organisations, places, staff with their assignments, note templates and code lists. None of
 * it belongs to a patient, and it stands in the store before the first resident.
 */
import type {
  CodeSystem,
  Location,
  Organization,
  Practitioner,
  PractitionerRole,
  Questionnaire,
  QuestionnaireItem,
  Resource,
  UsageContext,
  ValueSet,
} from '@medplum/fhirtypes';
import { assessedRisks } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { riskLevels } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { measureItem, measures } from '@vardkedjan/care/record-keeping/measures.ts';
import { type CastAssignment, castStaff } from '../cast/staff.ts';
import { labTests } from '../catalogue/laboratory.ts';
import { orderCatalogue } from '../catalogue/order-catalogue.ts';
import { letterTemplates } from '../notes/letter-templates.ts';
import { riskFormTemplates } from '../notes/risk-forms.ts';
import {
  type CodedLine,
  codedLines,
  searchWords,
  type Template,
  templates,
  type TemplateKey,
} from '../notes/templates.ts';
import { testDataTag } from '../people/patient.ts';
import * as systems from '../systems.ts';
import { bedsOf } from './beds.ts';
import { codeFragments } from './code-fragments.ts';
import { drugCatalogue } from './drug-catalogue.ts';
import { assignmentHsaId, staffHsaId } from './hsa.ts';
import { nursingPlans } from './nursing-plans.ts';
import { orderSets } from './order-sets.ts';
import { qualityRegisters } from './quality-registers.ts';
import { quickTexts } from './quick-texts.ts';
import type { RegionTree } from './tree.ts';
import { givesCare, type Staff, type Unit } from './unit.ts';
import * as lists from './value-lists.ts';

export function* foundationResources(tree: RegionTree): Generator<Resource> {
  yield* codeLists();
  yield* codeFragments();
  yield orderCatalogue();
  yield* drugCatalogue();
  for (const key of Object.keys(templates) as TemplateKey[]) yield questionnaire(key);
  yield* letterTemplates();
  yield* riskFormTemplates();
  for (const unit of tree.units) {
    yield organization(unit);
    if (givesCare(unit.kind)) yield location(unit);
    yield* bedsOf(unit);
  }
  yield* orderSets();
  yield* nursingPlans();
  yield* qualityRegisters();
  yield* quickTexts();
  const seen = new Set<string>();
  for (const unit of tree.units) {
    for (const staff of unit.staff) {
      if (!seen.has(staff.id)) yield practitioner(staff, unit);
      seen.add(staff.id);
    }
  }
  for (const unit of tree.units) for (const staff of unit.staff) yield practitionerRole(staff, unit);
}

function organization(unit: Unit): Organization {
  const type = unit.isProvider
    ? { code: 'prov', text: 'Vårdgivare' }
    : { code: 'dept', text: lists.unitKinds[unit.kind] };
  return {
    resourceType: 'Organization',
    id: unit.id,
    meta: { tag: [{ ...testDataTag }] },
    identifier: [
      { system: systems.hsaSystem, value: unit.hsaId },
      ...(unit.isProvider && !['school-board', 'social-care-provider'].includes(unit.kind)
        ? [{ system: systems.organisationNumberSystem, value: unit.hsaId.slice(2, 12) }]
        : []),
    ],
    active: true,
    type: [
      { coding: [{ system: systems.organizationTypeSystem, code: type.code }], text: type.text },
      { coding: [{ system: systems.unitKindSystem, code: unit.kind, display: lists.unitKinds[unit.kind] }] },
    ],
    name: unit.name,
    telecom: [{ system: 'phone', use: 'work', value: unit.phone }],
    address: [
      {
        line: [unit.address.line],
        postalCode: unit.address.postalCode,
        city: unit.address.city,
        district: unit.municipality,
        country: 'SE',
      },
    ],
    ...(unit.parent && { partOf: unit.parent.reference }),
  };
}

function location(unit: Unit): Location {
  return {
    resourceType: 'Location',
    id: unit.location,
    meta: { tag: [{ ...testDataTag }] },
    status: 'active',
    mode: 'instance',
    name: unit.name,
    telecom: [{ system: 'phone', use: 'work', value: unit.phone }],
    address: { line: [unit.address.line], postalCode: unit.address.postalCode, city: unit.address.city, country: 'SE' },
    managingOrganization: unit.reference,
  };
}

function practitioner(staff: Staff, unit: Unit): Practitioner {
  const [given, ...family] = staff.name.split(' ');
  return {
    resourceType: 'Practitioner',
    id: staff.id,
    meta: { tag: [{ ...testDataTag }] },
    identifier: [{ system: systems.hsaSystem, value: staffHsaId(staff, unit) }],
    active: true,
    name: [{ use: 'official', text: staff.name, family: family.join(' '), given: [given as string] }],
    qualification: [
      {
        code: {
          coding: [
            { system: systems.professionSystem, code: staff.profession, display: lists.professions[staff.profession] },
          ],
          text: staff.title,
        },
      },
    ],
  };
}

function practitionerRole(staff: Staff, unit: Unit): PractitionerRole {
  const purpose = purposeOf(staff, unit);
  const deputy = assignmentOf(staff, unit)?.deputy;
  return {
    resourceType: 'PractitionerRole',
    id: staff.role,
    meta: { tag: [{ ...testDataTag }] },
    ...(deputy !== undefined && {
      extension: [{ url: systems.deputyUrl, valueReference: { reference: `Practitioner/${deputy}` } }],
    }),
    identifier: [{ system: systems.hsaSystem, value: assignmentHsaId(staff, unit) }],
    active: true,
    practitioner: staff.reference,
    organization: unit.reference,
    code: [
      {
        coding: [
          { system: systems.professionSystem, code: staff.profession, display: lists.professions[staff.profession] },
        ],
        text: staff.title,
      },
      {
        coding: [{ system: systems.purposeSystem, code: purpose, display: lists.purposes[purpose] }],
        text: lists.purposes[purpose],
      },
      ...(staff === unit.head
        ? [{ coding: [{ system: systems.roleSystem, code: 'head-of-unit', display: 'Verksamhetschef' }] }]
        : []),
    ],
    location: [unit.locationReference],
  };
}

function assignmentOf(staff: Staff, unit: Unit): CastAssignment | undefined {
  return castStaff.find((person) => person.id === staff.id)?.assignments.find((a) => a.unit === unit.id);
}

function purposeOf(staff: Staff, unit: Unit): keyof typeof lists.purposes {
  const cast = assignmentOf(staff, unit);
  if (cast) return cast.purpose;
  if (staff.profession === 'log-reviewer') return 'log-review';
  return staff.profession === 'medical-secretary' ? 'care-administration' : 'care';
}

function questionnaire(key: TemplateKey): Questionnaire {
  const template: Template = templates[key];
  return {
    resourceType: 'Questionnaire',
    id: key,
    url: `${systems.questionnaireUrl}/${key}`,
    name: key
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    title: template.title,
    status: 'active',
    subjectType: ['Patient'],
    // Which kinds of unit the template is for: search with context-type-value=venue$<unit-kind>, or context=<unit-kind>.
    useContext: [
      ...template.units.map((kind) => usedBy('venue', systems.unitKindSystem, kind, lists.unitKinds[kind])),
      ...(template.professions ?? []).map((whose) =>
        usedBy('user', systems.professionSystem, whose, lists.professions[whose]),
      ),
    ],
    item: [
      ...template.words.flatMap((word): QuestionnaireItem[] => [
        { linkId: word, text: searchWords[word], type: 'text' },
        ...(template.measured?.after === word ? template.measured.codes.map(measured) : []),
      ]),
      ...(template.coded ?? []).map((line) => codedItem(line)),
    ],
  };
}

const usedBy = (what: 'venue' | 'user', system: string, code: string, display: string): UsageContext => ({
  code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: what },
  valueCodeableConcept: { coding: [{ system, code, display }] },
});

/** A value of the patient's, by its LOINC. Throws when the apps do not offer it. */
function measured(code: string): QuestionnaireItem {
  const measure = measures.find((each) => each.code === code);
  if (measure === undefined) throw new RangeError(`${code} is not a measure`);
  return measureItem(`measure-${code}`, measure);
}

/** A code, or text where there is none, of the whole code system (http://hl7.org/fhir/R4/valueset.html#implicit). */
function codedItem(line: CodedLine): QuestionnaireItem {
  const system = line === 'diagnoses' ? systems.icdSystem : systems.kvaSystem;
  return {
    linkId: line,
    text: codedLines[line],
    type: 'open-choice',
    repeats: true,
    answerValueSet: `${system}?fhir_vs`,
  };
}

const ownLists: Readonly<Record<string, { title: string; codes: Readonly<Record<string, string>> }>> = {
  Profession: { title: 'Profession', codes: lists.professions },
  Purpose: { title: 'Ändamål med uppdraget', codes: lists.purposes },
  UnitKind: { title: 'Slag av enhet', codes: lists.unitKinds },
  ContactKind: { title: 'Slag av vårdkontakt', codes: lists.contactKinds },
  EpisodeKind: { title: 'Slag av vårdåtagande', codes: lists.episodeKinds },
  TaskKind: { title: 'Slag av uppgift', codes: lists.taskKinds },
  FlagKind: { title: 'Slag av uppmärksamhet', codes: lists.flagKinds },
  RiskKind: { title: 'Slag av risk', codes: lists.riskKinds },
  ReferralKind: { title: 'Slag av remiss', codes: lists.referralKinds },
  OrderState: { title: 'Läge för en beställning', codes: lists.orderStates },
  OrderKind: { title: 'Slag av beställning', codes: lists.orderKinds },
  SpecimenContainer: { title: 'Kärl för prov', codes: lists.specimenContainers },
  AnswerState: { title: 'Läge för ett svar', codes: lists.answerStates },
  PlanKind: { title: 'Slag av plan', codes: lists.planKinds },
  AssessedRisk: { title: 'Bedömd risk', codes: assessedRisks },
  RiskLevel: { title: 'Grad av risk', codes: riskLevels },
  Lab: {
    title: 'Laboratorieanalyser',
    codes: Object.fromEntries(Object.values(labTests).map((test) => [test.code, test.name])),
  },
};

function* codeLists(): Generator<CodeSystem | ValueSet> {
  for (const [name, { title, codes }] of Object.entries(ownLists)) {
    const id = name.replaceAll(/(?<=[a-z])[A-Z]/g, (c) => `-${c}`).toLowerCase();
    const url = `https://vardkedjan.se/fhir/CodeSystem/${id}`;
    yield {
      resourceType: 'CodeSystem',
      id,
      url,
      name,
      title,
      status: 'active',
      content: 'complete',
      caseSensitive: true,
      concept: Object.entries(codes).map(([code, display]) => ({ code, display })),
    };
    yield {
      resourceType: 'ValueSet',
      id,
      url: `https://vardkedjan.se/fhir/ValueSet/${id}`,
      name,
      title,
      status: 'active',
      compose: { include: [{ system: url }] },
    };
  }
}
