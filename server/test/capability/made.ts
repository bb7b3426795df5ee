/**
 * Resources made from R4's own element tables: of any type the least that is valid, and the same with one value more where a
 * search parameter looks, together with what one asks to find it.
 */
import type { Resource } from '@medplum/fhirtypes';
import lists from '@vardkedjan/fhir/r4/generated/code-lists.json' with { type: 'json' };
import { type Property, typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { isCanonical, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';

type Node = Record<string, unknown>;
const codes = lists as Record<string, Record<string, string[]>>;

/** The URL of what canonical references lead to. */
const canonical = 'http://probe.example/c';
const ucum = 'http://unitsofmeasure.org';
const percent = (value: number) => ({ value, system: ucum, code: '%' });

/** A value of each type that is found nowhere else, and how it is asked for by each kind of parameter. */
const samples: Record<string, { value: unknown; asked: Record<string, string> }> = {
  code: { value: 'text/probe', asked: { token: 'text/probe', string: 'text/probe' } },
  string: { value: 'Sökes', asked: { token: 'Sökes', string: 'sokes' } },
  markdown: { value: 'Sökes', asked: { string: 'sokes' } },
  boolean: { value: true, asked: { token: 'true' } },
  id: { value: 'probe-id', asked: { token: 'probe-id' } },
  uri: { value: 'urn:probe:1', asked: { token: 'urn:probe:1', uri: 'urn:probe:1', reference: 'urn:probe:1' } },
  url: { value: 'http://probe.example/1', asked: { uri: 'http://probe.example/1' } },
  oid: { value: 'urn:oid:1.2.752.999', asked: { uri: 'urn:oid:1.2.752.999', token: 'urn:oid:1.2.752.999' } },
  canonical: {
    value: `${canonical}|2`,
    asked: { uri: canonical, reference: canonical },
  },
  Coding: { value: { system: 'urn:probe', code: 'probe' }, asked: { token: 'urn:probe|probe' } },
  CodeableConcept: {
    value: { coding: [{ system: 'urn:probe', code: 'probe' }] },
    asked: { token: 'urn:probe|probe' },
  },
  Identifier: { value: { system: 'urn:probe', value: 'v' }, asked: { token: 'urn:probe|v' } },
  ContactPoint: { value: { system: 'phone', value: '070-1' }, asked: { token: '070-1' } },
  HumanName: { value: { family: 'Sökes', given: ['Eva'] }, asked: { string: 'sokes' } },
  Address: { value: { city: 'Sökes' }, asked: { string: 'sokes' } },
  date: { value: '1999-05-06', asked: { date: '1999-05-06' } },
  dateTime: { value: '1999-05-06T10:00:00Z', asked: { date: '1999-05-06T10:00:00Z' } },
  instant: { value: '1999-05-06T10:00:00Z', asked: { date: '1999-05-06' } },
  Period: { value: { start: '1999-05-06', end: '1999-05-07' }, asked: { date: '1999-05' } },
  Timing: { value: { event: ['1999-05-06'] }, asked: { date: '1999-05' } },
  decimal: { value: 0.75, asked: { number: '0.75' } },
  integer: { value: 75, asked: { number: '75' } },
  Range: { value: { low: percent(70), high: percent(75) }, asked: { number: 'gt65', quantity: 'gt65' } },
  SampledData: {
    value: { origin: { value: 0 }, period: 1, dimensions: 1, lowerLimit: 70, upperLimit: 75 },
    asked: { quantity: 'gt65' },
  },
  Money: { value: { value: 75, currency: 'SEK' }, asked: { quantity: '75|urn:iso:std:iso:4217|SEK' } },
};
const measured = (code: string) => ({
  value: { value: 75, system: ucum, code },
  asked: { quantity: `75|${ucum}|${code}` },
});
for (const name of ['Quantity', 'SimpleQuantity', 'Distance']) samples[name] = measured('m');
for (const name of ['Age', 'Duration']) samples[name] = measured('a');
samples['Count'] = measured('1');

/** What stands where something is required: another value than the samples. */
const fillings: Record<string, unknown> = {
  boolean: false,
  integer: 1,
  unsignedInt: 1,
  positiveInt: 1,
  decimal: 1,
  string: 'x',
  markdown: 'x',
  code: 'x',
  id: 'x',
  uri: 'urn:x',
  url: 'http://x.example',
  canonical: 'http://x.example/x',
  oid: 'urn:oid:1.2',
  uuid: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  date: '2024-01-01',
  dateTime: '2024-01-01',
  instant: '2024-01-01T00:00:00Z',
  time: '07:00:00',
  base64Binary: 'aGVq',
  xhtml: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
};

/** What R4's invariants and media types ask for beyond the elements that are required, of a resource or an element in it. */
const more: Record<string, Node> = {
  AllergyIntolerance: { clinicalStatus: coded('allergyintolerance-clinical', 'active') },
  // One that is cancelled holds no time: of those that do, a Slot takes one.
  Appointment: { status: 'cancelled' },
  'Appointment.participant': { actor: { reference: 'Patient/probe' } },
  AppointmentResponse: { actor: { reference: 'Patient/probe' } },
  Binary: { contentType: 'text/plain' },
  Bundle: { type: 'history' },
  CapabilityStatement: {
    format: ['json'],
    kind: 'requirements',
    description: 'x',
    messaging: [{ documentation: 'x' }],
  },
  'Composition.section': { text: { status: 'generated', div: fillings['xhtml'] } },
  Consent: { policyRule: { text: 'x' } },
  TriggerDefinition: { type: 'named-event', name: 'x' },
  'ImmunizationRecommendation.recommendation': { targetDisease: { text: 'x' } },
  Encounter: { subject: { reference: 'Patient/probe' } },
  InsurancePlan: { name: 'x' },
  Linkage: {
    item: ['source', 'alternate'].map((type) => ({ type, resource: { reference: 'Patient/probe' } })),
  },
  'MessageDefinition.focus': { max: '*' },
  'MolecularSequence.referenceSeq': { genomeBuild: 'x', chromosome: { text: 'x' } },
  Organization: { name: 'x' },
  'Questionnaire.item': { type: 'string' },
  'RequestGroup.action': { resource: { reference: 'Patient/probe' } },
  StructureDefinition: {
    kind: 'complex-type',
    abstract: false,
    type: 'x',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Element',
    derivation: 'specialization',
    differential: { element: [{ id: 'x', path: 'x' }] },
  },
  TerminologyCapabilities: { kind: 'requirements', description: 'x' },
  'ValueSet.compose.include': { system: 'urn:x' },
  'ValueSet.expansion.contains': { system: 'urn:x' },
};

/** What must stand beside the value of one parameter. */
const beside: Record<string, Node> = {
  'AllergyIntolerance.verificationStatus': { clinicalStatus: undefined },
  'Bundle.entry': { type: 'collection' },
  'Appointment.start': { end: '2024-01-01T00:00:00Z' },
  'CapabilityStatement.software': { kind: 'capability' },
  'Condition.abatement': { clinicalStatus: coded('condition-clinical', 'resolved') },
  'Group.member': { actual: true },
  'MolecularSequence.referenceSeq.referenceSeqId': { referenceSeq: { windowStart: 1, windowEnd: 2 } },
  'ServiceRequest.orderDetail': { code: { text: 'x' } },
  'StructureDefinition.differential': { kind: 'logical' },
  'StructureDefinition.type': { kind: 'logical' },
  'StructureDefinition.snapshot': {
    kind: 'logical',
    snapshot: {
      element: [{ id: 'x', path: 'x', definition: 'x', min: 0, max: '*', base: { path: 'x', min: 0, max: '*' } }],
    },
  },
};

function coded(system: string, code: string): unknown {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}

/** The resource that references lead to, of each type: `least` has it where it must. */
export const probeId = 'probe';
/** The one that only a resource made for a reference parameter refers to. */
export const soughtId = 'sought';

export function leastOf(type: string, id: string): Resource {
  return { resourceType: type, id, ...least(type) } as Resource;
}

/** What references lead to, canonical ones too. */
export function soughtOf(type: string): Resource {
  return { ...leastOf(type, soughtId), ...(isCanonical(type) && { url: canonical, version: '2' }) } as Resource;
}

function least(type: string): Node {
  const made: Node = {};
  for (const [name, properties] of typeInfo(type)?.byName ?? []) {
    const [first] = properties;
    if (first !== undefined && name !== 'id' && (first.row.min ?? 0) > 0) set(made, first, filling(first));
  }
  return { ...made, ...structuredClone(more[type]) };
}

function set(node: Node, property: Property, value: unknown): void {
  const [, ...others] = (property.many && (node[property.key] as unknown[] | undefined)) || [];
  node[property.key] = property.many ? [value, ...others] : value;
}

function filling(property: Property): unknown {
  const { row, type, primitive } = property;
  const coded = codeOf(property, 'first');
  if (coded !== undefined) return coded.value;
  if (primitive) return fillings[type];
  if (type === 'Reference') return { reference: `${row.targets?.[0] ?? 'Patient'}/${probeId}` };
  if (type === 'Resource') return { resourceType: 'Basic', code: { text: 'x' } };
  const made = least(type);
  return Object.keys(made).length > 0 ? made : typical(type);
}

function typical(type: string): unknown {
  if (type === 'CodeableConcept') return { text: 'x' };
  return { extension: [{ url: 'urn:x', valueBoolean: true }] };
}

/** A code of a required binding; the last one is found in what is made for it, the first in all that must have one. */
function codeOf(
  { row, type, primitive }: Property,
  which: 'first' | 'last',
): { value: unknown; asked: string } | undefined {
  const all = row.codes === undefined ? undefined : Object.entries(codes[row.codes] ?? {});
  const [system, list] = (which === 'first' ? all?.[0] : all?.at(-1)) ?? [];
  const code = which === 'first' ? list?.[0] : list?.at(-1);
  if (code === undefined) return undefined;
  const coding = { system, code };
  if (primitive) return { value: code, asked: code };
  if (type === 'Coding') return { value: coding, asked: `${system}|${code}` };
  return type === 'CodeableConcept' ? { value: { coding: [coding] }, asked: `${system}|${code}` } : undefined;
}

export interface Made {
  resource: Resource;
  /** What finds it. */
  asked: string;
  /** Of a reference: where it leads. */
  target?: string;
}

/** Types that a parameter's path may lead to and that its kind does not speak of. */
const unspoken = new Set(['date string', 'date Age', 'date Range', 'reference Attachment', 'string InsurancePlan']);

/** For each way in which a resource may have a value by the parameter, one that has it. */
export function madeFor(parameter: SearchParameter, id: (n: number) => string): Made[] {
  if (parameter.type === 'composite') return composites(parameter, id(0));
  const made: Made[] = [];
  for (const path of parameter.sources) {
    for (const { type: end, targets } of typesAt(path)) {
      if (unspoken.has(`${parameter.type} ${end}`)) continue;
      const allowed =
        end === 'Reference' || end === 'Resource'
          ? parameter.targets.filter((type) => targets?.includes(type) ?? true)
          : [undefined];
      for (const target of allowed.slice(0, 1)) {
        const resource = leastOf(parameter.owner, id(made.length));
        const asked = put(resource as unknown as Node, path, { end, kind: parameter.type, target });
        if (asked !== undefined) made.push({ resource, asked, ...(target !== undefined && { target }) });
      }
    }
  }
  return made;
}

/** One for each pair of source path and target that a reference may have. */
export function madeReferring(parameter: SearchParameter, target: string, id: string): Resource | undefined {
  for (const path of parameter.sources) {
    for (const { type: end, targets } of typesAt(path)) {
      if (unspoken.has(`reference ${end}`) || (end === 'Reference' && targets?.includes(target) === false)) continue;
      const resource = leastOf(parameter.owner, id);
      if (put(resource as unknown as Node, path, { end, kind: 'reference', target }) !== undefined) return resource;
    }
  }
  return undefined;
}

interface Wanted {
  /** The type at the end of the path. */
  end: string;
  kind: string;
  target?: string | undefined;
}

/** Puts a value at the path, and what must stand around it. Answers what finds it; undefined when there is no such place. */
function put(resource: Node, path: string, { end, kind, target }: Wanted): string | undefined {
  if (path.includes('.exists()')) {
    resource['deceasedBoolean'] = true;
    return 'true';
  }
  for (const [start, what] of Object.entries(beside))
    if (`${path.replaceAll('[0]', '')}.`.startsWith(`${start}.`)) Object.assign(resource, structuredClone(what));
  const [root = '', ...steps] = path.match(/(?:[^.(]|\([^)]*\))+/g) ?? [];
  let [node, type, asked]: [Node, string, string | undefined] = [resource, root, undefined];
  for (const [at, step] of steps.entries()) {
    if (step.startsWith('ofType(')) continue;
    const [, name, text] = /^where\((\w+)='([^']*)'\)$/.exec(step) ?? [];
    if (name !== undefined) {
      node[name] = text;
      continue;
    }
    const [, wanted] = /^ofType\((\w+)\)$/.exec(steps[at + 1] ?? '') ?? [];
    const last = steps.slice(at + 1).every((rest) => /^(ofType|where)\(/.test(rest));
    const properties = typeInfo(type)?.byName.get(step.replace('[0]', '')) ?? [];
    const fits = (each: Property) => (last ? each.type === end : wanted === undefined || each.type === wanted);
    const property = properties.find(fits) ?? (last ? undefined : properties[0]);
    if (property === undefined) return undefined;
    for (const other of properties) if (other.key !== property.key) delete node[other.key];
    if (last) {
      const sample = sampleOf(property, kind, target);
      asked = sample.asked;
      set(node, property, sample.value);
    } else {
      const there = [node[property.key]].flat()[0];
      const child = typeof there === 'object' && there !== null ? (there as Node) : least(property.type);
      set(node, property, child);
    }
    const reached = [node[property.key]].flat()[0];
    if (typeof reached === 'object' && reached !== null) node = reached as Node;
    type = property.type;
  }
  return asked;
}

function sampleOf(property: Property, kind: string, target: string | undefined): { value: unknown; asked: string } {
  const coded = codeOf(property, 'last');
  if (coded !== undefined) return coded;
  if (property.type === 'Reference')
    return { value: { reference: `${target}/${soughtId}` }, asked: `${target}/${soughtId}` };
  if (property.type === 'uri' && kind === 'reference') return { value: canonical, asked: canonical };
  if (property.type === 'Resource') return { value: leastOf(`${target}`, soughtId), asked: `${target}/${soughtId}` };
  const sample = samples[property.type];
  const asked = sample?.asked[kind];
  if (sample === undefined || asked === undefined) throw new Error(`No sample of ${property.type} for a ${kind}`);
  return { value: structuredClone(sample.value), asked };
}

/** All the parts within one element. */
function composites(parameter: SearchParameter, id: string): Made[] {
  const source = parameter.sources.find((path) => path !== parameter.owner) ?? parameter.owner;
  const resource = leastOf(parameter.owner, id);
  const asked: string[] = [];
  for (const part of parameter.components ?? []) {
    const found = part.path.split(' | ').flatMap((within) => {
      const path = within.startsWith('%resource.')
        ? within.replace('%resource', parameter.owner)
        : `${source}.${within}`;
      return typesAt(path).map(({ type, targets }) => ({
        path,
        end: type,
        target: targets?.[0] ?? part.parameter.targets[0],
      }));
    });
    const first = found.find(({ end }) => !unspoken.has(`${part.parameter.type} ${end}`));
    if (first === undefined) return [];
    const one = put(resource as unknown as Node, first.path, { ...first, kind: part.parameter.type });
    if (one === undefined) return [];
    asked.push(one);
  }
  return [{ resource, asked: asked.join('$') }];
}
