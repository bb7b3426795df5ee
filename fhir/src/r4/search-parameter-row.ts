/** A search parameter of R4 as data (http://hl7.org/fhir/R4/searchparameter.html). */
export interface SearchParameterRow {
  code: string;
  type: 'number' | 'date' | 'string' | 'token' | 'reference' | 'composite' | 'quantity' | 'uri' | 'special';
  url: string;
  /** FHIRPath, only the parts that concern the base type it stands under. Left out: no path (_text, _content, _query). */
  expression?: string;
  /** The types a reference parameter may point at. */
  target?: string[];
  /** Of a composite: each part's search parameter (its url) and the path from the composite's own element. */
  component?: { definition: string; expression: string }[];
  /** Left out: true, repeating is allowed. */
  multipleOr?: false;
  multipleAnd?: false;
}
