/**
 * What is to be seen of the answers that are written, in the same unit of work (F2): for each DiagnosticReport the Task of whoever answers for
 * it. What it is about decides (care/src/coordination/orders): the order it answers; without one, or where nobody works any more at the unit that
 * asked, the nearest unit that is staffed (who-sees.ts). The Task's id follows from the report's, so that however
 * often an answer comes there is one; an answer that changes is to be seen anew.
 */
import { createHash } from 'node:crypto';
import type { Caller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { answerOwner } from '@vardkedjan/care/coordination/orders/answer-owner.ts';
import { answerStateOf, answerToSee } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { careUnitUrl, keepingUnit, localName } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { worstDeviation } from '@vardkedjan/care/coordination/orders/worst-deviation.ts';
import { stringifyJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { DiagnosticReport, Observation, Resource, ServiceRequest, Task } from '@medplum/fhirtypes';
import { newId } from '../../ids.ts';
import type { Queryable } from '../../queryable.ts';
import { localReference, namesIn } from '../../references.ts';
import { namedCareUnit, resourceOf } from '../body.ts';
import { ownerOf } from '../linking/owner.ts';
import type { PlainChange, WriteContext } from '../plan-write.ts';
import { Targets } from '../linking/targets.ts';
import type { Belongs, WhoSees } from './who-sees.ts';

/** Who writes what is to be seen: neither the laboratory nor the one who answers. */
export const answersCaller: SystemCaller = { kind: 'system', id: 'answers', name: 'Answers to be seen' };

/** What these carry over has been seen where it comes from, unless its order is here. */
const carriesOver: ReadonlySet<string> = new Set(['import', 'seed']);

interface Answer {
  report: DiagnosticReport;
  id: string;
  before: DiagnosticReport | undefined;
  /** A value of it is, which the report itself does not say. */
  isCorrected?: boolean;
}

type WithSight = WriteContext & { sees: WhoSees };

export interface WithAnswers {
  /** The changes as they were, each report with its id. */
  given: PlainChange[];
  toSee: PlainChange[];
}

export async function withAnswers(
  changes: readonly PlainChange[],
  targets: Targets,
  context: WithSight,
): Promise<WithAnswers> {
  const answers: Answer[] = [];
  const given = changes.map((change) => {
    const named = isReport(change) ? withId(change, targets) : change;
    const answer = isReport(named) ? answerOf(named, targets) : undefined;
    if (answer !== undefined) answers.push(answer);
    return named;
  });
  answers.push(...(await answersOfCorrected(given, { answers, targets, context })));
  if (answers.length === 0) return { given, toSee: [] };
  const known = new Targets();
  // What the answers say is looked at as their writer may see it; what is to be seen of them is nobody's but the system's.
  await Promise.all([
    known.fetch(context.database, namesOf(answers), context.visibility),
    known.fetch(
      context.database,
      answers.map(({ id }) => [`Task/${taskIdOf(id)}`, true]),
    ),
  ]);
  const made = new Map(given.flatMap((change) => ('resource' in change ? [[nameOf(change), change.resource]] : [])));
  const toSee: PlainChange[] = [];
  const keepers = new Map<string, string>();
  for (const answer of answers) {
    const found = await toSeeOf(answer, { known, made, context });
    if (found === undefined) continue;
    toSee.push(found.change);
    const unitless = saysNoUnit(answer, { known, made, context });
    if (unitless.length === 0) continue;
    const keeper = await keeperOf(found, targets, context);
    for (const name of unitless) keepers.set(name, keeper);
  }
  await fetchOwners(toSee, targets, context.database);
  return { given: given.map((change) => keptBy(change, keepers)), toSee };
}

/**
 * What of a new answer says no care unit, neither itself nor by its contact. Kept by nobody it would be shown to nobody, though it lies on
 * somebody's list: it is kept by the unit that answered, else by the one that it lies with.
 */
function saysNoUnit({ report, id, before }: Answer, about: About): string[] {
  const { caller } = about.context;
  if (caller.kind !== 'system' || before !== undefined || belongsOf(report, about).contact !== undefined) return [];
  const values = (report.result ?? []).map(({ reference }) => localName(reference) ?? '');
  return [`DiagnosticReport/${id}`, ...values].filter((name) => {
    const resource = name.startsWith('DiagnosticReport/') ? report : about.made.get(name);
    return resource !== undefined && namedCareUnit(resource) === undefined;
  });
}

/** A unit of no care provider keeps nothing that staff are shown. */
async function keeperOf({ answeredBy, unit }: Found, targets: Targets, context: WithSight): Promise<string> {
  const key = answeredBy === undefined ? undefined : targets.getByName(answeredBy)?.key;
  if (answeredBy === undefined || key === undefined) return unit;
  const provider = (await context.organisations.find([key])).get(key)?.careProvider ?? 0;
  return provider === 0 ? unit : answeredBy;
}

function keptBy(change: PlainChange, keepers: ReadonlyMap<string, string>): PlainChange {
  const keeper = keepers.get(nameOf(change));
  if (keeper === undefined || !('resource' in change)) return change;
  const { meta } = change.resource;
  const extension = [...(meta?.extension ?? []), { url: careUnitUrl, valueReference: { reference: keeper } }];
  return { ...change, resource: { ...change.resource, meta: { ...meta, extension } } };
}

const isReport = (change: PlainChange): boolean =>
  change.action === 'create' || change.action === 'update'
    ? change.resource.resourceType === 'DiagnosticReport'
    : change.action === 'patch' && change.type === 'DiagnosticReport';

function withId(change: PlainChange, targets: Targets): PlainChange {
  if (change.action !== 'create' || change.id !== undefined) return change;
  return { ...change, id: newId(ownerOf(change.resource, targets)) };
}

const nameOf = (change: PlainChange): string =>
  'resource' in change ? `${change.resource.resourceType}/${change.id ?? ''}` : '';

/** undefined: nothing of it is to be seen. */
function answerOf(change: PlainChange, targets: Targets): Answer | undefined {
  const id = change.id ?? '';
  const target = change.action === 'create' ? undefined : targets.get({ type: 'DiagnosticReport', id });
  const before = target?.body ? (resourceOf(target.body) as DiagnosticReport) : undefined;
  const report =
    'resource' in change ? change.resource : change.action === 'patch' && before ? change.apply(before) : undefined;
  if (report?.resourceType !== 'DiagnosticReport' || answerStateOf(report) === undefined) return undefined;
  return before !== undefined && contentOf(before) === contentOf(report) ? undefined : { report, id, before };
}

const contentOf = ({ meta: _meta, id: _id, ...content }: DiagnosticReport | Observation): string =>
  stringifyJson(Object.fromEntries(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1))));

