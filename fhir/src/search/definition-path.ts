/**
 * The FHIRPath of a SearchParameter resource (https://hl7.org/fhir/R4/searchparameter.html) as the paths that walk.ts follows
 * for one type: plain steps where the text allows it, so that an element is known by one name whoever defines it; else the
 * whole of it, evaluated.
 */
import { typeInfo } from '../r4/element-table.ts';
import { FhirPathError } from '../fhirpath/compile.ts';
import { type Ast, parsePath } from '../fhirpath/parse.ts';
import { typeNamed } from '../fhirpath/type-test.ts';
import { evaluatedPath } from './walk.ts';

export interface DefinitionPaths {
  paths: string[];
  /** Of `.where(resolve() is T)`. */
  targets: string[];
}

/** Throws FhirPathError or RangeError when the text cannot be read or names what the type does not have. */
export function definitionPaths(expression: string, type: string): DefinitionPaths {
  const found: DefinitionPaths = { paths: [], targets: [] };
  const lineage = typeInfo(type)?.lineage ?? [type];
  for (const part of unionParts(parsePath(expression))) {
    const root = rootOf(part);
    if (root !== undefined && typeInfo(root)?.resource === true && !lineage.includes(root)) continue;
    const plain = plainPath(part, type, lineage, found.targets);
    if (plain === undefined) return { paths: [evaluatedPath(type, expression)], targets: [] };
    found.paths.push(plain);
  }
  return found;
}

/** The path of a component, below the element that a composite is about; undefined when it is more than plain steps. */
export function componentPath(expression: string): string | undefined {
  const paths = unionParts(parsePath(expression)).map((part) => plainPath(part, '', [], undefined));
  return paths.includes(undefined) ? undefined : paths.map((path) => path?.replace(/^\./, '')).join(' | ');
}

function unionParts(ast: Ast): Ast[] {
  return ast.kind === 'binary' && ast.operator === '|' ? [...unionParts(ast.left), ...unionParts(ast.right)] : [ast];
}

/** The name that a part begins with, when it is a type's. */
function rootOf(ast: Ast): string | undefined {
  if ('of' in ast && ast.of !== undefined) return rootOf(ast.of);
  return ast.kind === 'member' && /^[A-Z]/.test(ast.name) ? ast.name : undefined;
}

function plainPath(
  ast: Ast,
  type: string,
  lineage: readonly string[],
  targets: string[] | undefined,
): string | undefined {
  if (ast.kind === 'variable') return type === '' && ast.name === 'resource' ? '%resource' : undefined;
  if (ast.kind === 'this') return type;
  if (ast.kind === 'member' && ast.of === undefined) return lineage.includes(ast.name) ? type : `${type}.${ast.name}`;
  const of = 'of' in ast && ast.of !== undefined ? plainPath(ast.of, type, lineage, targets) : type;
  if (of === undefined) return undefined;
  if (ast.kind === 'member') return `${of}.${ast.name}`;
  if (ast.kind === 'type') return ast.operator === 'as' ? `${of}.ofType(${typeNamed(ast.type)})` : undefined;
  return ast.kind === 'call' ? plainCall(of, ast, targets) : undefined;
}

function plainCall(
  of: string,
  { name, args }: Ast & { kind: 'call' },
  targets: string[] | undefined,
): string | undefined {
  const [argument, ...more] = args;
  if (argument === undefined || more.length > 0) return undefined;
  if ((name === 'ofType' || name === 'as') && argument.kind === 'member')
    return `${of}.ofType(${typeNamed(argument.name)})`;
  if (name === 'extension') return equals(`${of}.extension`, 'url', argument);
  if (name !== 'where') return undefined;
  if (argument.kind === 'type' && argument.operator === 'is' && isResolve(argument.of)) {
    targets?.push(argument.type.replace(/^FHIR\./, ''));
    return targets === undefined ? undefined : of;
  }
  const compares = argument.kind === 'binary' && argument.operator === '=' ? argument : undefined;
  const element = compares?.left.kind === 'member' && compares.left.of === undefined ? compares.left.name : undefined;
  return compares === undefined || element === undefined ? undefined : equals(of, element, compares.right);
}

function isResolve(ast: Ast): boolean {
  return ast.kind === 'call' && ast.name === 'resolve' && ast.of === undefined;
}

function equals(of: string, element: string, to: Ast): string | undefined {
  // What walk.ts could not find the end of is evaluated.
  return to.kind === 'literal' && typeof to.value === 'string' && !to.date && !/['()\\]/.test(to.value)
    ? `${of}.where(${element}='${to.value}')`
    : undefined;
}

export { FhirPathError };
