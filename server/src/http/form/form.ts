/** The form in which a request is answered, failures included: http://hl7.org/fhir/R4/http.html#mime-type, http://hl7.org/fhir/R4/http.html#pretty */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { FastifyRequest } from 'fastify';
import { type FormName, type Wish, wantedForm } from './media-type.ts';

export interface Form {
  name: FormName;
  pretty: boolean;
}

export const plainJson: Form = { name: 'json', pretty: false };

type Query = Record<string, string | string[] | undefined>;

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export function wishOf({ headers, query }: FastifyRequest): Wish {
  return { accept: headers.accept, format: first((query as Query)['_format']) };
}

/** Fails with 406 when nothing that is asked for can be given. */
export function formOf(request: FastifyRequest): Form {
  return { name: wantedForm(wishOf(request)), pretty: first((request.query as Query)['_pretty']) === 'true' };
}

/** The same of a search whose parameters are posted as a form: http://hl7.org/fhir/R4/http.html#search */
export function formOfPosted(request: FastifyRequest, parameters: readonly (readonly [string, string])[]): Form {
  const valueOf = (name: string) => parameters.find(([key]) => key === name)?.[1];
  const { accept } = request.headers;
  return { name: wantedForm({ accept, format: valueOf('_format') }), pretty: valueOf('_pretty') === 'true' };
}

/** For what is said before the request has been understood: JSON when nothing that is asked for can be given. */
export function formOfFailure(request: FastifyRequest): Form {
  try {
    return formOf(request);
  } catch (failure) {
    if (failure instanceof Failure) return plainJson;
    throw failure;
  }
}
