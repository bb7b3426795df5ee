/** `is`, `as` and `ofType`: http://hl7.org/fhirpath/N1/#types. Decided from the text where it can be, else from the item. */
import { typeInfo, typeRows } from '../r4/element-table.ts';
import { booleanNode, none, single, Unresolved, type Node } from './node.ts';
import { isJson, propertyNode } from './step.ts';
import { FhirPathError } from './tokens.ts';

const bySmallName = new Map([...typeRows.keys()].map((type) => [type.toLowerCase(), type]));

/** The R4 name of a type as a path writes it: `FHIR.Patient`, `System.Boolean`, and R4's own slip `DateTime`. */
export function typeNamed(text: string): string {
  const plain = text.replace(/^(?:FHIR|System)\./, '');
  const name = typeRows.has(plain) ? plain : bySmallName.get(plain.toLowerCase());
  if (name === undefined) throw new FhirPathError(`R4 has no type ${text}`);
  return name;
}

/** The items of the wanted type. */
export function ofTypeNode(of: Node, text: string): Node {
  const wanted = typeNamed(text);
  if (of.step !== undefined && of.types !== undefined) {
    const fitting = of.step.properties.filter((property) => isKindOf(property.type, wanted));
    if (fitting.length > 0) return propertyNode(of.step.from, fitting);
  }
  const matches = matcher(of, wanted);
  return {
    types: [wanted],
    run: (item, env) => {
      const items = of.run(item, env);
      return items.length === 0 ? none : items.filter(matches);
    },
  };
}

export function isNode(of: Node, text: string): Node {
  if (of.step !== undefined && of.types !== undefined && of.types.length > 1) {
    const narrowed = ofTypeNode(of, text);
    return booleanNode((item, env) => {
      if (single(of.run(item, env)) === undefined) return undefined;
      return narrowed.run(item, env).length > 0;
    });
  }
  const matches = matcher(of, typeNamed(text));
  return booleanNode((item, env) => {
    const value = single(of.run(item, env));
    return value === undefined ? undefined : matches(value);
  });
}

/** Subtypes count: a canonical is a uri, a code is a string, an Age is a Quantity. */
function isKindOf(type: string, wanted: string): boolean {
  return typeInfo(type)?.lineage.includes(wanted) === true;
}

function matcher(of: Node, wanted: string): (item: unknown) => boolean {
  const types = of.types;
  const known = types !== undefined && !types.some((type) => typeRows.get(type)?.abstract === true);
  if (known && types.every((type) => isKindOf(type, wanted))) return () => true;
  if (known && !types.some((type) => isKindOf(type, wanted))) return () => false;
  if (typeInfo(wanted)?.resource === true) return (item) => isResourceOf(item, wanted);
  const javascriptType = javascriptTypes[wanted];
  if (javascriptType !== undefined) return (item) => typeof item === javascriptType;
  throw new FhirPathError(`whether something is a ${wanted} cannot be told here`);
}

const javascriptTypes: Record<string, string> = {
  boolean: 'boolean',
  decimal: 'number',
  integer: 'number',
  string: 'string',
};

function isResourceOf(item: unknown, wanted: string): boolean {
  const type = item instanceof Unresolved ? item.type : isJson(item) ? item['resourceType'] : undefined;
  return typeof type === 'string' && typeInfo(type)?.lineage.includes(wanted) === true;
}
