/** Norm: the examples that HL7 publishes with R4 are valid and lose nothing here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneJson, parseJson, stringifyJson } from '../src/json.ts';
import { validate } from '../src/validation/validate.ts';
import { examples, withoutExamples } from './examples.ts';

/** Examples that break R4, each with how. */
const faulty: Record<string, RegExp> = {
  'Bundle-3a0707d3-549e-4467-b8b8-5a2ab3800efe': /entry\[3\]\.fullUrl must have the id of the resource/,
  'Bundle-lri-example': /entry\[1\]\.fullUrl must have the id of the resource/,
  'CapabilityStatement-knowledge-repository': /searchParam\[5\]\.type must be the type in the definition/,
  'DeviceUseStatement-example': /reasonReference\[0\] must refer to .* not to Procedure/,
  'EventDefinition-example': /text\.div has no content/,
  'MedicationRequest-medrx0301': /dispenseRequest\.performer must refer to Organization, not to Practitioner/,
  'Observation-clinical-gender': /performer\[0\] must refer to .* not to Encounter/,
  'Questionnaire-qs1': /item\[0\]\.linkId is missing/,
  'TerminologyCapabilities-example': /url must be a UUID as urn:uuid:…, in lower case/,
};

test("HL7's examples are valid, but for those that are known to be wrong", { skip: withoutExamples }, () => {
  for (const { name, text } of examples()) {
    const issues = validate(parseJson(text)).map((issue) => issue.diagnostics ?? '');
    const known = faulty[name];
    if (known === undefined) assert.deepEqual(issues, [], name);
    else
      assert.ok(
        issues.some((issue) => known.test(issue)),
        `${name}: ${issues.join(' ')}`,
      );
  }
});

test('parsing and writing loses nothing of them but white space', { skip: withoutExamples }, () => {
  for (const { name, text } of examples()) assert.equal(stringifyJson(parseJson(text)), withoutWhiteSpace(text), name);
});

type Place = { holder: Record<string | number, unknown>; key: string | number };

function places(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ holder: value as Place['holder'], key });
    places((value as Place['holder'])[key], found);
  }
  return found;
}

test('property: whatever is put in place of whatever, it is refused and nothing breaks', {
  skip: withoutExamples,
}, () => {
  const junk: (() => unknown)[] = [
    () => null,
    () => [],
    () => ({}),
    () => '',
    () => [[]],
    () => ({ '': 1 }),
    () => [null, null],
    () => Number.NaN,
  ];
  let at = 0;
  for (const { name, text } of examples()) {
    if (faulty[name] !== undefined) continue;
    const resource = parseJson(text);
    const step = Math.max(1, Math.floor(places(resource).length / 12));
    for (let index = at % step; index < places(resource).length; index += step) {
      const changed = cloneJson(resource);
      const place = places(changed)[index];
      if (place === undefined) continue;
      place.holder[place.key] = junk[at++ % junk.length]?.();
      assert.ok(
        validate(changed).length > 0,
        `${name}: ${place.key} replaced by ${JSON.stringify(place.holder[place.key])}`,
      );
    }
  }
  assert.ok(at > 8000, String(at));
});

/** Strings as JSON writes them canonically, all else letter for letter. */
function withoutWhiteSpace(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted?: string) =>
    quoted === undefined ? '' : JSON.stringify(JSON.parse(quoted)),
  );
}
