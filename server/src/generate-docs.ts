/** Writes the pages that are derived from tables: docs/generated/settings.md and docs/generated/api.md. `npm run generate`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CapabilityStatementRest } from '@medplum/fhirtypes';
import { settings } from './config.ts';
import { capabilityStatement } from './interactions/capabilities.ts';
import { interactions } from './interactions/interactions.ts';
import { operations } from './operations/operations.ts';
import { canonicalOf, routesOf } from './operations/operation.ts';

const folder = fileURLToPath(new URL('../../docs/generated/', import.meta.url));

function settingsPage(): string {
  const rows = Object.values(settings).map(({ name, fallback, about, secret }) => {
    const usual = fallback === '' ? '' : secret === true ? 'a demo’s own' : `\`${fallback}\``;
    return `| \`${name}\`${secret === true ? ' (secret)' : ''} | ${usual} | ${about} |`;
  });
  return [
    '# Settings',
    '',
    'Given in the environment. One that cannot be used stops the start with one sentence. Made from `server/src/config.ts`.',
    '',
    '| setting | without it | what it does |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function apiPage(): string {
  const [rest] = capabilityStatement('').rest ?? [];
  return [
    '# What the API can do',
    '',
    'FHIR R4 (4.0.1), JSON, below `/fhir`. Made from the tables that the routes are made of; the same as a',
    '[CapabilityStatement](http://hl7.org/fhir/R4/capabilitystatement.html) is `GET /fhir/metadata`. What is not here is refused by name.',
    '',
    '## Interactions',
    '',
    '| interaction | request |',
    '|---|---|',
    '| capabilities | `GET /metadata` |',
    ...interactions.map(
      ({ code, routes }) =>
        `| ${code === 'transaction' ? 'transaction, batch' : code} | ${routes.map(({ method, path }) => `\`${method} ${plainPath(path)}\``).join(', ')} |`,
    ),
    '',
    '## Operations',
    '',
    '| operation | what it does | parameters | definition |',
    '|---|---|---|---|',
    ...operations.map(({ terms }) => {
      const routes = routesOf(terms).map(({ method, path }) => `\`${method} ${plainPath(path)}\``);
      const parameters = terms.parameters
        .filter(({ use }) => use === 'in')
        .map(({ name, min }) => `\`${name}\`${min === 1 ? '' : '?'}`);
      return `| ${routes.join(', ')} | ${terms.description} | ${parameters.join(', ')} | ${canonicalOf(terms)} |`;
    }),
    '',
    ...searchSection(rest),
    '',
  ].join('\n');
}

function searchSection(rest: CapabilityStatementRest | undefined): string[] {
  const resources = rest?.resource ?? [];
  const count = resources.reduce((sum, { searchParam }) => sum + (searchParam?.length ?? 0), 0);
  return [
    '## Search',
    '',
    `All of R4's ${resources.length} resource types, ${count} search parameters:`,
    '',
    '| type | parameters |',
    '|---|---|',
    ...resources.map(
      ({ type, searchParam }) => `| ${type} | ${(searchParam ?? []).map(({ name }) => name).join(', ')} |`,
    ),
  ];
}

/** `/:type/:id` as the standard writes it. */
function plainPath(path: string): string {
  return path === '' ? '/' : path.replaceAll(/:(\w+)/g, '[$1]');
}

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}settings.md`, settingsPage());
writeFileSync(`${folder}api.md`, apiPage());
