/**
 * An XML document as a tree (https://www.w3.org/TR/xml-infoset/, as far as FHIR's XML has use for it): what resources are read
 * from, and what an XML Patch works on.
 */
export const fhirNamespace = 'http://hl7.org/fhir';
export const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';

export interface XmlElement {
  kind: 'element';
  /** Without its prefix. */
  name: string;
  prefix: string;
  namespace: string;
  attributes: XmlAttribute[];
  children: XmlNode[];
  /** Where it begins in the text that it was read from. */
  at: number;
  /**
   * An XHTML element letter for letter as it was written, on the outermost one, where that text can stand by itself. Whoever
   * changes anything within removes it.
   */
  source?: string;
}

export interface XmlAttribute {
  name: string;
  prefix: string;
  namespace: string;
  /** References resolved, white space normalised: https://www.w3.org/TR/xml/#AVNormalize */
  value: string;
}

export type XmlNode =
  | XmlElement
  | { kind: 'text'; text: string }
  | { kind: 'comment'; text: string }
  | { kind: 'instruction'; target: string; text: string };
