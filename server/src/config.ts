/**
 * Every setting of the server in one table: its name in the environment, what it is when nobody says otherwise, and what it
 * does. docs/generated/settings.md is written from it. A setting that cannot be used stops the start with one sentence.
 */
import { type OnlineAges, parseOnlineAges, usualOnlineAges } from '@vardkedjan/care/access/online-ages.ts';
import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartFailure } from './store/start-failure.ts';

interface Setting<T> {
  name: string;
  /** As it would be written in the environment; '' for none. */
  fallback: string;
  about: string;
  secret?: boolean;
  /** The value, or a sentence's second half: what is wrong with the text. */
  read(text: string): T | Wrong;
}

class Wrong {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The secret of a demo; production refuses it. */
export const demoSecret = 'an invented region has no secrets';

function text(name: string, fallback: string, about: string): Setting<string> {
  return { name, fallback, about, read: (value) => value };
}

function secret(name: string, fallback: string, about: string): Setting<string> {
  return { ...text(name, fallback, about), secret: true };
}

function whole(
  name: string,
  fallback: number,
  about: string,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): Setting<number> {
  return {
    name,
    fallback: String(fallback),
    about,
    read: (value) => {
      const number = Number(value);
      return /^\d+$/.test(value) && number >= least && number <= most
        ? number
        : new Wrong(`it must be a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}`);
    },
  };
}

function choice<const T extends string>(name: string, of: readonly [T, ...T[]], about: string): Setting<T> {
  return {
    name,
    fallback: of[0],
    about: `${about} One of ${of.map((one) => `\`${one}\``).join(', ')}.`,
    read: (value) => of.find((one) => one === value) ?? new Wrong(`it must be one of ${of.join(', ')}`),
  };
}

function address(name: string, about: string, protocols: readonly string[]): Setting<string> {
  return {
    name,
    fallback: '',
    about,
    read: (value) => {
      if (value === '') return '';
      const url = URL.parse(value);
      return url !== null && protocols.includes(url.protocol)
        ? value.replace(/\/$/, '')
        : new Wrong(`it must be an address that begins with ${protocols.join(' or ')}//`);
    },
  };
}

function list(name: string, about: string): Setting<string[]> {
  return { name, fallback: '', about, read: (value) => value.split(/[\s,]+/).filter((part) => part !== '') };
}

function ages(name: string, usual: readonly OnlineAges[], about: string): Setting<readonly OnlineAges[]> {
  return {
    name,
    fallback: usual.map(({ from, guardianUntil, aloneFrom }) => `${from}:${guardianUntil}:${aloneFrom}`).join(','),
    about,
    read: (value) =>
      parseOnlineAges(value) ?? new Wrong('it must be as in `2027-01-01:13:16`, with commas between several'),
  };
}

function folder(name: string, fallback: string, about: string): Setting<string> {
  return { name, fallback, about, read: (value) => (isAbsolute(value) ? value : resolve(root, value)) };
}

