/** The order in which a type's elements stand in XML: http://hl7.org/fhir/R4/xml.html ("always in the order documented"). */
import type { Property, TypeInfo } from '../r4/element-table.ts';

export interface OrderedProperty {
  property: Property;
  /** The kinds of a choice have the same place. */
  place: number;
  /** Written as an attribute: the id of an element (not that of a resource), and the url of an Extension. */
  attribute: boolean;
}

const orders = new WeakMap<TypeInfo, ReadonlyMap<string, OrderedProperty>>();

/** The properties of a type by their name in JSON and XML, with their place. */
export function elementOrder(info: TypeInfo): ReadonlyMap<string, OrderedProperty> {
  const known = orders.get(info);
  if (known !== undefined) return known;
  const order = new Map<string, OrderedProperty>();
  const names = [...info.byName.keys()];
  for (const property of info.byKey.values()) {
    const { key, name } = property;
    const attribute = !info.resource && (key === 'id' || (key === 'url' && info.name === 'Extension'));
    order.set(key, { property, place: names.indexOf(name), attribute });
  }
  orders.set(info, order);
  return order;
}
