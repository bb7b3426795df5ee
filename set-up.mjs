/**
 * The one command behind every npm script. Plain JavaScript for Node 20 and no dependencies, because it runs before they
 * are there: installs them when the lockfile has changed, picks the Node that the product runs on, builds the two web apps
 * when their sources have changed, and hands over to what was asked for. It speaks on stderr; stdout is the command's own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const modules = join(root, 'node_modules');
const stamps = join(modules, '.cache', 'vardkedjan');
const say = (line) => process.stderr.write(`${line}\n`);

/** Ends with one sentence for a person, and a non-zero exit. */
class Stop extends Error {}

/** What each command needs, and the programs it runs one after the other. */
const commands = {
  start: { apps: true, steps: [node('server/src/main.ts')] },
  token: { steps: [node('server/src/sign-in/token.ts')] },
  // Room for what is young: an import's resources live for one chunk, and are then gone before anything is moved.
  import: { steps: [node('--max-semi-space-size=64', 'server/src/jobs/import.ts')] },
  terminology: { steps: [node('server/src/jobs/terminology.ts')] },
  'drug-knowledge': { steps: [node('server/src/jobs/drug-knowledge.ts')] },
  distribute: { steps: [node('server/src/store/distribution/distribute.ts')] },
  'log-verify': { steps: [node('server/src/store/verify-log.ts')] },
  'log-archive': { steps: [node('server/src/log-archive/archive-log.ts')] },
  'log-export': { steps: [node('server/src/log-export/export-log.ts')] },
  check: {
    steps: [
      tool('typescript/bin/tsc', '-p', '.'),
      tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
      tool('@biomejs/biome/bin/biome', 'format', '.'),
      generatedIsFresh,
    ],
  },
  test: {
    apps: true,
    browser: true,
    steps: [
      node(
        '--test',
        // The longest, the journeys, come first by name; the cores that they leave free take the others.
        `--test-concurrency=${availableParallelism()}`,
        '--test-global-setup=server/test/cluster.ts',
        'acceptance/*.test.ts',
        'pure.test.ts',
        '{region,server}/{src,test}/**/*.test.ts',
      ),
    ],
  },
  journeys: { apps: true, browser: true, steps: [node('--test', '--test-concurrency=1', 'acceptance/*.test.ts')] },
  budgets: { apps: true, browser: true, steps: [node('acceptance/src/budgets.ts')] },
  bench: { apps: true, steps: [node('bench/src/main.ts')] },
  conformance: { steps: [node('acceptance/src/conformance/main.ts')] },
  generate: { steps: [generate] },
  format: { steps: [tool('@biomejs/biome/bin/biome', 'format', '--write', '.')] },
};

/** Programs that write pages or tables under a `generated/` folder; running one again leaves no difference. */
const generators = ['fhir/generate.ts', 'server/src/generate-docs.ts'];

function node(...fixed) {
  return (runtime, args) => run(runtime, [...fixed, ...args]);
}

function tool(path, ...fixed) {
  return (runtime, args) => run(runtime, [join(modules, path), ...fixed, ...args]);
}

async function generate(runtime) {
  for (const program of generators) {
    const code = await run(runtime, [program]);
    if (code !== 0) return code;
  }
  return 0;
}

async function generatedIsFresh(runtime) {
  const before = generatedFiles();
  const code = await generate(runtime);
  if (code !== 0) return code;
  const after = generatedFiles();
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  if (stale.length === 0) return 0;
  say(`Generated files were not up to date; they are now, commit them: ${stale.join(', ')}`);
  return 1;
}

function generatedFiles() {
  const found = new Map();
  for (const path of filesUnder(root)) {
    if (/(^|[\\/])generated[\\/]/.test(path)) found.set(path, sha256(readFileSync(join(root, path))));
  }
  return found;
}

/** Node keeps what it has compiled, so that programs and their processes start in half the time the next time. */
const compiledOnce = { NODE_COMPILE_CACHE: join(stamps, 'compiled'), ...process.env };

/** Runs a program in the foreground: passes signals on, and keeps its exit code. */
function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: compiledOnce, ...options });
    const passOn = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    // npm runs us through a shell that dies of a signal without telling us: when our parent is gone, the child ends too.
    const parent = process.ppid;
    const orphaned = setInterval(() => {
      if (process.env['npm_lifecycle_event'] !== undefined && process.ppid !== parent) child.kill('SIGTERM');
    }, 500).unref();
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(orphaned);
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Paths of all files under a folder, relative to the root; not what is installed or built. */
function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path.slice(root.length);
  }
}