const correcting: ReadonlySet<string> = new Set(['amended', 'corrected', 'entered-in-error']);

/** The answers that values which are corrected by themselves stand in: they are to be seen anew. */
async function answersOfCorrected(
  changes: readonly PlainChange[],
  { answers, targets, context }: { answers: readonly Answer[]; targets: Targets; context: WithSight },
): Promise<Answer[]> {
  const known = new Set(answers.map(({ id }) => id));
  const found = await Promise.all(
    changes
      .filter((change) => isCorrection(change, targets))
      .map(({ id = '' }) => context.sees.answersWith(`Observation/${id}`, context.database)),
  );
  return found.flat().flatMap((report): Answer[] => {
    const { id = '' } = report;
    if (known.has(id) || answerStateOf(report) === undefined) return [];
    known.add(id);
    return [{ report, id, before: report, isCorrected: true }];
  });
}

function isCorrection(change: PlainChange, targets: Targets): boolean {
  if (change.action !== 'update' && change.action !== 'patch') return false;
  const type = change.action === 'update' ? change.resource.resourceType : change.type;
  const body = type === 'Observation' ? targets.get({ type, id: change.id })?.body : undefined;
  if (!body) return false;
  const before = resourceOf(body) as Observation;
  const after = (change.action === 'update' ? change.resource : change.apply(before)) as Observation;
  return correcting.has(after.status) && contentOf(before) !== contentOf(after);
}

const taskIdOf = (report: string): string => `answer-${createHash('sha256').update(report).digest('hex').slice(0, 32)}`;

/** What the answers refer to, with the bodies. */
function namesOf(answers: readonly Answer[]): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const { report } of answers) {
    for (const { reference } of [...(report.basedOn ?? []), ...(report.result ?? []), report.encounter ?? {}]) {
      const local = localReference(reference ?? '');
      if (local !== undefined) names.set(`${local.type}/${local.id}`, true);
    }
  }
  return names;
}