export const settings = {
  mode: choice(
    'MODE',
    ['demo', 'production'],
    'What the server is for: `demo` has an invented region and lets anyone sign in as its people.',
  ),
  port: whole('PORT', 8080, 'The port that everything is served on.', 0, 65535),
  host: text('HOST', 'localhost', 'The network address that is listened on; `0.0.0.0` for all.'),
  processes: {
    ...whole(
      'PROCESSES',
      0,
      'Serving processes behind the port, which share nothing but the database; 0: one for each core. 1 serves in the first process itself.',
      0,
      256,
    ),
    read: (value: string) => {
      const number = Number(value);
      if (!/^\d+$/.test(value) || number > 256) return new Wrong('it must be a whole number from 0 to 256');
      return number === 0 ? availableParallelism() : number;
    },
  },
  baseUrl: address(
    'BASE_URL',
    'The address that browsers and other systems reach the server at. Without it, `http://localhost:` and the port.',
    ['http:', 'https:'],
  ),
  dataDir: folder(
    'DATA_DIR',
    '.data',
    'Folder for the embedded database and `server.json`; a relative one is counted from the checkout.',
  ),
  databaseUrl: {
    ...address('DATABASE_URL', 'A PostgreSQL (16 or newer) to use instead of the embedded one.', [
      'postgres:',
      'postgresql:',
    ]),
    secret: true,
  },
  secret: secret(
    'SECRET',
    demoSecret,
    'Seals the signing keys in the database and signs cookies; at least 32 characters. Production needs its own.',
  ),
  oidcIssuer: address(
    'OIDC_ISSUER',
    "Issuer of the region's own identity provider (OpenID Connect). Without it, the demo sign-in page.",
    ['https:', 'http:'],
  ),
  oidcClientId: text('OIDC_CLIENT_ID', '', 'What that identity provider calls this system.'),
  oidcClientSecret: secret('OIDC_CLIENT_SECRET', '', 'The secret shared with that identity provider.'),
  oidcScopes: text(
    'OIDC_SCOPES',
    'openid profile',
    'Scopes asked of that identity provider; they must give `employeeHsaId` for staff and the personal identity number for residents.',
  ),
  oidcAcr: list(
    'OIDC_ACR',
    'Levels of assurance that are accepted from that identity provider (the claim `acr`); any, when empty.',
  ),
  apiClients: {
    ...folder(
      'API_CLIENTS',
      '',
      'A JSON file with the other systems that may ask for tokens here: OAuth client metadata, see docs/how-to.',
    ),
    read: (value: string) => (value === '' ? '' : resolve(root, value)),
  },
  sessionIdleMinutes: whole(
    'SESSION_IDLE_MINUTES',
    60,
    'A session that nobody uses ends after this long. Drafts are on the server and are not lost.',
    1,
  ),
  sessionHours: whole('SESSION_HOURS', 14, 'A session ends after this long, used or not.', 1),
  tokenMinutes: whole('TOKEN_MINUTES', 15, 'How long an access token of the API is valid.', 1, 24 * 60),
  corsOrigins: list(
    'CORS_ORIGINS',
    'Origins of other web apps that may call `/fhir` from a browser, with tokens; none without it.',
  ),
  bodyLimitMb: whole('BODY_LIMIT_MB', 64, 'The largest request body, in MB (10^6 bytes).', 1, 500),
  bodiesMb: whole(
    'BODIES_MB',
    512,
    'Bodies of requests that are under way at the same time, in MB, in all processes together; a request that would take it further is answered 503 with Retry-After.',
    1,
  ),
  maxInFlight: whole(
    'MAX_IN_FLIGHT',
    600,
    'Requests to `/fhir` that are worked on at the same time, in all processes together; more are answered 503 with Retry-After.',
    1,
  ),
  maxOpenPages: whole(
    'MAX_OPEN_PAGES',
    20_000,
    'Pages with a record open that wait to be told when somebody blocks what they show, in all processes together; more get 503, and see what is blocked at their next question.',
    1,
  ),
  byKeySeconds: whole(
    'BY_KEY_SECONDS',
    10,
    'A statement by key or within one record that takes longer is broken off, and the request answered `too-costly`.',
    1,
    3600,
  ),
  searchSeconds: whole('SEARCH_SECONDS', 20, 'The same of a search across records.', 1, 3600),
  writeSeconds: whole('WRITE_SECONDS', 30, 'The same of a statement in a unit of work.', 1, 3600),
  relationAfterContactDays: whole(
    'RELATION_AFTER_CONTACT_DAYS',
    90,
    'A care relation lasts this many days after a contact has ended.',
  ),
  relationAroundAppointmentDays: whole(
    'RELATION_AROUND_APPOINTMENT_DAYS',
    30,
    'A care relation lasts this many days before and after a booked visit.',
  ),
  blockedInDanger: choice(
    'BLOCKED_IN_DANGER',
    ['ask', 'open'],
    'What becomes of another care provider’s block when a patient in danger cannot ask that it is lifted: `ask`, that care provider answers (2022:913, 3 kap. 5 §); `open`, who asks is let through at once, and it is told. The second is a reading that the act’s wording does not bear.',
  ),
  staffedUnits: list(
    'STAFFED_UNITS',
    'Ids of the units (Organization) that are staffed around the clock and are told of a request to lift a block that nobody has answered, at the most one for each care provider. Where a care provider has none, such a request stays with the head of the unit that was asked.',
  ),
  lastResortUnit: text(
    'LAST_RESORT_UNIT',
    '',
    'Id of the unit (Organization), staffed, on whose list an answer lies that matches no order, contact, ward, listing or unit at which somebody works. A demo has one; production needs its own.',
  ),
  onlineAges: ages(
    'ONLINE_AGES',
    usualOnlineAges,
    'Who reads a record online: from which day, until which age guardians do, and from which age one does alone. Several, with commas between, when the ages change.',
  ),
  overdueAnalysis: choice(
    'OVERDUE_ANALYSIS',
    ['stands', 'lapses'],
    'What becomes of a needs-and-risk analysis that has not been reviewed within its year: it `stands`, and its unit’s head is reminded more and more loudly; or it `lapses`, and the role has no rights until a new one is signed.',
  ),
  reviewRandom: whole(
    'REVIEW_RANDOM',
    5,
    'Openings of records that are drawn at random from the access log, of each care provider and day, to be reviewed.',
  ),
  reviewDirected: whole(
    'REVIEW_DIRECTED',
    15,
    'The same of openings with something odd, the oddest first; every opening in an emergency is drawn besides.',
  ),
  logYears: whole(
    'LOG_YEARS',
    5,
    'How many years the access log is kept at least (HSLF-FS 2016:40, 4 kap. 9 §); what is older is purged by `npm run log:archive` only.',
    5,
  ),
  seedResidents: whole(
    'SEED_RESIDENTS',
    1000,
    'How many residents the invented region of a demo gets, the first time.',
    0,
    5_000_000,
  ),
  logLevel: choice(
    'LOG_LEVEL',
    ['warn', 'info', 'error', 'fatal', 'debug', 'silent'],
    "What the server's own log (stdout, JSON lines, no patient data) holds.",
  ),
} satisfies Record<string, Setting<unknown>>;

