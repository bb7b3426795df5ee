/** Servers as a region runs them, each a process of its own, on one database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { readConfig } from '../src/config.ts';
import { baseUrlOf } from '../src/http/around/origin.ts';
import { BearerTokens } from '../src/sign-in/bearer.ts';
import { openSigningKeys } from '../src/sign-in/signing-keys.ts';
import type { Database } from '../src/store/database.ts';

const main = path.join(import.meta.dirname, '..', 'src', 'main.ts');
const client = 'system';

const mandates = {
  [client]: { whole_record: client, registers: true },
  department: {
    units: ['lab', 'x-ray'],
    reads: ['Organization', 'Patient', 'Task', 'ServiceRequest', 'DiagnosticReport', 'Observation'],
    writes: ['DiagnosticReport', 'Observation'],
    changes: ['Task', 'ServiceRequest'],
  },
};

export class Region {
  readonly #folder: string;
  readonly #environment: Record<string, string>;

  constructor(folder: string, databaseUrl: string) {
    this.#folder = folder;
    this.#environment = {
      PATH: process.env['PATH'] ?? '',
      // They all start from the same code, which the first to end by itself leaves compiled.
      NODE_COMPILE_CACHE: path.join(folder, 'code'),
      MODE: 'production',
      DATABASE_URL: databaseUrl,
      BASE_URL: 'https://region.example',
      OIDC_ISSUER: 'https://who.example',
      OIDC_CLIENT_ID: 'region',
      OIDC_CLIENT_SECRET: 'region',
      LAST_RESORT_UNIT: 'answers',
      SECRET: 'the secret of a region that is only tested',
      API_CLIENTS: path.join(folder, 'clients.json'),
      HOST: '127.0.0.1',
      PROCESSES: '1',
      LOG_LEVEL: 'silent',
    };
  }

  /** A token that every server of the region takes, of a system that may do everything. */
  token(database: Database): Promise<string> {
    return this.#tokenOf(database, client);
  }

  /** Of a department that takes the orders of the units `lab` and `x-ray`, answers them, and may do nothing else. */
  departmentsToken(database: Database): Promise<string> {
    return this.#tokenOf(database, 'department');
  }

  async #tokenOf(database: Database, client: string): Promise<string> {
    const clients = Object.entries(mandates).map(([name, mandate]) => ({
      client_id: name,
      client_name: name,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      vardkedjan_mandate: mandate,
    }));
    await writeFile(path.join(this.#folder, 'clients.json'), JSON.stringify(clients));
    const config = readConfig(this.#environment);
    const base = baseUrlOf(config);
    const bearer = new BearerTokens(await openSigningKeys(database, config.secret), {
      issuer: `${base}/oidc`,
      audience: `${base}/fhir`,
    });
    return bearer.make({ principal: { kind: 'client', person: client }, clientId: client, minutes: 24 * 60 });
  }

  async start(): Promise<Server> {
    const dataDir = await mkdtemp(path.join(this.#folder, 'server-'));
    return new Server({ ...this.#environment, DATA_DIR: dataDir, PORT: String(await freePort()) }, dataDir);
  }
}

let next = process.pid;

/** Not among those that the system gives to connections, so that nobody takes it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + ((next++ * 7) % 12_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

export class Server {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #dataDir: string;
  #complaint = '';
  #address: Promise<string> | undefined;

  constructor(environment: Record<string, string>, dataDir: string) {
    this.#dataDir = dataDir;
    this.#child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#ended = once(this.#child, 'close');
    this.#child.stderr?.on('data', (piece: Buffer) => (this.#complaint += piece.toString()));
  }

  /** Where it answers; it says when it does. */
  address(): Promise<string> {
    this.#address ??= this.#announced();
    return this.#address;
  }

  async #announced(): Promise<string> {
    const stdout = this.#child.stdout as NonNullable<ChildProcess['stdout']>;
    const greeted = once(stdout, 'data').then(() => true);
    if (!(await Promise.race([greeted, this.#ended.then(() => false)])))
      throw new Error(`It ended by itself: ${this.#complaint}`);
    stdout.resume();
    const { local } = JSON.parse(await readFile(path.join(this.#dataDir, 'server.json'), 'utf8')) as { local: string };
    return local;
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As an operator ends it. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null) throw new Error(`It ended by itself: ${this.#complaint}`);
    this.#child.kill(signal);
    await this.#ended;
  }
}
