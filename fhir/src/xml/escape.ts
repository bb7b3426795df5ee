/** Characters in XML: https://www.w3.org/TR/xml/#charsets, https://www.w3.org/TR/xml/#syntax */

const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would make spaces of these in an attribute, and a line feed of a carriage return anywhere.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// oxlint-disable-next-line no-control-regex -- that is what is looked for
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

/** Whether XML can hold the text at all: it has no way of writing most control characters. */
export function isXmlText(text: string): boolean {
  return !impossible.test(text);
}

export function escapeAttribute(text: string): string {
  return /[&<>"\t\n\r]/.test(text) ? text.replace(/[&<>"\t\n\r]/g, (found) => references[found] ?? found) : text;
}

export function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (found) => references[found] ?? found) : text;
}
