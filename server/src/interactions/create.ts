/** Create: http://hl7.org/fhir/R4/http.html#create, with If-None-Exist: http://hl7.org/fhir/R4/http.html#ccreate */
import type { WriteInteraction } from './interaction.ts';
import { requireValid } from './write/require-valid.ts';
import { writeOne } from './write/write-one.ts';
import { writtenAnswer } from './write/written-answer.ts';

export const create: WriteInteraction = {
  code: 'create',
  act: 'write',
  level: 'type',
  routes: [{ method: 'POST', path: '/:type' }],
  concerns: (asked) => [
    {
      act: 'write',
      change: 'create',
      resource: requireValid(asked),
      conditional: asked.parts.ifNoneExist !== undefined,
    },
  ],
  async change(asked) {
    const { ifNoneExist } = asked.parts;
    const resource = requireValid(asked);
    return {
      action: 'create',
      resource,
      ...(ifNoneExist !== undefined && { ifNoneExist: asked.condition(ifNoneExist) }),
    };
  },
  handle: (asked) => writeOne(create, asked),
  answer: writtenAnswer,
};
