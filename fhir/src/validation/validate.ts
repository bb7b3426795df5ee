/**
 * Validation against the base definitions of FHIR R4: http://hl7.org/fhir/R4/validation.html. Structure, cardinality, formats of
 * primitives, required bindings, reference targets, invariants of severity error, contained resources and narrative. No profiles.
 * The checks of a type are built as closures from the type tables when the type is first seen.
 */
import type { Issue } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { typeInfo, typeRows, type Property, type TypeInfo } from '../r4/element-table.ts';
import { codeCheck } from './codes.ts';
import { extensionCheck, primitiveCheck, type ValueCheck } from './primitive-element.ts';
import { ownRules } from './own-rules.ts';
import { checkAllContainedUsed, checkContained, checkReference } from './reference-check.ts';
import { rulesFor, type Rule } from './rules.ts';
import { Container, Run } from './run.ts';

type Json = Record<string, unknown>;

/** Every issue has severity `error`; none means that the resource is valid R4. Diagnostics hold paths and rules, no values. */
export function validate(resource: unknown): Issue[] {
  const run = new Run();
  checkResource(resource, run);
  return run.issues;
}

interface TypeCheck {
  /** By JSON name, `_name` included. */
  fields: ReadonlyMap<string, Field>;
  required: readonly { name: string; keys: readonly string[] }[];
  rules: readonly Rule[];
  resource: boolean;
  extension: boolean;
  /** Its `id` is unlike that of every other element of the resource: http://hl7.org/fhir/R4/element-definitions.html#Element.id */
  uniqueId: boolean;
}

interface Field {
  check: ValueCheck;
  /** A bit for the choice it belongs to; 0: none. */
  choice: number;
  choiceName: string;
}

const checks = new Map<string, TypeCheck>();

function typeCheck(type: string): TypeCheck {
  const known = checks.get(type);
  if (known !== undefined) return known;
  const info = typeInfo(type);
  if (info === undefined) throw new Error(`No type ${type}`);
  const built = buildCheck(info);
  checks.set(type, built);
  return built;
}

function buildCheck(info: TypeInfo): TypeCheck {
  const fields = new Map<string, Field>();
  const required: { name: string; keys: string[] }[] = [];
  let choices = 0;
  for (const [name, properties] of info.byName) {
    const choice = properties.length > 1 ? 1 << choices++ : 0;
    for (const property of properties) {
      const field = { choice, choiceName: `${name}[x]` };
      fields.set(property.key, { ...field, check: propertyCheck(property) });
      if (property.primitive)
        fields.set(`_${property.key}`, { ...field, check: extensionCheck(property, checkElement) });
    }
    const first = properties[0];
    if ((first?.row.min ?? 0) > 0) {
      const keys = properties.flatMap(({ key, primitive }) => (primitive ? [key, `_${key}`] : [key]));
      required.push({ name: properties.length > 1 ? `${name}[x]` : name, keys });
    }
  }
  const rules = info.lineage.flatMap((type) => rulesFor(typeRows.get(type)?.rules, [info.name]));
  rules.push(...ownRules(info.name));
  return {
    fields,
    required,
    rules,
    resource: info.resource,
    extension: info.name === 'Extension',
    // Snapshot and differential name the same elements.
    uniqueId: !info.resource && info.name !== 'ElementDefinition',
  };
}

function propertyCheck(property: Property): ValueCheck {
  if (property.primitive) return primitiveCheck(property);
  const one = complexCheck(property);
  return property.many ? listOf(one) : one;
}

function complexCheck({ type, row, name }: Property): ValueCheck {
  if (name === 'contained') return checkContainedResource;
  if (typeRows.get(type)?.kind === 'resource') return (value, _holder, _key, run) => checkBundledResource(value, run);
  const codes = row.codes === undefined ? undefined : codeCheck(row.codes, type);
  const rules = rulesFor(row.rules, row.types);
  const isReference = type === 'Reference';
  let own: TypeCheck | undefined;
  return (value, _holder, _key, run) => {
    own ??= typeCheck(type);
    const before = run.issues.length;
    checkObject(own, value, run);
    if (run.issues.length > before) return;
    if (isReference) checkReference(value as Json, row.targets, run);
    const fault = codes?.(value);
    if (fault !== undefined) run.report('code-invalid', fault);
    for (const rule of rules) rule(value, run);
  };
}

