/**
 * A closed-loop load: `connections` workers, each sending its next request when the last is answered. Latencies are kept
 * whole, so that percentiles are exact. Any answer with another status than expected ends the measurement with an error:
 * a fast refusal must never count as a fast answer.
 */
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: string;
  headers?: Record<string, string>;
  /** Accepted statuses; 200 when absent. */
  expect?: number[];
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Measured {
  requests: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds, from the first byte sent to the last byte received. */
  p50: number;
  p95: number;
  p99: number;
  /** Server-Timing `total` in milliseconds at p95, where the server tells it. */
  serverP95?: number;
  bytes: number;
}

export class Target {
  readonly #agent: Agent;
  readonly base: URL;
  readonly #headers: Record<string, string>;

  constructor(base: string, token: string | undefined, connections: number) {
    this.base = new URL(base);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  send(call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = { ...this.#headers, ...call.headers };
      if (call.body !== undefined) {
        headers['content-type'] ??= 'application/fhir+json';
        headers['content-length'] = Buffer.byteLength(call.body);
      }
      const outgoing = request(
        {
          agent: this.#agent,
          host: this.base.hostname,
          port: this.base.port,
          method: call.method,
          path: call.path,
          headers,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(call.body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function serverMs(answer: Answer): number {
  const timing = answer.headers['server-timing'];
  return Number(/total;dur=([\d.]+)/.exec(String(timing ?? ''))?.[1] ?? Number.NaN);
}

/** Sends what `next` gives until `requests` are done. `next` is called with 0, 1, 2 …; throws on any unexpected status. */
export async function load(
  target: Target,
  options: {
    requests: number;
    connections: number;
    next: (index: number) => Call;
    onAnswer?: (answer: Answer, index: number) => void;
  },
): Promise<Measured> {
  const latencies = new Float64Array(options.requests);
  const inServer = new Float64Array(options.requests);
  let sent = 0;
  let bytes = 0;
  const worker = async (): Promise<void> => {
    while (sent < options.requests) {
      const index = sent++;
      const call = options.next(index);
      const start = performance.now();
      const answer = await target.send(call);
      latencies[index] = performance.now() - start;
      inServer[index] = serverMs(answer);
      bytes += answer.body.length;
      if (!(call.expect ?? [200]).includes(answer.status)) {
        throw new Error(`${call.method} ${call.path} answered ${answer.status}: ${answer.body.slice(0, 500)}`);
      }
      options.onAnswer?.(answer, index);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: options.connections }, worker));
  const seconds = (performance.now() - start) / 1000;
  latencies.sort();
  const told = inServer.filter((ms) => !Number.isNaN(ms)).sort();
  return {
    requests: options.requests,
    seconds,
    perSecond: options.requests / seconds,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    ...(told.length > 0 ? { serverP95: percentile(told, 0.95) } : {}),
    bytes,
  };
}

/** Gives up after a minute. */
export async function untilAnswers(target: Target, path: string): Promise<void> {
  for (let tries = 0; tries < 2400; tries++) {
    try {
      await target.send({ method: 'GET', path });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error(`${target.base.href} does not answer`);
}
