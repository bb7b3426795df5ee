/** The app in development without the real server: one invented record behind the same addresses. `vite --config test/vite.config.ts`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Appointment, Bundle, Resource } from '@medplum/fhirtypes';
import type { Plugin } from 'vite';
import { careUnitUrl } from '../src/work/day.ts';
import { alma, exampleChart } from './example-record.ts';

const careUnit = { id: 'vc', hsaId: 'SE2321000131-E000000000001', name: 'Närhälsan Olskroken vårdcentral' };
const assignment = {
  id: 'role',
  hsaId: 'SE2321000131-P000000000001',
  title: 'Läkare',
  profession: 'doctor',
  purpose: 'care',
  careUnit,
  careProvider: { ...careUnit, id: 'vgr', name: 'Västra Götalandsregionen' },
};

const session = () => ({
  kind: 'staff',
  name: 'Sara Lindqvist',
  caller: { kind: 'staff', id: 'SE2321000131-P1', name: 'Sara Lindqvist', practitioner: { id: 'doc' } },
  assignments: [assignment],
  assignment,
  demo: true,
  expires: new Date(Date.now() + 30 * 60_000).toISOString(),
});

function appointments(): Appointment[] {
  const day = new Date().toISOString().slice(0, 10);
  return Array.from({ length: 14 }, (_, index) => ({
    resourceType: 'Appointment',
    id: `a${index}`,
    status: index < 3 ? 'fulfilled' : index === 3 ? 'arrived' : 'booked',
    description:
      ['Återbesök hjärtsvikt', 'Hosta sedan tre veckor', 'Årskontroll diabetes', 'Knäsmärta'][index % 4] ?? '',
    start: `${day}T${String(8 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}:00+01:00`,
    end: `${day}T${String(8 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '55' : '25'}:00+01:00`,
    meta: { extension: [{ url: careUnitUrl, valueReference: { reference: 'Organization/vc' } }] },
    participant: [
      { actor: { reference: 'Patient/alma' }, status: 'accepted' },
      {
        actor: { reference: index % 3 ? 'Practitioner/doc' : 'Practitioner/other', display: 'Sara Lindqvist, läkare' },
        status: 'accepted',
      },
    ],
  }));
}

const page = (matches: Resource[], included: Resource[] = []): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: [
    ...matches.map((resource) => ({ resource, search: { mode: 'match' as const } })),
    ...included.map((resource) => ({ resource, search: { mode: 'include' as const } })),
  ],
});

function answer(url: URL): unknown {
  const [, , type = '', id, operation] = url.pathname.split('/');
  const record = exampleChart().entry?.flatMap((entry) => (entry.resource ? [entry.resource] : [])) ?? [];
  if (type === 'Patient' && id === 'refused') return undefined;
  if (operation === '$chart') return exampleChart();
  if (operation === '$everything') return page(record);
  if (operation === '$text-search')
    return page(
      record.filter((resource) =>
        JSON.stringify(resource)
          .toLowerCase()
          .includes((url.searchParams.get('text') ?? '').toLowerCase().slice(0, 5)),
      ),
    );
  if (type === 'Appointment') return page(appointments(), [alma]);
  if (type === 'Task') return page([]);
  if (id) return record.find((resource) => resource.resourceType === type && resource.id === id);
  const category = url.searchParams.get('category');
  const ofType = record.filter(
    (resource) => resource.resourceType === type && (!category || JSON.stringify(resource).includes(`"${category}"`)),
  );
  return page(type === 'QuestionnaireResponse' && url.searchParams.has('author') ? [] : ofType, [alma]);
}

const refusal = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'forbidden',
      diagnostics: 'Your unit has no care relation to the patient.',
      details: {
        text: 'Din enhet har ingen vårdrelation till patienten.',
        coding: [{ code: 'care-relation-or-stated', display: 'Patientdatalagen (2008:355) 4 kap. 1 §' }],
      },
      extension: [
        {
          url: 'https://vardkedjan.se/fhir/StructureDefinition/provision',
          valueString: 'Patientdatalagen (2008:355) 4 kap. 1 §',
        },
        {
          url: 'https://vardkedjan.se/fhir/StructureDefinition/provision-link',
          valueUri: 'https://selex.se/eli/sfs/2008/355#kap4.1',
        },
        { url: 'https://vardkedjan.se/fhir/StructureDefinition/lawful-step', valueCode: 'state-relation' },
      ],
    },
  ],
};

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', etag: 'W/"1"' });
  response.end(JSON.stringify(body));
}

export function exampleServer(): Plugin {
  return {
    name: 'example-server',
    configureServer(server) {
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (url.pathname === '/session') send(response, 200, session());
        else if (!url.pathname.startsWith('/fhir/')) next();
        else {
          const found = answer(url);
          if (found === undefined) send(response, 403, refusal);
          else send(response, 200, found);
        }
      });
    },
  };
}