function listOf(one: ValueCheck): ValueCheck {
  return (value, _holder, _key, run) => {
    if (!Array.isArray(value)) return run.report('structure', 'must be a list');
    if (value.length === 0) return run.report('structure', 'must not be an empty list');
    for (let index = 0; index < value.length && !run.full; index++) {
      run.enter(index);
      one(value[index], value, index, run);
      run.leave();
    }
  };
}

/** The object itself, its elements, then, if those are sound, its rules. */
function checkObject(type: TypeCheck, value: unknown, run: Run): void {
  if (!isJson(value)) return run.report('structure', 'must be an object');
  const before = run.issues.length;
  const content = checkFields(type, value, run);
  if (content === 0 && !type.resource) run.report('structure', 'must have a value or children (rule ele-1)');
  for (const { name, keys } of type.required) {
    if (!keys.some((key) => value[key] !== undefined)) run.reportAt(name, 'required', 'is missing');
  }
  if (type.extension) checkExtension(value, run);
  if (run.issues.length > before) return;
  for (const rule of type.rules) rule(value, run);
}

/** Answers with the number of elements beside `id`. */
function checkFields(type: TypeCheck, value: Json, run: Run): number {
  let content = 0;
  let chosen = 0;
  for (const key in value) {
    const element = value[key];
    if (element === undefined || (key === 'resourceType' && type.resource)) continue;
    const field = type.fields.get(key);
    if (field === undefined) {
      run.reportAt(safeName(key), 'structure', 'is not an element that R4 has here');
      continue;
    }
    if (key !== 'id') content++;
    else if (type.uniqueId && !run.isNewId(element))
      run.reportAt('id', 'structure', 'must be unlike the ids of other elements');
    if (field.choice !== 0 && !(key.startsWith('_') && value[key.slice(1)] !== undefined)) {
      if ((chosen & field.choice) !== 0)
        run.report('structure', `must have only one of the forms of ${field.choiceName}`);
      chosen |= field.choice;
    }
    run.enter(key);
    if (element === null) run.report('structure', 'must not be null');
    else field.check(element, value, key, run);
    run.leave();
    if (run.full) break;
  }
  return content;
}

/** ext-1, on the JSON: a value of any type, or extensions, never both. */
function checkExtension(value: Json, run: Run): void {
  let hasValue = false;
  for (const key in value) if (key.startsWith('value') || key.startsWith('_value')) hasValue = true;
  if (hasValue !== (value['extension'] !== undefined)) return;
  run.report('invariant', 'breaks the rule ext-1: must have either extensions or value[x], not both');
}

/** What stands under `_name`: an element without a value. */
function checkElement(value: unknown, run: Run): void {
  checkObject(typeCheck('Element'), value, run);
}

function checkResource(value: unknown, run: Run): void {
  const type = isJson(value) ? value['resourceType'] : undefined;
  if (!isJson(value) || typeof type !== 'string') {
    run.enter('Resource');
    run.report('structure', 'must be an object with a resourceType');
    return run.leave();
  }
  if (!isResourceType(type)) {
    run.enter('Resource');
    run.reportAt('resourceType', 'structure', 'is not a resource type of R4');
    return run.leave();
  }
  run.container = new Container(value);
  run.resource = value;
  run.enter(type);
  checkObject(typeCheck(type), value, run);
  if (value['contained'] !== undefined) checkAllContainedUsed(run);
  run.leave();
}

/** A resource in a Bundle or in Parameters: on its own, only the path goes on. */
function checkBundledResource(value: unknown, run: Run): void {
  const { container, resource } = run;
  const type = isJson(value) ? value['resourceType'] : undefined;
  if (!isJson(value) || !isResourceType(type))
    return run.report('structure', 'must be a resource of a type that R4 has');
  run.container = new Container(value);
  run.resource = value;
  checkObject(typeCheck(type), value, run);
  if (value['contained'] !== undefined) checkAllContainedUsed(run);
  run.container = container;
  run.resource = resource;
}

const checkContainedResource: ValueCheck = (value, _holder, key, run) => {
  const { resource, container } = run;
  const type = isJson(value) ? value['resourceType'] : undefined;
  if (!isJson(value) || !isResourceType(type))
    return run.report('structure', 'must be a resource of a type that R4 has');
  checkContained(value, run);
  const outer = container.within;
  container.within ??= typeof key === 'number' ? key : undefined;
  run.resource = value;
  if (value['contained'] === undefined) checkObject(typeCheck(type), value, run);
  run.resource = resource;
  container.within = outer;
};

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name as it may be said in a message: it comes from the sender and could be anything. */
function safeName(key: string): string {
  return /^[A-Za-z_][\w-]{0,63}$/.test(key) ? key : '(an element with an unusable name)';
}
