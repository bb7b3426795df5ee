/**
 * Who is it? The authorization server's interaction: in a demo a page that lists the cast, else the region's identity
 * provider. What comes of it is a subject, which the authorization server then vouches for.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { ownClientId } from '../provider/api-clients.ts';
import { principalOfMember } from '../cast.ts';
import type { ClaimedIdentity } from '../provider/claims.ts';
import type { Journey } from '../provider/identity-provider.ts';
import { JourneyCookie } from './journey-cookie.ts';
import { assignmentPage, choicePage, refusalPage } from './page/page.ts';
import { type Principal, principalOf, subjectOf } from '../principal.ts';
import type { SignIn } from '../sign-in.ts';

type Interaction = Awaited<ReturnType<SignIn['provider']['interactionDetails']>>;
type Away = Journey & { uid: string };

export function addChoosing(
  app: FastifyInstance,
  config: Config,
  signIn: SignIn,
  originOf: (request: FastifyRequest) => string,
): void {
  const cookie = new JourneyCookie<Away>('vardkedjan-identity', signIn.seal);
  const isSecure = (request: FastifyRequest) => originOf(request).startsWith('https:');
  const choosing = new Choosing(config, signIn);

  app.get('/sign-in/choose/:uid', async (request, reply) => {
    const interaction = await choosing.interaction(request, reply);
    if (interaction === undefined) return expired(reply);
    if (signIn.identityProvider === undefined) return choosing.showCast(request, reply, interaction);
    const { address, journey } = await signIn.identityProvider.begin(`${originOf(request)}/sign-in/identity-provider`);
    cookie.set(reply, { ...journey, uid: interaction.uid }, isSecure(request));
    return reply.redirect(address.href, 303);
  });

  app.post('/sign-in/choose/:uid', async (request, reply) => {
    const interaction = await choosing.interaction(request, reply);
    return interaction === undefined ? expired(reply) : choosing.choose(request, reply, interaction);
  });

  app.get('/sign-in/identity-provider', async (request, reply) => {
    const away = cookie.read(request);
    cookie.clear(reply, isSecure(request));
    const interaction = away && (await signIn.provider.Interaction.find(away.uid));
    if (signIn.identityProvider === undefined || away === undefined || !interaction) return expired(reply);
    const callback = new URL(request.url, originOf(request));
    const identity = await signIn.identityProvider.finish(callback, away).catch(() => undefined);
    if (identity === undefined)
      return html(reply.code(403), refusalPage('Inloggningen avbröts eller kunde inte bekräftas.', '/sign-in'));
    return choosing.believe(reply, interaction, identity);
  });

  addFiles(app);
}

/** The typeface is the apps' own (ui/src/fonts.css). */
const typeface = createRequire(new URL('../../../../ui/package.json', import.meta.url)).resolve(
  '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
);

function addFiles(app: FastifyInstance): void {
  const files = [
    { name: 'page.css', type: 'text/css; charset=utf-8', path: new URL('page/page.css', import.meta.url) },
    { name: 'page.js', type: 'text/javascript; charset=utf-8', path: new URL('page/page.js', import.meta.url) },
    { name: 'source-sans-3.woff2', type: 'font/woff2', path: typeface },
  ];
  for (const { name, type, path } of files) {
    const content = readFileSync(path);
    app.get(`/sign-in/${name}`, (_request, reply) =>
      reply.type(type).header('Cache-Control', 'public, max-age=3600').send(content),
    );
  }
}

class Choosing {
  readonly #config: Config;
  readonly #signIn: SignIn;

  constructor(config: Config, signIn: SignIn) {
    this.#config = config;
    this.#signIn = signIn;
  }

  /** The interaction of the browser's cookie; undefined when it has ended. */
  async interaction(request: FastifyRequest, reply: FastifyReply): Promise<Interaction | undefined> {
    const { uid } = request.params as { uid: string };
    const found = await this.#signIn.provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
    return found?.uid === uid ? found : undefined;
  }

