/** A failing request made smaller, part by part, for as long as it fails in the same way. */
import type { Sent } from './sent.ts';

const mostTries = 300;

export async function shrunk(sent: Sent, fails: (sent: Sent) => Promise<boolean>): Promise<Sent> {
  let smallest = sent;
  let tries = 0;
  for (let changed = true; changed && tries < mostTries; ) {
    changed = false;
    for (const smaller of smallerOnes(smallest)) {
      if (++tries > mostTries) break;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      changed = true;
      break;
    }
  }
  return smallest;
}

function* smallerOnes(sent: Sent): Generator<Sent> {
  for (const at of sent.parameters.keys()) yield { ...sent, parameters: sent.parameters.toSpliced(at, 1) };
  for (const at of sent.headers.keys()) yield { ...sent, headers: sent.headers.toSpliced(at, 1) };
  for (const [at, [name, value]] of sent.parameters.entries()) {
    for (const shorter of shorterTexts(value)) yield { ...sent, parameters: sent.parameters.with(at, [name, shorter]) };
  }
  const { body } = sent;
  if (body === undefined) return;
  if ('value' in body) for (const value of smallerValues(body.value)) yield { ...sent, body: { value } };
  else if (typeof body.raw === 'string') for (const raw of shorterTexts(body.raw)) yield { ...sent, body: { raw } };
}

function* shorterTexts(text: string): Generator<string> {
  if (text.length < 2) return;
  const half = text.length >> 1;
  yield text.slice(0, half);
  yield text.slice(half);
}

function* smallerValues(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (value.length > 8) yield value.slice(0, value.length >> 1);
    for (const at of value.keys()) yield value.toSpliced(at, 1);
    for (const [at, child] of value.entries())
      for (const smaller of smallerValues(child)) yield value.with(at, smaller);
    return;
  }
  for (const key of Object.keys(value)) {
    if (key === 'resourceType') continue;
    const { [key]: _, ...rest } = value as Record<string, unknown>;
    yield rest;
  }
  for (const [key, child] of Object.entries(value))
    for (const smaller of smallerValues(child)) yield { ...value, [key]: smaller };
}
