import type { Definitions } from './definitions.ts';

/** By compartment, by resource type: the search parameters that put a resource into it, in the definition's order. */
export function compartmentTable(definitions: Definitions): Record<string, Record<string, string[]>> {
  const table: Record<string, Record<string, string[]>> = {};
  for (const definition of definitions.compartments) {
    const members = (definition.resource ?? []).filter((resource) => (resource.param ?? []).length > 0);
    table[definition.code ?? ''] = Object.fromEntries(
      members.map((member) => [member.code ?? '', [...(member.param ?? [])]]),
    );
  }
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As published, by their ids, without narrative. */
export function compartmentDefinitions(definitions: Definitions): Record<string, object> {
  return Object.fromEntries(
    definitions.compartments
      .map(({ text: _text, meta: _meta, ...definition }) => [definition.id ?? '', definition] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
