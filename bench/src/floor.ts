/**
 * The floor that every figure is compared with, measured on the same machine in the same run: node:http and one prepared
 * statement, nothing else. It runs as a process of its own beside the measured server's database.
 *
 * Usage: node floor.ts <connection string> <port>
 */
import { createServer } from 'node:http';
import pg from 'pg';

const [connectionString, port] = process.argv.slice(2);
const client = new pg.Client({ connectionString, pipeline: true } as pg.ClientConfig);
await client.connect();
await client.query('create table if not exists bench_floor (id integer primary key, body text not null)');
await client.query(
  `insert into bench_floor select i, '{"resourceType":"Observation","id":"' || i || '","note":"' || repeat('x', 1300) || '"}'
   from generate_series(1, 1000) i on conflict do nothing`,
);

const read = { name: 'floor-read', text: 'select body from bench_floor where id = $1' };
const write = { name: 'floor-write', text: 'update bench_floor set body = $2 where id = $1' };

async function body(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

createServer((request, response) => {
  const id = Number(request.url?.slice(1)) || 1;
  const answer = (text: string): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(text);
  };
  const done =
    request.method === 'GET'
      ? client.query({ ...read, values: [id] }).then((result) => answer(result.rows[0].body))
      : body(request)
          .then((text) => client.query({ ...write, values: [id, text] }))
          .then(() => answer('{}'));
  done.catch((error: unknown) => {
    response.writeHead(500);
    response.end(String(error));
  });
}).listen(Number(port), '127.0.0.1');
