import { InputError } from './errors.ts';
import { brokenAt, byteLength, fromUtf8 } from './utf8.ts';

/** The largest file that is read: no Dockerfile and hardly a manifest comes near, and parsers stay quick. */
const maxMegabytes = 10;
export const maxBytes = maxMegabytes * 1024 * 1024;

/** Refuses, with an InputError, a file of more bytes than are read. */
export function refuseTooLarge(bytes: number): void {
  if (bytes <= maxBytes) return;
  const size = (bytes / 1024 / 1024).toFixed(1);
  throw new InputError(`the file has ${size} MB; at most ${maxMegabytes} MB are read`);
}

/** The text of a file; an InputError for one that is too large, and with the place of the first byte that is no UTF-8. */
export function textOf(content: string | Uint8Array): string {
  if (typeof content !== 'string') return decode(content);
  // A character takes three bytes at most for each of its units.
  if (content.length * 3 > maxBytes) refuseTooLarge(byteLength(content));
  return content;
}

/** Text from UTF-8; the InputErrors of `textOf`. */
export function decode(bytes: Uint8Array): string {
  refuseTooLarge(bytes.length);
  const text = fromUtf8(bytes);
  if (text !== undefined) return text;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new InputError('the file is UTF-16; save it as UTF-8', { line: 1, column: 1 });
  }
  const at = brokenAt(bytes);
  const lineStart = bytes.subarray(0, at).lastIndexOf(0x0a) + 1;
  const before = fromUtf8(bytes.subarray(lineStart, at))!;
  let line = 1;
  for (const byte of bytes.subarray(0, lineStart)) if (byte === 0x0a) line++;
  // A byte order mark is no column.
  const column = before.length + (line === 1 && before.startsWith('\ufeff') ? 0 : 1);
  throw new InputError('the file is not UTF-8 text', { line, column });
}
