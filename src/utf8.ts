// Without Node's Buffer, which browsers do not have.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How many bytes a text takes in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The bytes of a text in UTF-8, one character each, as in Latin-1. */
export function toByteString(text: string): string {
  let characters = '';
  for (const byte of encoder.encode(text)) characters += String.fromCharCode(byte);
  return characters;
}

/** The text that the bytes are in UTF-8, a byte order mark and all; undefined when they are not. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The same for any bytes, with U+FFFD for each byte that is none of a character, as Go has it. */
export function mendUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; ;) {
    const end = brokenAt(bytes, start);
    parts.push(fromUtf8(bytes.subarray(start, end))!);
    if (end === bytes.length) return parts.join('');
    parts.push('\ufffd');
    start = end + 1;
  }
}

/** The offset of the first byte from `start` on, where a character starts, that is none of a character; else the end. */
export function brokenAt(bytes: Uint8Array, start = 0): number {
  let at = start;
  for (let size; at < bytes.length && (size = sizeAt(bytes, at)) > 0;) at += size;
  return at;
}

/** How many bytes the character takes that starts there; 0 when none does. */
function sizeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const size = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let next = 1; next < size; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  // Neither longer than need be, nor half of a surrogate pair, nor beyond the last character.
  const second = bytes[at + 1]!;
  const wrong =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f);
  return wrong ? 0 : size;
}
