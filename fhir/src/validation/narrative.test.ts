import assert from 'node:assert/strict';
import { test } from 'node:test';
import { narrativeFault } from './narrative.ts';

const open = '<div xmlns="http://www.w3.org/1999/xhtml">';
const div = (inside: string): string => `${open}${inside}</div>`;

test('formatting, tables, links and pictures are allowed', () => {
  const fine = [
    div('text'),
    div('<p>Hb <b>118</b> g/L &lt; 130 &amp; fallande &#229; <br/> <!-- note --></p>'),
    div(
      '<table class="grid" border="1"><tbody><tr><td colspan="2" style="color:#f00;background:white">x</td></tr></tbody></table>',
    ),
    div(
      '<a href="https://example.org/a?b=1&amp;c=2" title="x">länk</a> <a name="n">n</a> <a href="#n">n</a> <a href="Patient/1">p</a>',
    ),
    div('<img src="data:image/png;base64,AAAA" alt=""/>'),
    div("<ul><li class='a'>x</li></ul>"),
    `${open}<p>x</p></div>\n`,
    '<div xmlns="http://www.w3.org/1999/xhtml" lang="sv" xml:lang="sv">x</div>',
  ];
  for (const text of fine) assert.equal(narrativeFault(text), undefined, text);
});

test('what runs, loads, or is not XHTML is refused', () => {
  const wrong: [string, RegExp][] = [
    ['', /not well-formed/],
    ['text', /not well-formed/],
    [`x${div('y')}`, /not well-formed/],
    [div('<p>x'), /closes div/],
    [div('<b><i>x</b></i>'), /closes b/],
    [open, /not well-formed/],
    [`${div('x')}<p>y</p>`, /after its div/],
    [`${div('x')}y`, /after its div/],
    [div('&#1;'), /XML does not know/],
    [div('&#x110000;'), /XML does not know/],
    [div('x ]]> y'), /not well-formed/],
    [div('x \u0007'), /XML cannot hold/],
    [div('x \ud800'), /XML cannot hold/],
    [div('<p title="&#0;">x</p>'), /unsafe value in title/],
    ['<div>x</div>', /namespace/],
    ['<div xmlns="http://www.w3.org/2000/svg">x</div>', /unsafe value in xmlns/],
    ['<p xmlns="http://www.w3.org/1999/xhtml">x</p>', /is not a div/],
    [div(' <p> </p> '), /no content/],
    [`<div xmlns="http://www.w3.org/1999/xhtml"/>`, /no content/],
    [div('a & b'), /an & or an entity/],
    [div('a&nbsp;b'), /an & or an entity/],
    [div('<script>x</script>'), /element script/],
    [div('<SCRIPT>x</SCRIPT>'), /element SCRIPT/],
    [div('<iframe src="https://x.example"></iframe>'), /element iframe/],
    [div('<form><input/></form>'), /element form/],
    [div('<object data="x">y</object>'), /element object/],
    [div('<link rel="stylesheet" href="x"/>'), /element link/],
    [div('<style>p{}</style>'), /element style/],
    [div('<svg><a>x</a></svg>'), /element svg/],
    [div('<p onclick="x()">y</p>'), /attribute onclick/],
    [div('<p ONCLICK="x()">y</p>'), /attribute ONCLICK/],
    [div('<p id="a" id="b">y</p>'), /id twice/],
    [div('<p id=a>y</p>'), /not well-formed/],
    [div('<p hidden>y</p>'), /not well-formed/],
    [div('<a href="javascript:x()">y</a>'), /unsafe value in href/],
    [div('<a href=" java&#10;script:x()">y</a>'), /unsafe value in href/],
    [div('<a href="&#x6A;avascript:x()">y</a>'), /unsafe value in href/],
    [div('<a href="data:text/html,x">y</a>'), /unsafe value in href/],
    [div('<a href="vbscript:x">y</a>'), /unsafe value in href/],
    [div('<img src="data:image/svg+xml;base64,AAAA"/>'), /unsafe value in src/],
    [div('<p style="background:url(https://x.example/a.png)">y</p>'), /unsafe value in style/],
    [div('<p style="width: expression(alert(1))">y</p>'), /unsafe value in style/],
    [div('<p style="back\\67round:red">y</p>'), /unsafe value in style/],
    [div('<![CDATA[x]]>'), /not well-formed/],
    [`<?xml version="1.0"?>${div('x')}`, /not well-formed/],
    [`<!DOCTYPE html>${div('x')}`, /not well-formed/],
  ];
  for (const [text, fault] of wrong) assert.match(narrativeFault(text) ?? 'nothing', fault, text);
});

test('long and hostile texts take linear time', () => {
  const before = process.cpuUsage();
  for (const hostile of ['<', '<div ', '<!--', '&', ' a="', '<b>', '-', '<p a'])
    narrativeFault(open + hostile.repeat(200_000));
  const { user } = process.cpuUsage(before);
  assert.ok(user < 2_000_000, `${user} µs`);
});
