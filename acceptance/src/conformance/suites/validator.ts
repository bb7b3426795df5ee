/**
 * The reference validator's own cases: resources with the outcome that it gives. Each is validated as `$validate` would, with its
 * supporting definitions stored for as long as the case takes.
 */
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import type { OperationOutcome, Questionnaire, Resource } from '@medplum/fhirtypes';
import { parseCanonical } from '@vardkedjan/fhir/canonical.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { parseXml } from '@vardkedjan/fhir/xml/parse-xml.ts';
import { type Database, openDatabase } from '@vardkedjan/server/store/database.ts';
import { isDefinitionType } from '@vardkedjan/server/store/definitions/definition-row.ts';
import { openRecord } from '@vardkedjan/server/store/open-record.ts';
import { profilesOf } from '@vardkedjan/server/store/profiles/profile-check.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { isSamePlace } from './same-place.ts';

interface Case {
  name: string;
  file: string;
  supporting: string[];
  expected: string;
}

export const validator: Suite = {
  id: 'validator',
  title: 'The reference validator’s cases: the same verdict, and an error where it has one',
  path: 'suites/validator-r4',
  source: 'FHIR/fhir-test-cases, validator, those for R4, Apache-2.0',
  remarks:
    'A case passes when our verdict (valid: no error) is that of the reference and, when it is invalid, one of our errors stands at the place of ' +
    'one of theirs, at its parent or at its child. Warnings and the number of errors are not compared. Definitions that come with a case are ' +
    'stored while it runs.',
  run: (at) => runValidatorSuite(at),
};

export async function runValidatorSuite(folder: string, only?: string): Promise<CaseResult[]> {
  const dataDir = await mkdtemp(join(os.tmpdir(), 'vardkedjan-validator-'));
  // PostgreSQL may run as another user.
  await chmod(dataDir, 0o755);
  const database = await openDatabase({ dataDir, embedded: { settings: { fsync: 'off' } } });
  try {
    const cases = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Case[];
    const results: CaseResult[] = [];
    for (const each of cases) {
      if (only === undefined || each.name.includes(only)) results.push(await runCase(each, folder, database));
    }
    return results;
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runCase(
  { name, file, supporting, expected }: Case,
  folder: string,
  database: Database,
): Promise<CaseResult> {
  const outcome = JSON.parse(readFileSync(join(folder, 'expected', expected), 'utf8')) as OperationOutcome;
  const theirs = (outcome.issue ?? []).filter(isError);
  const stored = await store(
    supporting.map((one) => join(folder, 'in', one)),
    database,
  );
  const forms = questionnairesIn(supporting.map((one) => join(folder, 'in', one)));
  const ours = await errorsOf(readFileSync(join(folder, 'in', file), 'utf8'), forms, database);
  await unstore(stored, database);
  const why = difference(ours, theirs);
  return { suite: 'validator', name, passed: why === undefined, ...(why !== undefined && { why }) };
}

function isError({ severity }: Issue): boolean {
  return severity === 'error' || severity === 'fatal';
}

function difference(ours: readonly Issue[], theirs: readonly Issue[]): string | undefined {
  if (ours.length === 0 && theirs.length === 0) return undefined;
  if (ours.length === 0)
    return `is taken for valid; theirs: ${theirs[0]?.details?.text ?? theirs[0]?.diagnostics ?? ''}`;
  if (theirs.length === 0) return `is taken for invalid: ${ours[0]?.diagnostics}`;
  const met = theirs.some((their) =>
    ours.some((our) =>
      isSamePlace(our.expression?.[0] ?? our.diagnostics?.split(' ')[0] ?? '', their.expression?.[0] ?? ''),
    ),
  );
  return met
    ? undefined
    : `is invalid at another place: ${ours[0]?.diagnostics} Theirs: ${theirs[0]?.expression?.[0]}: ${theirs[0]?.details?.text}`;
}

const caller = { kind: 'system' as const, id: 'conformance', name: 'Conformance' };

async function errorsOf(text: string, forms: readonly Questionnaire[], database: Database): Promise<Issue[]> {
  try {
    const resource = read(text);
    const record = openRecord(database, caller);
    const found = await profilesOf(database).issues(
      resource,
      {},
      {
        resource: async (reference) => {
          const [type = '', id = ''] = reference.split('/');
          const stored = await record.read(type, id).catch(() => undefined);
          return stored === undefined || stored.deleted ? undefined : parseJson(stored.body);
        },
        questionnaire: async (canonical) =>
          forms.find(({ url, id }) => url === parseCanonical(canonical).url || canonical === `Questionnaire/${id}`),
      },
    );
    return [...validate(resource), ...found].filter(isError);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.issues;
  }
}

function read(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '').trim();
  return plain.startsWith('<') ? parseXml(plain) : parseJson(plain);
}

function questionnairesIn(files: readonly string[]): Questionnaire[] {
  return files.flatMap((file) => {
    const resource = resourceIn(file);
    return resource?.resourceType === 'Questionnaire' ? [resource] : [];
  });
}

/** Those that are definitions: the others are read by nothing here. */
async function store(files: readonly string[], database: Database): Promise<Resource[]> {
  const stored: Resource[] = [];
  for (const [index, file] of files.entries()) {
    const resource = resourceIn(file);
    if (resource === undefined || !isDefinitionType(resource.resourceType)) continue;
    const id = `case-${index}`;
    await openRecord(database, caller).write([{ action: 'update', id, resource: { ...resource, id, meta: {} } }]);
    stored.push({ ...resource, id });
  }
  return stored;
}

function resourceIn(file: string): Resource | undefined {
  try {
    return read(readFileSync(file, 'utf8')) as Resource;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

async function unstore(stored: readonly Resource[], database: Database): Promise<void> {
  for (const { resourceType: type, id = '' } of stored) {
    await openRecord(database, caller).write([{ action: 'delete', type, id }]);
  }
}
