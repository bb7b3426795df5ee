/** What is printed when the server is up: the address, and whom one can sign in as. */
import type { CastMember } from './sign-in/cast.ts';

export function greet(baseUrl: string, cast: readonly CastMember[]): void {
  const lines = ['', `Vårdkedjan is up: ${baseUrl}/ for care staff, ${baseUrl}/resident/ for residents.`];
  if (cast.length > 0) {
    const wide = Math.max(...cast.map(({ name }) => name.length));
    lines.push('', 'An invented region: sign in as any of these.', '');
    for (const kind of ['staff', 'resident'] as const) {
      for (const { name, story, key } of cast.filter((member) => member.kind === kind)) {
        lines.push(`  ${name.padEnd(wide)}  ${shortened(story)}  (${key})`);
      }
      lines.push('');
    }
    lines.push('Ctrl-C ends it; nothing is lost.');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

function shortened(story: string): string {
  return story.length > 90 ? `${story.slice(0, 89).trimEnd()}…` : story;
}
