/** FHIR over HTTP with a token of the terminal, as another system would ask. */
import type { Resource } from '@medplum/fhirtypes';
import type { Product } from './running-product.ts';

export interface Answer<T> {
  status: number;
  body: T;
}

export class Api {
  readonly #base: string;
  readonly #token: string;

  /** `who`: as on the command line, `--as sara` or `--client bench`. */
  constructor(product: Product, ...who: string[]) {
    this.#base = product.base;
    this.#token = product.server.token(...who);
  }

  get<T extends Resource>(path: string): Promise<Answer<T>> {
    return this.#send(path, {});
  }

  post<T extends Resource>(path: string, resource: Resource): Promise<Answer<T>> {
    return this.#send(path, { method: 'POST', body: JSON.stringify(resource) });
  }

  put<T extends Resource>(path: string, resource: Resource, etag: string): Promise<Answer<T>> {
    return this.#send(path, { method: 'PUT', body: JSON.stringify(resource) }, { 'If-Match': etag });
  }

  async #send<T>(
    path: string,
    init: Pick<RequestInit, 'method' | 'body'>,
    more?: Record<string, string>,
  ): Promise<Answer<T>> {
    const headers = {
      Authorization: `Bearer ${this.#token}`,
      Accept: 'application/fhir+json',
      'Content-Type': 'application/fhir+json',
      ...more,
    };
    const response = await fetch(`${this.#base}/fhir/${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as T };
  }
}
