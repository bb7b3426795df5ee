/** The figures of all serving processes as one text: sums, and averages where a sum says nothing. Who does not answer at once is left out. */
import type { Worker } from 'node:cluster';
import { AggregatorRegistry, Gauge, type MetricObjectWithValues, type MetricValue } from 'prom-client';
import type { FromWorker, ToWorker } from './messages.ts';

const patienceMs = 1_000;
let asked = 0;

export async function allFigures(workers: readonly Worker[]): Promise<string> {
  const told = (await Promise.all(workers.map(figuresOf))).filter((figures) => figures !== undefined);
  const all = AggregatorRegistry.aggregate(told as MetricObjectWithValues<MetricValue<string>>[][]);
  new Gauge({ name: 'vardkedjan_processes', help: 'Serving processes whose figures these are.', registers: [all] }).set(
    told.length,
  );
  return all.metrics();
}

function figuresOf(worker: Worker): Promise<object[] | undefined> {
  return new Promise((resolve) => {
    const number = ++asked;
    const done = (figures?: object[]): void => {
      clearTimeout(late);
      worker.off('message', hear);
      resolve(figures);
    };
    const hear = (message: FromWorker): void => {
      if (message.say === 'figures' && message.asked === number) done(message.figures);
    };
    const late = setTimeout(done, patienceMs);
    worker.on('message', hear);
    const question: ToWorker = { say: 'figures', asked: number };
    if (worker.isConnected()) worker.send(question, () => undefined);
    else done();
  });
}
