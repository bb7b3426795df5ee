/**
 * Delegations to give drugs (care/src/clinical/giving/delegating.ts), issued and withdrawn by who may. They are about no patient and staff do not
 * write them otherwise; what is given by them is held to them by the gate of doses (store/write/holds/givings).
 */
import type {
  Basic,
  Binary,
  CodeableConcept,
  Coding,
  Parameters,
  Practitioner,
  PractitionerRole,
  Reference,
} from '@medplum/fhirtypes';
import type { StaffCaller, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { type DelegatingFault, delegatingFaults } from '@vardkedjan/care/clinical/giving/delegating.ts';
import { delegationOf, delegationResource, withdrawnDelegation } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { mayGive } from '@vardkedjan/care/clinical/giving/may-give.ts';
import { atcSystem } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { Answer } from '../../http/answer.ts';
import type { Asked } from '../../http/asked.ts';
import { requireValidResource } from '../../interactions/write/require-valid.ts';
import type { Change } from '../../store/record.ts';
import { localReference } from '../../store/references.ts';
import { seenBy } from '../current.ts';
import type { OperationInput } from '../input.ts';
import type { Operation } from '../operation.ts';
import { delegateTerms, reasonTerms, withdrawTerms } from './terms.ts';

const keeper: SystemCaller = { kind: 'system', id: 'delegations', name: 'Delegations' };
const faultSystem = 'https://vardkedjan.se/fhir/CodeSystem/delegating-fault';

const delegate: Operation = {
  terms: delegateTerms,
  act: 'write',
  async handle(asked, input) {
    const caller = staffOf(asked);
    const { practitioner, assignment } = caller;
    const to = toWhom(input);
    const role = await roleAt(asked, to, assignment.careUnit.id);
    const [from, until] = [input.text('from') ?? '', input.text('until') ?? ''];
    const drugs = input.values<Coding>('drug').map(drugOf);
    const faults = delegatingFaults({
      by: { practitioner: practitioner.id, profession: assignment.profession, purpose: assignment.purpose },
      to: { practitioner: to, profession: role && professionOf(role) },
      from,
      until,
      today: stockholmDay(new Date()),
      drugs,
    });
    if (faults.length > 0) throw unlawful(faults);
    const resource = delegationResource({
      to: { reference: `Practitioner/${to}`, display: await nameOf(asked, to, role) },
      by: myselfOf(caller),
      unit: assignment.careUnit.id,
      from,
      until,
      drugs: drugs.map(({ atc, name }) => ({ coding: [{ system: atcSystem, code: atc, display: name }], text: name })),
    });
    return kept(asked, resource, [{ action: 'create', resource }], 201);
  },
};

const withdraw: Operation = {
  terms: withdrawTerms,
  act: 'write',
  async handle(asked, input) {
    const caller = staffOf(asked);
    const { assignment } = caller;
    const seen = await seenBy<Basic>(asked, 'Basic', asked.id);
    const delegation = delegationOf(seen.resource);
    if (delegation === undefined) throw new Failure('not-found', 'It is no delegation to give drugs');
    const reason = input.text('reason') ?? '';
    const isOfUnit = delegation.unit === `Organization/${assignment.careUnit.id}`;
    if (!isOfUnit || !(mayGive(assignment) || assignment.headOfUnit === true)) throw unlawful(['may-not-withdraw']);
    if (delegation.withdrawn !== undefined) throw unlawful(['withdrawn-already']);
    const why = { reference: reasonUrl };
    const resource = withdrawnDelegation(seen.resource, { at: new Date().toISOString(), why, by: myselfOf(caller) });
    return kept(
      asked,
      resource,
      [
        { action: 'create', resource: reasonBinary(reason), fullUrl: reasonUrl },
        { action: 'update', resource, id: seen.id, ifMatch: seen.version, linked: true },
      ],
      200,
    );
  },
};

/** It is nobody's, and systems alone read it; who else is told, the law decides of each. */
const withdrawalReason: Operation = {
  terms: reasonTerms,
  act: 'read-withdrawal',
  async concerns(asked) {
    const { unit, to, by, withdrawn } = await withdrawnAsked(asked);
    const between = [to, by, withdrawn.who].map((each) => localReference(each)?.id ?? '');
    return [{ act: 'read-withdrawal', unit: localReference(unit)?.id ?? '', between }];
  },
  async handle(asked) {
    const { withdrawn } = await withdrawnAsked(asked);
    const kept = await asked.wiring.openRecord(keeper).read('Binary', localReference(withdrawn.why)?.id ?? '');
    if (kept === undefined || kept.deleted) throw new Failure('not-found', 'It does not stand why');
    const { data = '' } = JSON.parse(kept.body) as Binary;
    const valueString = Buffer.from(data, 'base64').toString();
    const told: Parameters = { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString }] };
    return { status: 200, text: JSON.stringify(told), shown: [] };
  },
};