  showCast(request: FastifyRequest, reply: FastifyReply, interaction: Interaction): FastifyReply {
    const { search = '' } = request.query as { search?: string };
    const first = interaction.params['login_hint'] === 'resident' ? 'resident' : 'staff';
    return html(reply, choicePage({ action: addressOf(interaction), cast: this.#signIn.cast, first, search }));
  }

  async choose(request: FastifyRequest, reply: FastifyReply, interaction: Interaction): Promise<FastifyReply> {
    const { person, who, assignment } = (request.body ?? {}) as Record<string, string | undefined>;
    if (who !== undefined && assignment !== undefined) {
      const known = this.#opened(who, interaction);
      return known?.kind === 'staff' ? this.#finish(reply, interaction, { ...known, assignment }) : expired(reply);
    }
    const member = this.#signIn.cast.find(({ key }) => key === person);
    if (this.#signIn.identityProvider !== undefined || member === undefined) return expired(reply);
    return this.#assigned(reply, interaction, principalOfMember(member));
  }

  /** Takes the word of the region's identity provider, as far as the level of assurance goes. */
  async believe(reply: FastifyReply, interaction: Interaction, identity: ClaimedIdentity): Promise<FastifyReply> {
    const { oidcAcr } = this.#config;
    if (oidcAcr.length > 0 && !oidcAcr.includes(identity.acr ?? '')) {
      return html(reply.code(403), refusalPage('Inloggningen var inte stark nog för journaluppgifter.', '/sign-in'));
    }
    const { people } = this.#signIn;
    if (identity.staff !== undefined) {
      const staff = await people.staff(identity.staff);
      const assignment = staff?.assignments.find(({ hsaId }) => hsaId === identity.commission)?.id;
      return this.#assigned(reply, interaction, { kind: 'staff', person: identity.staff, assignment });
    }
    const resident = identity.resident === undefined ? undefined : await people.residentByNumber(identity.resident);
    if (resident === undefined) {
      return html(
        reply.code(403),
        refusalPage('Du finns varken i katalogen över medarbetare eller i befolkningsregistret här.', '/sign-in'),
      );
    }
    return this.#finish(reply, interaction, { kind: 'resident', person: resident.id });
  }

  /** Our own apps let staff choose their assignment themselves; for other clients it is chosen here. */
  async #assigned(reply: FastifyReply, interaction: Interaction, principal: Principal): Promise<FastifyReply> {
    if (
      interaction.params['client_id'] === ownClientId ||
      principal.kind !== 'staff' ||
      principal.assignment !== undefined
    ) {
      return this.#finish(reply, interaction, principal);
    }
    const staff = await this.#signIn.people.staff(principal.person);
    if (staff === undefined || staff.assignments.length < 2) {
      return this.#finish(reply, interaction, { ...principal, assignment: staff?.assignments[0]?.id });
    }
    const sealed = this.#signIn.seal.close(`${interaction.uid} ${subjectOf(principal)}`).toString('base64url');
    return html(reply, assignmentPage(addressOf(interaction), sealed, staff.name, staff.assignments));
  }

  #opened(sealed: string, { uid }: Interaction): Principal | undefined {
    const text = this.#signIn.seal.open(Buffer.from(sealed, 'base64url'));
    return text?.startsWith(`${uid} `) ? principalOf(text.slice(uid.length + 1)) : undefined;
  }

  async #finish(reply: FastifyReply, interaction: Interaction, principal: Principal): Promise<FastifyReply> {
    interaction.result = { login: { accountId: subjectOf(principal), remember: false } };
    await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
    return reply.header('Cache-Control', 'no-store').redirect(interaction.returnTo, 303);
  }
}

function addressOf({ uid }: Interaction): string {
  return `/sign-in/choose/${uid}`;
}

function html(reply: FastifyReply, text: string): FastifyReply {
  // Browsers hold form-action against the redirects that follow a form, and these lead on to the client's own address.
  const policy = String(reply.getHeader('content-security-policy')).replace("; form-action 'self'", '');
  return reply
    .header('Content-Security-Policy', policy)
    .header('Cache-Control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(text);
}

function expired(reply: FastifyReply): FastifyReply {
  return html(reply.code(400), refusalPage('Inloggningen har gått ut. Börja om.', '/sign-in'));
}
