/**
 * What R4 says in words of definitions, and how they agree with R4's own: search parameters
 * (http://hl7.org/fhir/R4/searchparameter-definitions.html), the statement of them in a CapabilityStatement, the conditions of a
 * form, and what a profile slices by. Every other resource is none of this and pays nothing for it.
 */
import { searchParameters } from '../r4/generated/search-parameters.ts';
import { typeInfo } from '../r4/element-table.ts';
import type { SearchParameterRow } from '../r4/search-parameter-row.ts';
import type { Run } from './run.ts';

type Json = Record<string, unknown>;

/** R4's own, by canonical URL, each with the types it is for. */
let own: ReadonlyMap<string, SearchParameterRow & { base: ReadonlySet<string> }> | undefined;

function ownParameter(canonical: unknown): (SearchParameterRow & { base: ReadonlySet<string> }) | undefined {
  own ??= new Map(
    [
      ...Map.groupBy(
        Object.entries(searchParameters).flatMap(([base, rows]) => rows.map((row) => ({ ...row, base }))),
        ({ url }) => url,
      ),
    ].flatMap(([url, [row, ...more]]) =>
      row === undefined ? [] : [[url, { ...row, base: new Set([row.base, ...more.map(({ base }) => base)]) }]],
    ),
  );
  return typeof canonical === 'string' ? own.get(canonical.replace(/\|.*$/s, '')) : undefined;
}

/** A composite is of two values together (http://hl7.org/fhir/R4/valueset-search-param-type.html); what is derived agrees with its origin. */
export function checkSearchParameter({ type, component, derivedFrom, base }: Json, run: Run): void {
  if (type === 'composite' && list(component).length < 2)
    run.report('business-rule', 'must have two or more components, being a composite');
  const origin = ownParameter(derivedFrom);
  if (origin === undefined) return;
  if (type !== origin.type)
    run.reportAt('type', 'business-rule', 'must be the type of what the parameter is derived from');
  if (!origin.base.has('Resource') && Array.isArray(base) && base.some((each) => !origin.base.has(String(each))))
    run.reportAt('base', 'business-rule', 'must be among the types of what the parameter is derived from');
}

/** "It SHALL be the same as the type in the search parameter definition." (CapabilityStatement.rest.resource.searchParam.type) */
export function checkStatedParameter({ definition, type }: Json, run: Run): void {
  const defined = ownParameter(definition);
  if (defined !== undefined && defined.type !== type)
    run.reportAt('type', 'business-rule', 'must be the type in the definition of the search parameter');
}

/**
 * A condition looks at a question of the form that is found upwards, before or after
 * (http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen.question): never at one within the item.
 */
export function checkConditions(form: Json, run: Run): void {
  const all = linkIds(form);
  eachItem(form, run, (item) => {
    const conditions = list(item['enableWhen']);
    if (conditions.length === 0) return;
    const inside = linkIds(item);
    for (const [at, { question }] of conditions.entries()) {
      if (!all.has(question))
        run.reportAt(`enableWhen[${at}]`, 'business-rule', 'asks for a question that is not in the form');
      else if (inside.has(question) || question === item['linkId'])
        run.reportAt(`enableWhen[${at}]`, 'business-rule', 'asks for a question within the item that it enables');
    }
  });
}

function linkIds(holder: Json): Set<unknown> {
  return new Set(list(holder['item']).flatMap((item) => [item['linkId'], ...linkIds(item)]));
}

function eachItem(holder: Json, run: Run, visit: (item: Json) => void): void {
  for (const [at, item] of list(holder['item']).entries()) {
    run.enter('item');
    run.enter(at);
    visit(item);
    eachItem(item, run, visit);
    run.leave();
    run.leave();
  }
}

/** A discriminator's path leads from the element that is sliced to one that it has (http://hl7.org/fhir/R4/profiling.html#discriminator). */
export function checkSlicing(definition: Json, run: Run): void {
  for (const view of ['differential', 'snapshot']) {
    for (const [at, { path, slicing }] of list((definition[view] as Json | undefined)?.['element']).entries()) {
      for (const [place, discriminator] of list((slicing as Json | undefined)?.['discriminator']).entries()) {
        if (leads(String(path), String(discriminator['path']))) continue;
        run.enter(`${view}.element[${at}]`);
        run.reportAt(`slicing.discriminator[${place}].path`, 'business-rule', 'leads to no element of what is sliced');
        run.leave();
      }
    }
  }
}

/** Whether there may be such an element; what R4's types alone do not tell is let be. */
function leads(sliced: string, discriminator: string): boolean {
  const [root = '', ...steps] = sliced.split('.');
  const types = steps.reduce<readonly string[] | undefined>(below, [root]);
  const [first = ''] = discriminator.split('.');
  return types === undefined || !/^[a-z]\w*$/.test(first) || below(types, first)?.length !== 0;
}

/** The types of an element of these types; undefined: nobody can tell. */
function below(types: readonly string[] | undefined, step: string): readonly string[] | undefined {
  if (types === undefined || types.length === 0) return undefined;
  const infos = types.map(typeInfo);
  if (infos.some((info) => info === undefined || info.name === 'Resource' || info.name === 'Element')) return undefined;
  const name = step.replace(/\[x\]$/, '');
  return infos.flatMap((info) => {
    const key = info?.byKey.get(name);
    return key === undefined ? (info?.byName.get(name) ?? []).map(({ type }) => type) : [key.type];
  });
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
