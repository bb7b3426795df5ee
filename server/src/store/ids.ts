/**
 * Ids that the server makes: `<patient key in base 36>-<UUIDv7 in 26 letters of Crockford's base 32>`, so that a read by id
 * knows its shard without asking, and ids of one patient lie together in the order of their making
 * (RFC 9562 § 5.7; https://www.crockford.com/base32.html, lower case).
 */
import { randomFillSync } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const serverMade = /^(0|[1-9a-z][0-9a-z]{0,10})-[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const random = Buffer.alloc(8 * 512);
let used = random.length;
const uuid = Buffer.alloc(16);
let time = 0;
let sequence = 0;

export function newId(patientKey: number): string {
  fillUuid();
  let text = '';
  let bits = 0;
  let held = 2; // two zero bits in front: 26 letters hold 130
  for (const byte of uuid) {
    bits = (bits << 8) | byte;
    for (held += 8; held >= 5; held -= 5) {
      text += alphabet.charAt((bits >> (held - 5)) & 31);
    }
    bits &= 31;
  }
  return `${patientKey.toString(36)}-${text}`;
}

/** The twelve bits after the time count within the millisecond, so that one process's ids are in the order of their making. */
function fillUuid(): void {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  const now = Date.now();
  if (now > time) {
    time = now;
    sequence = random.readUInt16LE(used) & 0x7ff;
  } else if (++sequence > 0xfff) {
    time++;
    sequence = 0;
  }
  uuid.writeUIntBE(time, 0, 6);
  uuid.writeUInt16BE(0x7000 | sequence, 6);
  random.copy(uuid, 8, used, used + 8);
  uuid[8] = 0x80 | ((uuid[8] ?? 0) & 0x3f);
  used += 8;
}

/** The shard that a server-made id names; undefined for an id of another form. */
export function patientKeyOf(id: string): number | undefined {
  const dash = id.length - 27;
  return dash > 0 && id.charCodeAt(dash) === 0x2d && serverMade.test(id)
    ? Number.parseInt(id.slice(0, dash), 36)
    : undefined;
}

/** https://hl7.org/fhir/R4/datatypes.html#id */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9\-.]{1,64}$/.test(text);
}
