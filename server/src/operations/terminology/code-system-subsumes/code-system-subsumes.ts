/** `CodeSystem/$subsumes`: http://hl7.org/fhir/R4/codesystem-operation-subsumes.html */
import type { CodeSystem } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { terminologyOf } from '../../../store/terminology/open-terminology.ts';
import type { Operation } from '../../operation.ts';
import { parametersAnswer } from '../parameters-answer.ts';
import { terms } from './terms.ts';
import { instanceOf } from '../instance.ts';

export const codeSystemSubsumes: Operation = {
  terms,
  act: 'read',
  async handle(asked, input) {
    const instance = await instanceOf<CodeSystem>(asked);
    const [codingA, codingB] = [input.coding('codingA'), input.coding('codingB')];
    const [codeA, codeB] = [codingA?.code ?? input.text('codeA'), codingB?.code ?? input.text('codeB')];
    if (codeA === undefined || codeB === undefined) throw new Failure('invalid', '$subsumes needs two codes');
    const systems = new Set(
      [instance?.resource.url, input.text('system'), codingA?.system, codingB?.system].filter(
        (one) => one !== undefined,
      ),
    );
    const [system, other] = systems;
    if (system === undefined) throw new Failure('invalid', '$subsumes needs the code system of the codes');
    if (other !== undefined) throw new Failure('invalid', '$subsumes compares codes of one code system');
    const version = input.text('version') ?? codingA?.version ?? codingB?.version ?? instance?.resource.version;
    const outcome = await terminologyOf(asked.wiring.database).subsumes(system, codeA, codeB, { version });
    return parametersAnswer([{ name: 'outcome', valueCode: outcome }], instance?.stored);
  },
};
