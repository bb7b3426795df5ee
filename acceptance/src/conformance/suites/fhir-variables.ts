/** The variables that FHIR adds to FHIRPath: http://hl7.org/fhir/R4/fhirpath.html#variables */

const systems = {
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
};

const named = /%(?:`|"|')?(vs|ext)-([\w-]+)/g;

/** Their values, with those `%vs-[name]` and `%ext-[name]` that the expression names. */
export function fhirVariables(expression: string): Record<string, string> {
  const variables: Record<string, string> = { ...systems };
  for (const [, kind = '', name = ''] of expression.matchAll(named)) {
    const type = kind === 'vs' ? 'ValueSet' : 'StructureDefinition';
    variables[`${kind}-${name}`] = `http://hl7.org/fhir/${type}/${name}`;
  }
  return variables;
}
