/**
 * The conformant FHIRPath engine (https://github.com/HL7/fhirpath.js) with R4's model, for what our own compiler does not
 * understand. Large, so it is read when first asked for.
 */
export interface Engine {
  /** Throws when the expression cannot be read; the result throws when the data do not fit it. */
  compile(expression: string, type: string, functions: Record<string, EngineFunction>): EngineExpression;
}

export type EngineExpression = (value: unknown, environment: Record<string, unknown>) => unknown[];

export interface EngineFunction {
  fn: (inputs: unknown[], ...args: unknown[]) => unknown[];
  arity: Record<number, string[]>;
}

let engine: Promise<Engine> | undefined;

export function loadEngine(): Promise<Engine> {
  engine ??= load();
  return engine;
}

async function load(): Promise<Engine> {
  const [{ default: fhirpath }, { default: model }] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4/index.js'),
  ]);
  return {
    compile(expression, type, functions) {
      const compiled = fhirpath.compile({ base: type, expression }, model as never, {
        userInvocationTable: functions as never,
      });
      return (value, environment) => compiled(value, environment) as unknown[];
    },
  };
}
