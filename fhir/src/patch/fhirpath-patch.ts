/**
 * FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html): a Parameters resource whose operations add, insert, delete, replace and
 * move elements of a resource. Decimals keep their letters, primitives their extensions. Works on the given resource, which
 * must be the caller's own copy.
 */
import { Failure } from '../outcome.ts';
import { type Property, typeInfo } from '../r4/element-table.ts';
import { placesOf } from './element-path.ts';
import { type Operation, readOperations } from './fhirpath-operation.ts';
import { insertElement, type Json, lengthOf, Place } from './place.ts';
import { putNamed, valueFor } from './typed-value.ts';

/** Applies all operations, or fails: `invalid` (400) for what is no patch, 422 for one that does not fit the resource. */
export function applyFhirPathPatch<T extends { resourceType: string }>(resource: T, patch: unknown): T {
  for (const operation of readOperations(patch)) apply(resource as unknown as Json & T, operation);
  return resource;
}

function apply(resource: Json & { resourceType: string }, operation: Operation): void {
  const root = Place.root(resource);
  const find = (path: string): Place[] => placesOf(resource, path, root);
  switch (operation.type) {
    case 'add':
      return add(one(find(operation.path), operation), operation);
    case 'insert':
      return insert(find(operation.path), find, operation);
    case 'delete': {
      const places = find(operation.path);
      if (places.length > 1) throw misfit(operation, 'its path gives several elements, and only one can be deleted');
      return places[0] === undefined ? undefined : below(places[0], operation).remove();
    }
    case 'replace': {
      const place = below(one(find(operation.path), operation), operation);
      const { property, value } = valueFor(alternatives(place), operation.value, operation);
      return place.replace(property, value);
    }
    case 'move':
      return move(find(operation.path), operation);
  }
}

function add(place: Place, operation: Extract<Operation, { type: 'add' }>): void {
  const properties = propertiesOf(place.type, operation.name);
  if (properties.length === 0) throw misfit(operation, 'R4 has no such element at its path');
  const holder = place.contentToFill();
  if (holder === undefined) throw misfit(operation, 'there is nothing at its path to add to');
  putNamed(holder, properties, operation.value, operation);
}

/** The list may be empty, so that its path gives nothing: then it is found by its name in what it stands in. */
function insert(
  places: Place[],
  find: (path: string) => Place[],
  operation: Extract<Operation, { type: 'insert' }>,
): void {
  const [first] = places;
  if (first !== undefined) {
    const list = oneList(places, operation);
    if (operation.index > list.length) throw misfit(operation, 'its index is beyond the end of the list');
    const { property, value } = valueFor(alternatives(list), operation.value, operation);
    if (property.many) return list.insert(operation.index, value);
    throw misfit(operation, 'its path leads to no list');
  }
  const [, path, name = ''] = /^\s*(.+)\.\s*([A-Za-z]\w*)\s*$/s.exec(operation.path) ?? [];
  const around = path === undefined ? undefined : one(find(path), operation);
  const holder = around?.contentToFill();
  const properties = around === undefined ? [] : propertiesOf(around.type, name).filter(({ many }) => many);
  const [property] = properties;
  if (holder === undefined || property === undefined) throw misfit(operation, 'its path leads to no list');
  if (operation.index > lengthOf(holder, property.key))
    throw misfit(operation, 'its index is beyond the end of the list');
  insertElement(holder, property.key, operation.index, valueFor(properties, operation.value, operation).value);
}

function move(places: Place[], operation: Extract<Operation, { type: 'move' }>): void {
  const list = oneList(places, operation);
  const { source, destination } = operation;
  if (source >= list.length || destination >= list.length)
    throw misfit(operation, 'its source or destination is beyond the end of the list');
  list.move(source, destination);
}

function oneList(places: Place[], operation: Operation): Place {
  const [first] = places;
  if (first?.property?.many !== true) throw misfit(operation, 'its path leads to no list');
  if (!places.every((place) => place.sameListAs(first)))
    throw misfit(operation, 'its path gives elements of several lists');
  return first;
}

function one(places: Place[], operation: Operation): Place {
  const [first] = places;
  if (first === undefined) throw misfit(operation, 'there is nothing at its path');
  if (places.length > 1) throw misfit(operation, 'its path gives several elements');
  return first;
}

function below(place: Place, operation: Operation): Place {
  if (place.property === undefined) throw misfit(operation, 'the resource itself can be neither deleted nor replaced');
  return place;
}

/** In a choice (value[x]) another type may come instead. */
function alternatives(place: Place): readonly Property[] {
  const { property, parent } = place;
  if (property === undefined || parent === undefined) return [];
  return propertiesOf(parent.type, property.name);
}

/** By the name in paths (`value`), or by that in JSON (`valueQuantity`). */
function propertiesOf(type: string, name: string): readonly Property[] {
  const info = typeInfo(type);
  const byKey = info?.byKey.get(name);
  return info?.byName.get(name) ?? (byKey === undefined ? [] : [byKey]);
}

function misfit({ number }: Operation, why: string): Failure {
  return new Failure('invalid', `Operation ${number} of the patch does not fit: ${why}`, { status: 422 });
}