type Settings = typeof settings;
export type Config = { readonly [K in keyof Settings]: Exclude<ReturnType<Settings[K]['read']>, Wrong> };

/** The settings as the environment has them. Fails with a StartFailure that names the first one that cannot be used. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const entries = Object.entries(settings).map(([key, setting]) => {
    const value = setting.read((environment[setting.name] ?? '').trim() || setting.fallback);
    if (value instanceof Wrong) throw new StartFailure(`The setting ${setting.name} cannot be used: ${value.why}.`);
    return [key, value] as const;
  });
  const config = Object.fromEntries(entries) as Config;
  refuseHalfAnswers(config);
  if (config.mode === 'production') refuseDemoInProduction(config);
  return config;
}

function refuseHalfAnswers(config: Config): void {
  if (config.oidcIssuer !== '' && config.oidcClientId === '') {
    throw new StartFailure('OIDC_ISSUER is set but OIDC_CLIENT_ID is not: the identity provider must know who asks.');
  }
}

function refuseDemoInProduction(config: Config): void {
  if (config.secret === demoSecret || config.secret.length < 32) {
    throw new StartFailure(
      'MODE=production needs a SECRET of its own, at least 32 characters: the default one is known to everybody.',
    );
  }
  if (config.oidcIssuer === '') {
    throw new StartFailure(
      "MODE=production needs OIDC_ISSUER, the region's identity provider: the demo sign-in lets anyone in as anyone.",
    );
  }
  if (!config.baseUrl.startsWith('https://')) {
    throw new StartFailure(
      'MODE=production needs BASE_URL, beginning with https://: session cookies are sent over encrypted connections only.',
    );
  }
  if (!config.oidcIssuer.startsWith('https://')) {
    throw new StartFailure('MODE=production needs an OIDC_ISSUER that begins with https://.');
  }
  if (config.lastResortUnit === '') {
    throw new StartFailure(
      'MODE=production needs LAST_RESORT_UNIT, the staffed unit that sees to answers which match nobody: without it they would lie on no list.',
    );
  }
}
