/** One validation under way: where it is, what it has found, and the resource around. */
import type { Issue } from '../outcome.ts';

/** More than this many issues help nobody. */
const mostIssues = 100;

/** A resource that is not contained, with what is known about references within it. */
export class Container {
  readonly resource: Record<string, unknown>;
  /** Ids of contained resources that something refers to. */
  readonly used = new Set<string>();
  /** Places in `contained` that refer back to the container by `#`. */
  readonly referringBack = new Set<number>();
  /** The place in `contained` that is being checked now. */
  within: number | undefined;

  constructor(resource: Record<string, unknown>) {
    this.resource = resource;
  }

  contained(): unknown[] {
    const contained = this.resource['contained'];
    return Array.isArray(contained) ? contained : [];
  }
}

export class Run {
  readonly issues: Issue[] = [];
  container = new Container({});
  /** %resource: the nearest resource around. */
  resource: unknown;
  private readonly steps: (string | number)[] = [];
  private readonly elementIds = new Map<unknown, Set<unknown>>();

  enter(step: string | number): void {
    this.steps.push(step);
  }

  leave(): void {
    this.steps.pop();
  }

  /** Whether no other element of the resource around has had the id. */
  isNewId(id: unknown): boolean {
    const taken = this.elementIds.get(this.resource) ?? new Set();
    this.elementIds.set(this.resource, taken);
    return taken.size !== taken.add(id).size;
  }

  get failed(): boolean {
    return this.issues.length > 0;
  }

  get full(): boolean {
    return this.issues.length >= mostIssues;
  }

  /** `what` ends a sentence that begins with the path. It never holds values, codes apart. */
  report(code: Issue['code'], what: string): void {
    if (this.full) return;
    const path = this.path();
    this.issues.push({ severity: 'error', code, expression: [path], diagnostics: `${path} ${what}.` });
  }

  /** Reports a fault of an element that is not entered. */
  reportAt(step: string, code: Issue['code'], what: string): void {
    this.enter(step);
    this.report(code, what);
    this.leave();
  }

  private path(): string {
    let path = '';
    for (const step of this.steps) {
      if (typeof step === 'number') path += `[${step}]`;
      else path += path === '' ? step : `.${step}`;
    }
    return path;
  }
}
