/** One code of an expansion: http://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.expansion.contains */
import type { ValueSetExpansionContains } from '@medplum/fhirtypes';
import type { Part } from '@vardkedjan/fhir/terminology/compose.ts';
import type { Designation } from '@vardkedjan/fhir/terminology/concept.ts';
import { displayIn } from './display-in.ts';
import type { Listed, SystemContent } from './system-content.ts';

export interface Entry {
  contains: ValueSetExpansionContains;
  parents: readonly string[];
}

interface Shown {
  includeDesignations?: boolean | undefined;
  designations?: readonly string[] | undefined;
  displayLanguage?: string | undefined;
}

export function entryOf(concept: Listed, part: Part, content: SystemContent | undefined, how: Shown): Entry {
  const own = part.names.get(concept.code);
  const called = {
    display: own?.display ?? concept.display,
    designations: [...(own?.designations ?? []), ...concept.designations],
  };
  const display = displayIn(
    called,
    how.displayLanguage,
    own?.display === undefined ? content?.about.language : undefined,
  );
  const designation =
    how.includeDesignations === true ? called.designations.filter((one) => isWanted(one, how.designations)) : [];
  const version = content?.about.version ?? part.version;
  return {
    parents: concept.parents,
    contains: {
      system: part.system,
      ...(version !== undefined && { version }),
      ...(concept.abstract && { abstract: true }),
      ...(!concept.active && { inactive: true }),
      code: concept.code,
      ...(display !== undefined && { display }),
      ...(designation.length > 0 && { designation }),
    },
  };
}

function isWanted({ language, use }: Designation, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  return wanted.some((one) => {
    const bar = one.indexOf('|');
    const named = bar === -1 ? one : one.slice(bar + 1);
    return one.startsWith('urn:ietf:bcp:47|') || bar === -1
      ? language === named
      : use?.code === named && use.system === one.slice(0, bar);
  });
}

/** Each below the first of its parents that is there too. */
export function nested(entries: readonly Entry[]): ValueSetExpansionContains[] {
  const nameOf = (system: string | undefined, code: string | undefined): string => `${system} ${code}`;
  const byName = new Map(entries.map(({ contains }) => [nameOf(contains.system, contains.code), { ...contains }]));
  const tops: ValueSetExpansionContains[] = [];
  for (const { contains, parents } of entries) {
    const entry = byName.get(nameOf(contains.system, contains.code)) as ValueSetExpansionContains;
    const parent = parents.map((code) => byName.get(nameOf(contains.system, code))).find((one) => one !== undefined);
    if (parent === undefined) tops.push(entry);
    else parent.contains = [...(parent.contains ?? []), entry];
  }
  return tops;
}
