/**
 * Extensions wherever they stand: a known definition is enforced (where it may stand, what it holds), an unknown one is told.
 * Norm: http://hl7.org/fhir/R4/extensibility.html, http://hl7.org/fhir/R4/defining-extensions.html#context.
 */
import type { StructureDefinition } from '@medplum/fhirtypes';
import { compilePath, FhirPathError } from '../../fhirpath/compile.ts';
import { typeInfo } from '../../r4/element-table.ts';
import type { CompiledProfile } from './compile.ts';
import { conditionOf } from './condition.ts';
import { expectedOf } from './values.ts';
import { childItems, isKindOf, Item } from './item.ts';
import type { ProfileRun } from './run.ts';

/** One extension, with what holds it. */
export function checkExtension(item: Item, holder: Item, run: ProfileRun): void {
  const { url } = item.json;
  if (typeof url !== 'string') return;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    if (holder.type === 'Extension') checkPart(item, holder, url, run);
    else
      run.report('error', 'value', `${item.path}.url`, 'must be an absolute URL, except on the parts of an extension');
    return;
  }
  const profile = run.profile(url);
  if (profile === undefined) return;
  if (profile === null || profile.type !== 'Extension') {
    // What it modifies is then not understood, which is for whoever uses the resource to deal with.
    const severity = item.key === 'modifierExtension' ? 'warning' : 'information';
    run.report(severity, 'extension', item.path, 'is an extension whose definition is not known here');
    return;
  }
  const { definition } = profile.tree;
  checkContext(definition, item, holder, run);
  checkModifier(profile, item, run);
  profile.check(item, run);
}

/** A part of a complex extension is named by its definition. */
function checkPart(item: Item, holder: Item, url: string, run: ProfileRun): void {
  const above = holder.json['url'];
  const profile = typeof above === 'string' ? run.profile(above) : undefined;
  const parts = profile?.tree.root.children.get('extension');
  if (profile === undefined || profile === null || parts === undefined) return;
  const urls = [...parts.slices.values()].map(
    (slice) => expectedOf(slice.children.get('url')?.element ?? { path: '' })?.value,
  );
  if (urls.length > 0 && !urls.includes(url) && !urls.includes(undefined))
    run.report('error', 'structure', item.path, 'is no part that the extension around it has', profile.url);
}

function checkModifier({ tree, url }: CompiledProfile, item: Item, run: ProfileRun): void {
  const isModifier = tree.root.element.isModifier === true;
  if (isModifier && item.key === 'extension')
    run.report(
      'error',
      'extension',
      item.path,
      'changes the meaning of what it stands on, so it must be a modifierExtension',
      url,
    );
  if (!isModifier && item.key === 'modifierExtension')
    run.report('error', 'extension', item.path, 'changes no meaning, so it must not be a modifierExtension', url);
}

function checkContext(
  { context, contextInvariant, url }: StructureDefinition,
  item: Item,
  holder: Item,
  run: ProfileRun,
): void {
  if (context !== undefined && context.length > 0) {
    const answers = context.map(({ type, expression }) => mayStandOn(holder, type, expression));
    if (!answers.includes(true) && !answers.includes(undefined))
      run.report('error', 'extension', item.path, 'is an extension that must not stand here', url);
  }
  for (const expression of contextInvariant ?? []) {
    if (conditionFor(expression)(holder, run) === false)
      run.report(
        'error',
        'extension',
        item.path,
        'is an extension that must not stand here, by the condition in its definition',
        url,
      );
  }
}

const conditions = new Map<string, ReturnType<typeof conditionOf>>();

function conditionFor(expression: string): ReturnType<typeof conditionOf> {
  let condition = conditions.get(expression);
  if (condition === undefined) {
    condition = conditionOf(expression);
    if (conditions.size > 1000) conditions.clear();
    conditions.set(expression, condition);
  }
  return condition;
}

/** undefined: nobody can tell. */
function mayStandOn(holder: Item, type: string, expression: string): boolean | undefined {
  switch (type) {
    case 'element':
      return isPlace(holder, expression.replace(/^.*#/, ''));
    case 'extension':
      return isExtension(holder, expression) || (holder.parent !== undefined && isExtension(holder.parent, expression));
    case 'fhirpath':
      return isAt(holder, expression);
    default:
      return undefined;
  }
}

/** On an extension, or on its value. */
function isExtension({ type, json }: Item, url: string): boolean {
  return type === 'Extension' && json['url'] === url;
}

/** Whether the path, from the resource around, leads to the element among others. */
function isAt({ resource, value }: Item, expression: string): boolean | undefined {
  try {
    return compilePath(expression, resource.type)(resource.value).includes(value);
  } catch (error) {
    if (error instanceof FhirPathError) return undefined;
    throw error;
  }
}

/** `Element`, `HumanName`, `Patient.contact.name`, `Observation.value[x]`: a type, or an element of one. */
function isPlace(holder: Item, expression: string): boolean {
  // Anywhere, on resources too: HL7's own examples have such extensions there (structuredefinition-wg on a ValueSet).
  if (expression === 'Element') return true;
  if (isKindOf(holder.type, expression) || (expression === 'BackboneElement' && holder.type.includes('.'))) return true;
  const { parent } = holder;
  const wanted = expression.replace(/\[x\]$/, '');
  if (parent === undefined || !wanted.includes('.')) return false;
  const name = typeInfo(parent.type)?.byKey.get(holder.key)?.name ?? holder.key;
  return lineageOf(parent).some((type) => wanted === `${type}.${name}` || wanted === `${type}.${holder.key}`);
}

function lineageOf({ type }: Item): readonly string[] {
  return typeInfo(type)?.lineage ?? [type];
}

/** Every extension directly on an element. */
export function extensionsOf(item: Item): readonly Item[] {
  const plain = childItems(item, 'extension');
  const modifiers = childItems(item, 'modifierExtension');
  return modifiers.length === 0 ? plain : [...plain, ...modifiers];
}
