/** The sign-in pages: plain HTML that works without scripts, in Swedish. Everything that comes from data is escaped. */
import type { Assignment } from '@vardkedjan/care/access/caller.ts';
import type { CastMember } from '../../cast.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escaped(title)} – Vårdkedjan</title>
<link rel="icon" href="/vardkedjan.svg" type="image/svg+xml">
<link rel="stylesheet" href="/sign-in/page.css">
<script src="/sign-in/page.js" defer></script>
</head>
<body>
<header><img src="/vardkedjan.svg" alt="" width="28" height="28"><span class="product">Vårdkedjan</span></header>
<main>
${content}
</main>
</body>
</html>
`;
}

export interface ChoicePage {
  /** Where the form is sent. */
  action: string;
  cast: readonly CastMember[];
  /** Who is listed first: those whose app it is. */
  first: CastMember['kind'];
  search: string;
}

/** Whom to sign in as, in a demo. */
export function choicePage({ action, cast, first, search }: ChoicePage): string {
  const wanted = search.toLocaleLowerCase('sv');
  const shown = cast.filter(({ name, story }) => `${name} ${story}`.toLocaleLowerCase('sv').includes(wanted));
  const kinds = first === 'staff' ? (['staff', 'resident'] as const) : (['resident', 'staff'] as const);
  const content = `<h1>Vem är du i dag?</h1>
<p class="lead">Det här är en påhittad region: alla personer och uppgifter är uppdiktade. Välj vem du vill logga in som.</p>
<form class="search" role="search" method="get" action="${escaped(action)}">
<label for="search">Sök namn, yrke eller enhet</label>
<input id="search" name="search" type="search" autocomplete="off" value="${escaped(search)}" autofocus>
</form>
<form method="post" action="${escaped(action)}">
${kinds.map((kind) => group(kind, shown)).join('\n')}
</form>
<p class="none" role="status" id="none"${shown.length > 0 ? ' hidden' : ''}>Ingen i rollistan passar med sökningen.</p>`;
  return page('Logga in', content);
}

const headings = { staff: 'Medarbetare', resident: 'Invånare' };

function group(kind: CastMember['kind'], cast: readonly CastMember[]): string {
  const members = cast.filter((member) => member.kind === kind);
  if (members.length === 0) return '';
  return `<section aria-labelledby="${kind}">
<h2 id="${kind}">${headings[kind]}</h2>
<ul>
${members.map(person).join('\n')}
</ul>
</section>`;
}

function person({ key, name, story }: CastMember): string {
  return `<li><button name="person" value="${escaped(key)}"><span class="name">${escaped(name)}</span><span class="story">${escaped(story)}</span></button></li>`;
}

/** Which assignment an API client's user acts in. */
export function assignmentPage(
  action: string,
  sealedSubject: string,
  name: string,
  assignments: readonly Assignment[],
): string {
  const buttons = assignments.map(
    ({ id, title, careUnit, careProvider }) =>
      `<li><button name="assignment" value="${escaped(id)}"><span class="name">${escaped(title)}, ${escaped(careUnit.name)}</span><span class="story">${escaped(careProvider.name)}</span></button></li>`,
  );
  return page(
    'Välj uppdrag',
    `<h1>Välj uppdrag</h1>
<p class="lead">${escaped(name)}, i vilket medarbetaruppdrag arbetar du nu?</p>
<form method="post" action="${escaped(action)}">
<input type="hidden" name="who" value="${escaped(sealedSubject)}">
<ul>
${buttons.join('\n')}
</ul>
</form>`,
  );
}

export function refusalPage(sentence: string, again: string): string {
  return page(
    'Kan inte logga in',
    `<h1>Det går inte att logga in</h1>
<p class="lead">${escaped(sentence)}</p>
<p><a class="again" href="${escaped(again)}">Försök igen</a></p>`,
  );
}