interface About {
  known: Targets;
  /** What the same unit of work writes, by name. */
  made: ReadonlyMap<string, Resource>;
  context: WithSight;
}

interface Found {
  change: PlainChange;
  answeredBy: string | undefined;
  /** Where it lies. */
  unit: string;
}

async function toSeeOf(
  { report, id, before: replaces, isCorrected }: Answer,
  about: About,
): Promise<Found | undefined> {
  const { known, context } = about;
  const order = orderOf(report, about);
  if (order === undefined && isCarriedOver(context.caller)) return undefined;
  const who = await context.sees.whoAsked(order, belongsOf(report, about), context.database);
  if (who === undefined) return undefined;
  const taskId = taskIdOf(id);
  const current = known.get({ type: 'Task', id: taskId });
  const before = current?.body && !current.deleted ? (resourceOf(current.body) as Task) : undefined;
  const values = (report.result ?? []).flatMap(({ reference }) => {
    const value = resourceAt<Observation>(reference, about);
    return value?.resourceType === 'Observation' ? [value] : [];
  });
  const answeredBy = answeringUnit(report, context.caller);
  const resource = answerToSee(
    {
      report,
      focus: `DiagnosticReport/${id}`,
      answer: answerOwner(who),
      unit: who.unit,
      ...(answeredBy !== undefined && { answeredBy }),
      ...(replaces && { replaces }),
      ...(isCorrected && { isCorrected }),
      deviation: worstDeviation(report, values),
      now: context.now,
    },
    before,
  );
  return {
    change: {
      action: 'update',
      id: taskId,
      resource: { ...resource, id: taskId },
      ...(current && { seen: current.version }),
    },
    answeredBy,
    unit: who.unit,
  };
}

/** Whose answer it is, who is told that it has been seen: the unit that staff write for, or that a system names. */
function answeringUnit(report: DiagnosticReport, caller: Caller): string | undefined {
  if (caller.kind === 'staff') return `Organization/${caller.assignment.careUnit.id}`;
  return localName(namedCareUnit(report)) ?? performerOf(report);
}

const performerOf = ({ performer = [] }: DiagnosticReport): string | undefined =>
  performer.map(({ reference }) => localName(reference)).find((name) => name?.startsWith('Organization/'));

const isCarriedOver = (caller: Caller): boolean => caller.kind === 'system' && carriesOver.has(caller.id);

function resourceAt<T extends Resource>(reference: string | undefined, { known, made }: About): T | undefined {
  const name = localName(reference?.split('/_history/')[0]) ?? '';
  const body = known.getByName(name)?.body;
  return (made.get(name) ?? (body ? resourceOf(body) : undefined)) as T | undefined;
}

/** The order that it answers. One of another patient is not answered: whoever sent the answer is told. */
function orderOf(report: DiagnosticReport, about: About): ServiceRequest | undefined {
  for (const { reference } of report.basedOn ?? []) {
    const order = resourceAt<ServiceRequest>(reference, about);
    if (order?.resourceType !== 'ServiceRequest') continue;
    if (localName(order.subject.reference) !== localName(report.subject?.reference))
      throw new Failure('invalid', 'The answer is about another patient than the order that it answers.', {
        status: 422,
      });
    return order;
  }
  return undefined;
}

/** Without an order, where it belongs by what it says. */
function belongsOf(report: DiagnosticReport, about: About): Belongs {
  const contact = resourceAt(report.encounter?.reference, about);
  return {
    subject: localName(report.subject?.reference) ?? '',
    contact: contact && localName(keepingUnit(contact)),
    named: localName(namedCareUnit(report)) ?? performerOf(report),
  };
}

/** What the Tasks refer to that the changes did not. */
async function fetchOwners(toSee: readonly PlainChange[], targets: Targets, database: Queryable): Promise<void> {
  const names = toSee.flatMap((change) => {
    const task = ('resource' in change ? change.resource : {}) as Task;
    return [`Task/${task.id}`, ...namesIn(task)].filter(
      (name) => name.startsWith('Task/') || targets.getByName(name) === undefined,
    );
  });
  await targets.fetch(
    database,
    [...new Set(names)].map((name) => [name, name.startsWith('Task/')]),
  );
}
