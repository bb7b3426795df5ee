/** FHIR XML text → the value that `parseJson` gives of the same resource in JSON, the letters of its decimals kept. */
import { readXml } from './read-xml.ts';
import { resourceFromXml, type ResourceValue } from './resource-from-xml.ts';

/** Fails with `invalid` (400) on what is not well-formed or not FHIR XML, saying where. */
export function parseXml(text: string): ResourceValue {
  return resourceFromXml(readXml(text), text);
}