function stampIs(name, value) {
  const path = join(stamps, name);
  return existsSync(path) && readFileSync(path, 'utf8') === value;
}

function writeStamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
}

async function install() {
  const lockfile = join(root, 'package-lock.json');
  const lock = sha256(readFileSync(lockfile));
  if (stampIs('install', lock)) return;
  const npmsOwn = join(modules, '.package-lock.json');
  if (!existsSync(npmsOwn) || statSync(npmsOwn).mtimeMs < statSync(lockfile).mtimeMs) {
    say('Installing the dependencies …');
    const code = await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: withoutOurNode(),
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (code !== 0) throw new Stop('The dependencies could not be installed; npm says why above.');
  }
  writeStamp('install', lock);
}

/** npm must not run on the Node that it is about to replace. */
function withoutOurNode() {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
  return { ...process.env, PATH: path.join(delimiter) };
}

/** Node 24 comes with the dependencies; where it does not fit the machine, the system's Node serves if it is new enough. */
function pickNode() {
  const own = join(modules, '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  for (const candidate of [own, process.execPath]) {
    if (!existsSync(candidate)) continue;
    const version = spawnSync(candidate, ['--version'], { encoding: 'utf8' }).stdout ?? '';
    const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
    if (major > 22 || (major === 22 && minor >= 18)) return candidate;
  }
  throw new Stop(
    `Vårdkedjan needs Node 22.18 or newer; none came with the dependencies for ${process.platform}-${process.arch}, and the system's is ${process.version}.`,
  );
}

async function buildApps(runtime) {
  const started = Date.now();
  const stale = ['clinician', 'resident']
    .map((app) => ({ app, sources: sourcesOf(app) }))
    .filter(({ app, sources }) => !isBuilt(app, sources));
  if (stale.length === 0) return;
  say(`Building the web apps: ${stale.map(({ app }) => app).join(', ')} …`);
  const codes = await Promise.all(
    stale.map(({ app }) =>
      run(runtime, [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'], {
        cwd: join(root, app),
        stdio: ['ignore', 2, 2],
      }),
    ),
  );
  const failed = stale.filter((_, index) => codes[index] !== 0);
  if (failed.length > 0)
    throw new Stop(`The build of ${failed.map(({ app }) => app).join(' and ')} failed; the reason stands above.`);
  for (const { app, sources } of stale) writeStamp(`built-${app}`, sources);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

const isBuilt = (app, sources) => existsSync(join(root, app, 'dist', 'index.html')) && stampIs(`built-${app}`, sources);

/** One text for the state of everything an app is built from: names, sizes and times, which is quick to read. */
function sourcesOf(app) {
  const parts = [sha256(readFileSync(join(root, 'package-lock.json')))];
  for (const folder of [app, 'ui', 'care', 'fhir']) {
    for (const path of filesUnder(join(root, folder))) {
      if (path.endsWith('.test.ts')) continue;
      const { size, mtimeMs } = statSync(join(root, path));
      parts.push(`${path} ${size} ${mtimeMs}`);
    }
  }
  return sha256(parts.join('\n'));
}

/** The journeys are played in the system's own Chromium, best in its headless shell; on Debian as root that is installed, else we say how. */
async function findBrowser() {
  const places = [
    process.env['CHROMIUM'],
    '/usr/lib/chromium/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const isThere = () => places.some((place) => place !== undefined && existsSync(place));
  if (isThere()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser journeys …');
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], options);
    for (const name of ['chromium-headless-shell', 'chromium']) {
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
      if (isThere()) return;
    }
  }
  say(
    'No Chromium found, so the browser journeys will fail: install it (Debian: sudo apt-get install chromium-headless-shell) or set CHROMIUM to its path.',
  );
}

async function main([name = 'start', ...args]) {
  const command = commands[name];
  if (command === undefined)
    throw new Stop(`There is no command "${name}"; there are: ${Object.keys(commands).join(', ')}.`);
  await install();
  const runtime = pickNode();
  if (command.browser) await findBrowser();
  if (command.apps) await buildApps(runtime);
  for (const step of command.steps) {
    const code = await step(runtime, args);
    if (code !== 0) return code;
  }
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const folderProblem = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code);
  if (!folderProblem && !(error instanceof Stop)) throw error;
  say(
    folderProblem
      ? `Cannot write to ${error.path ?? root}: ${error.code === 'ENOSPC' ? 'the disk is full' : 'the folder is not writable'}.`
      : error.message,
  );
  process.exitCode = 1;
}
