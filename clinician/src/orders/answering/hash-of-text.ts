/** The bytes of a text and their SHA-1, both in base64, as they go with what is signed (F1, http://hl7.org/fhir/R4/datatypes.html#Attachment). */
export async function hashOfText(text: string): Promise<{ data: string; hash: string }> {
  const bytes = new TextEncoder().encode(text);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return { data: base64Of(bytes), hash: base64Of(hash) };
}

/** Not all at once: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCodePoint(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
