/**
 * For operators: /health says whether the server and its database answer, /health/live only that the process does, /metrics
 * gives figures in Prometheus' format, of all serving processes together. None of them holds patient data. Of several processes
 * the one that is asked answers for itself, since one that ends is replaced.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Queryable, Statement } from '../../store/queryable.ts';
import type { Wiring } from '../wiring.ts';

const patience = 2_000;

export function addHealth(app: FastifyInstance, { database, metrics }: Wiring): void {
  const ready = async (_request: unknown, reply: FastifyReply) => {
    const answers = await databaseAnswers(database);
    reply.code(answers ? 200 : 503).header('Cache-Control', 'no-store');
    if (!answers) reply.header('Retry-After', '1');
    return { status: answers ? 'pass' : 'fail', checks: { database: answers ? 'pass' : 'fail' } };
  };
  app.get('/health', ready);
  app.get('/health/ready', ready);
  app.get('/health/live', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return { status: 'pass' };
  });
  app.get('/metrics', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store').type(metrics.registry.contentType);
    return metrics.figures();
  });
}

const ping: Statement = { name: 'health', text: 'select 1 as one' };

async function databaseAnswers(database: Queryable): Promise<boolean> {
  const late = AbortSignal.timeout(patience);
  const tooLate = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false), { once: true }));
  return Promise.race([
    database.rows(ping).then(
      () => true,
      () => false,
    ),
    tooLate,
  ]);
}
