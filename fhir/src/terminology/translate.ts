/** A code by a ConceptMap: http://hl7.org/fhir/R4/conceptmap-operation-translate.html, http://hl7.org/fhir/R4/conceptmap.html */
import type { Coding, ConceptMap, ConceptMapGroup, ConceptMapGroupElementTarget } from '@medplum/fhirtypes';

export interface Match {
  /** http://hl7.org/fhir/R4/valueset-concept-map-equivalence.html, from the code that was asked for to the one that was found. */
  equivalence: string;
  concept?: Coding;
  product: { element: string; concept: Coding }[];
  /** Canonical URL of the map. */
  source?: string;
}

export interface Translation {
  reverse: boolean;
  /** Only to codes of this system. */
  targetSystem?: string | undefined;
  /** Values of other elements, which some mappings depend on. */
  dependencies: readonly { element: string; code: string; system?: string | undefined }[];
  /** Another map, for what this one leaves to it. */
  otherMap(canonical: string): Promise<ConceptMap | undefined>;
}

/** Maps that leave what they do not map to one another, in a row. */
const deepest = 5;

export function translateBy(map: ConceptMap, coding: Coding, how: Translation): Promise<Match[]> {
  return translated(map, coding, how, 0);
}

async function translated(map: ConceptMap, coding: Coding, how: Translation, depth: number): Promise<Match[]> {
  const matches: Match[] = [];
  for (const group of map.group ?? []) {
    const [from, to] = how.reverse ? [group.target, group.source] : [group.source, group.target];
    if (from !== undefined && coding.system !== undefined && from !== coding.system) continue;
    if (how.targetSystem !== undefined && to !== how.targetSystem) continue;
    const found = how.reverse ? backwards(group, coding) : forwards(group, coding, how);
    matches.push(...(found ?? (how.reverse ? [] : await unmapped(group, coding, how, depth))));
  }
  return matches.map((match) => ({
    ...match,
    ...(match.source === undefined && map.url !== undefined && { source: map.url }),
  }));
}

/** undefined: the group does not speak of the code. */
function forwards(
  { element, target: system, targetVersion }: ConceptMapGroup,
  { code }: Coding,
  how: Translation,
): Match[] | undefined {
  const elements = element.filter((one) => one.code === code);
  if (elements.length === 0) return undefined;
  return elements.flatMap(({ target = [] }) =>
    target
      .filter((one) => dependenciesMet(one, how))
      .map((one) => ({
        equivalence: one.equivalence,
        ...(one.code !== undefined && { concept: codingOf(system, targetVersion, one.code, one.display) }),
        product: productOf(one),
      })),
  );
}

function productOf({ product = [] }: ConceptMapGroupElementTarget): Match['product'] {
  return product.map(({ property, system, value, display }) => ({
    element: property,
    concept: codingOf(system, undefined, value, display),
  }));
}

function dependenciesMet({ dependsOn = [] }: ConceptMapGroupElementTarget, { dependencies }: Translation): boolean {
  return dependsOn.every(({ property, system, value }) =>
    dependencies.some(
      ({ element, code, system: its }) =>
        element === property && code === value && (system === undefined || its === undefined || its === system),
    ),
  );
}

const inverted: Record<string, string> = {
  wider: 'narrower',
  narrower: 'wider',
  subsumes: 'specializes',
  specializes: 'subsumes',
};

function backwards({ element, source, sourceVersion }: ConceptMapGroup, { code }: Coding): Match[] {
  return element.flatMap(({ code: from, display, target = [] }) =>
    target
      .filter((one) => one.code === code && from !== undefined)
      .map(({ equivalence }) => ({
        equivalence: inverted[equivalence] ?? equivalence,
        concept: codingOf(source, sourceVersion, from as string, display),
        product: [],
      })),
  );
}

/** http://hl7.org/fhir/R4/conceptmap.html#unmapped */
async function unmapped(
  { unmapped: rule, target, targetVersion }: ConceptMapGroup,
  coding: Coding,
  how: Translation,
  depth: number,
): Promise<Match[]> {
  switch (rule?.mode) {
    case 'provided':
      return [
        { equivalence: 'equal', concept: codingOf(target, targetVersion, coding.code ?? '', undefined), product: [] },
      ];
    case 'fixed':
      return [
        { equivalence: 'wider', concept: codingOf(target, targetVersion, rule.code ?? '', rule.display), product: [] },
      ];
    case 'other-map': {
      const other = rule.url === undefined || depth >= deepest ? undefined : await how.otherMap(rule.url);
      return other === undefined ? [] : translated(other, coding, how, depth + 1);
    }
    default:
      return [];
  }
}

function codingOf(
  system: string | undefined,
  version: string | undefined,
  code: string,
  display: string | undefined,
): Coding {
  return {
    ...(system !== undefined && { system }),
    ...(version !== undefined && { version }),
    code,
    ...(display !== undefined && { display }),
  };
}