export const delegationOperations: readonly Operation[] = [delegate, withdraw, withdrawalReason];

const reasonUrl = 'urn:uuid:7d1f3a52-94c1-4a7b-8a43-0c8f0b7a6f11';

const reasonBinary = (reason: string): Binary => ({
  resourceType: 'Binary',
  contentType: 'text/plain; charset=utf-8',
  data: Buffer.from(reason).toString('base64'),
});

async function withdrawnAsked(asked: Asked) {
  staffOf(asked);
  const { resource } = await seenBy<Basic>(asked, 'Basic', asked.id);
  const delegation = delegationOf(resource);
  if (delegation?.withdrawn === undefined) throw new Failure('not-found', 'It is no delegation that was withdrawn');
  return { ...delegation, withdrawn: delegation.withdrawn };
}

/** Written in the name of the register: the law lets staff write none of what belongs to nobody. The log has who asked. */
async function kept(asked: Asked, resource: Basic, changes: Change[], status: number): Promise<Answer> {
  requireValidResource(resource);
  const written = (await asked.wiring.openRecord(keeper).write(changes)).at(-1);
  if (written === undefined) throw new Error('the delegation was not written');
  return { status, text: written.stored.body, headers: {}, shown: [] };
}

function staffOf({ caller }: Asked): StaffCaller {
  if (caller.kind !== 'staff') throw new Failure('forbidden', 'Only care staff delegate');
  return caller;
}

function toWhom(input: OperationInput): string {
  const [reference] = input.values<Reference<Practitioner>>('to');
  const local = localReference(reference?.reference ?? '');
  if (local?.type !== 'Practitioner') throw new Failure('invalid', 'to is a Practitioner, as in Practitioner/hanna');
  return local.id;
}

const drugOf = ({ system, code, display }: Coding) => ({
  atc: system === atcSystem ? (code ?? '') : '',
  name: display ?? code ?? '',
});

async function roleAt(asked: Asked, practitioner: string, unit: string): Promise<PractitionerRole | undefined> {
  const criteria: [string, string][] = [
    ['practitioner', `Practitioner/${practitioner}`],
    ['organization', `Organization/${unit}`],
    ['active', 'true'],
  ];
  const { matches } = await asked.record.search(
    parseSearch('PractitionerRole', criteria, { lenient: false, base: asked.base, zone: stockholmZone }),
  );
  const [found] = matches;
  return found && (parseJson(found.body) as PractitionerRole);
}

/** As the register has it, with the title at the unit. */
async function nameOf(asked: Asked, id: string, role: PractitionerRole | undefined): Promise<string> {
  const { resource } = await seenBy<Practitioner>(asked, 'Practitioner', id);
  const isProfession = ({ coding = [] }: CodeableConcept) =>
    coding.some(({ system }) => system?.endsWith('/profession'));
  return nameWithTitle(resource.name?.[0]?.text ?? '', role?.code?.find(isProfession)?.text ?? '');
}

const professionOf = ({ code = [] }: PractitionerRole): string | undefined =>
  code.flatMap(({ coding = [] }) => coding).find(({ system }) => system?.endsWith('/profession'))?.code;

const myselfOf = ({ practitioner, name, assignment }: StaffCaller): Reference<Practitioner> => ({
  reference: `Practitioner/${practitioner.id}`,
  display: nameWithTitle(name, assignment.title),
});

type Fault = DelegatingFault | 'may-not-withdraw' | 'withdrawn-already';

function unlawful(faults: readonly Fault[]): Failure {
  return new Failure('invalid', 'It may not be delegated so', {
    status: 422,
    issues: faults.map((fault) => ({
      severity: 'error' as const,
      code: 'business-rule' as const,
      details: { coding: [{ system: faultSystem, code: fault }], text: faultTexts[fault] },
    })),
  });
}

const faultTexts: Readonly<Record<Fault, string>> = {
  'may-not-delegate': 'Du får inte delegera: det gör den som själv har behörighet att ge läkemedel.',
  'to-oneself': 'Man delegerar inte till sig själv.',
  'not-at-the-unit': 'Personen har inget uppdrag på enheten.',
  'gives-by-own-authority': 'Personen har egen behörighet och behöver ingen delegering.',
  'no-drugs': 'Välj minst ett läkemedel.',
  'no-such-drug': 'Ett läkemedel saknar ATC-kod, och kan inte delegeras.',
  'name-too-long': 'Namnet på ett läkemedel är för långt: högst 200 tecken.',
  'begins-before-today': 'Delegeringen kan inte börja före i dag.',
  'ends-before-it-begins': 'Sista dagen ligger före den första.',
  'for-too-long': 'En delegering gäller högst ett år.',
  'may-not-withdraw': 'Delegeringen återkallas av den som får delegera på enheten, eller av verksamhetschefen.',
  'withdrawn-already': 'Delegeringen är redan återkallad.',
};
