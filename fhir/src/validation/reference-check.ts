/**
 * What a Reference may say (http://hl7.org/fhir/R4/references.html), and the rules for contained resources
 * (http://hl7.org/fhir/R4/domainresource.html#invs, dom-2 to dom-5).
 */
import { parseReference, referenceType } from '../reference.ts';
import { isResourceType } from '../r4/resource-types.ts';
import type { Run } from './run.ts';

type Json = Record<string, unknown>;

/** `reference` has the right structure. */
export function checkReference(reference: Json, targets: readonly string[] | undefined, run: Run): void {
  const text = reference['reference'];
  const type =
    typeof text === 'string' && text.startsWith('#') ? localType(text.slice(1), run) : typeOf(reference, text, run);
  if (targets === undefined || type === undefined || !isResourceType(type) || targets.includes(type)) return;
  run.report('value', `must refer to ${targets.join(' or ')}, not to ${type}`);
}

function typeOf(reference: Json, text: unknown, run: Run): string | undefined {
  if (typeof text !== 'string') return referenceType(reference);
  const parsed = parseReference(text);
  if (parsed.kind === 'other') {
    run.reportAt('reference', 'value', 'must be type/id, an absolute URL, a urn or #id');
    return undefined;
  }
  const said = referenceType({ type: reference['type'] });
  const found = 'type' in parsed ? parsed.type : undefined;
  if (said !== undefined && found !== undefined && said !== found)
    run.reportAt('type', 'value', 'must be the type of the reference');
  return found ?? said;
}

/** The type of the contained resource, or of the container for `#`; notes that it is used. */
function localType(id: string, run: Run): string | undefined {
  const { container } = run;
  if (id === '') {
    if (container.within !== undefined) container.referringBack.add(container.within);
    return typeName(container.resource);
  }
  container.used.add(id);
  const found = container.contained().find((each) => isJson(each) && each['id'] === id);
  if (found === undefined)
    run.report('invariant', 'breaks the rule ref-1: SHALL have a contained resource if a local reference is provided');
  return typeName(found);
}

/** dom-2, dom-4 and dom-5 on one contained resource. */
export function checkContained(resource: Json, run: Run): void {
  const meta = resource['meta'];
  if (resource['contained'] !== undefined)
    run.report('invariant', 'breaks the rule dom-2: a contained resource has none of its own');
  if (!isJson(meta)) return;
  if (meta['versionId'] !== undefined || meta['lastUpdated'] !== undefined) {
    run.report('invariant', 'breaks the rule dom-4: a contained resource has no meta.versionId or meta.lastUpdated');
  }
  if (meta['security'] !== undefined)
    run.report('invariant', 'breaks the rule dom-5: a contained resource has no security label');
}

/** dom-3, when the whole container has been seen. */
export function checkAllContainedUsed(run: Run): void {
  const { container } = run;
  const ids = new Set<unknown>();
  for (const [index, each] of container.contained().entries()) {
    const id = isJson(each) ? each['id'] : undefined;
    const step = `contained[${index}]`;
    if (typeof id === 'string' && ids.has(id))
      run.reportAt(step, 'invariant', 'has the id of another contained resource');
    ids.add(id);
    const used = (typeof id === 'string' && container.used.has(id)) || container.referringBack.has(index);
    if (!used)
      run.reportAt(
        step,
        'invariant',
        'breaks the rule dom-3: nothing refers to it by # and its id, and it does not refer to #',
      );
  }
}

function typeName(resource: unknown): string | undefined {
  return isJson(resource) && typeof resource['resourceType'] === 'string' ? resource['resourceType'] : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
